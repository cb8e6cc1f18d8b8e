import CatalogModel
import Storage
import Testing

/// Where an answer stands in its file.
@Suite struct AnswerPlacesTests {
  private static let text = """
    # ours
    schemaVersion: 1
    objectives:
      p95Milliseconds: 300
      p99Milliseconds: {low: 500, likely: 800, high: 900}
    gates:
      - {name: cap, mostUSD: 250}
      - name: tail
        mostMilliseconds: 50
    """

  @Test(
    arguments: [
      ("objectives.p99Milliseconds", nil, 5, 3), ("objectives.availability", nil, 3, 1),
      ("gates", "tail", 8, 5), ("gates", "none", 6, 1), ("gates", nil, 6, 1),
      ("schemaVersion", nil, 2, 1),
    ] as [(String, String?, Int, Int)])
  func theNearestPartIsFound(_ question: String, _ row: String?, _ line: Int, _ column: Int) {
    let place = AnswerPlaces(Self.text, file: "a.yaml").place(question: question, row: row)
    #expect(place == Place(file: "a.yaml", line: line, column: column))
  }

  @Test func whatIsNotThereHasNoPlace() {
    #expect(AnswerPlaces(Self.text, file: "a.yaml").place(question: "users.now") == nil)
    #expect(AnswerPlaces("", file: "a.yaml").place(question: "users.now") == nil)
    #expect(AnswerPlaces("{: bad", file: "a.yaml").place(question: "users.now") == nil)
  }
}
