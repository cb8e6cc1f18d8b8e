import CatalogModel
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

@Suite struct QuestionnaireReaderTests {
  @Test func theShippedQuestionsLoad() throws {
    let reading = QuestionnaireReader.read(SharedDirectory(path: RepositoryFiles.path("Catalog")))
    #expect(reading.diagnostics == [])
    let questionnaire = try #require(reading.questionnaire)
    #expect(questionnaire.groups.map(\.id).first == "system")
    #expect(questionnaire.groups.map(\.id).last == "services")
    #expect(questionnaire.questions.count == 55)
    #expect(questionnaire.questions.count { $0.isInShortPath } == 13)
    #expect(questionnaire.contradictions.count == 17)
    let growth = try #require(questionnaire.question("users.monthlyGrowth"))
    #expect(
      growth.fallback == .value(.number(Estimate(low: 0.02, likely: 0.08, high: 0.15))))
    #expect(questionnaire.question("budget.monthlyUSD")?.fallback == nil)
    let region = try #require(questionnaire.question("system.region"))
    guard case .choice(let regions) = region.kind else {
      Issue.record("the region is no choice")
      return
    }
    #expect(regions.map(\.id).contains("eu-central-1"))
  }

  private static let good = """
    group: one
    title: One
    questions:
      - id: a.first
        ask: First?
        why: Because.
        number: milliseconds
        least: 0
        greatest: 1000
        default: 1 s
        reason: a reason

    """

  @Test(arguments: [
    (
      "unknown key", "default: 1 s", "defaultt: 1 s",
      "questions/1.yaml:10:5: error: unknown key `defaultt`"
    ),
    (
      "no default", "    default: 1 s\n", "",
      "questions/1.yaml:4:5: error: the key `default` is missing"
    ),
    (
      "default beyond the limit", "default: 1 s", "default: 2 s",
      "questions/1.yaml:10:14: error: a.first: `2 s` is above the greatest possible value, 1 s"
    ),
    (
      "default unknown", "default: 1 s", "default: unknown",
      "questions/1.yaml:10:14: error: a default cannot be unknown"
    ),
    (
      "unknown unit", "number: milliseconds", "number: millisecond",
      "questions/1.yaml:7:13: error: `millisecond` is not one of count, ratio, fraction,"
        + " fractionPerMonth, people, milliseconds, seconds, minutes, months, kilobytes, gibibytes,"
        + " perSecond, perMinute, perDay, dollarsPerMonth"
    ),
    (
      "two kinds", "number: milliseconds", "number: milliseconds\n    flag: true",
      "questions/1.yaml:4:5: error: a question has exactly one kind, found 2"
    ),
    (
      "condition on nothing", "reason: a reason",
      "reason: a reason\n    when: [{signal: b.other, is: true}]",
      "questions: error: `a.first` depends on `b.other`, which is no earlier question"
    ),
    (
      "condition on a fact", "reason: a reason",
      "reason: a reason\n    when: [{signal: a.first, atLeast: {fact: x.y}}]",
      "questions/1.yaml:12:46: error: `x.y`: conditions on answers cannot look at facts"
    ),
    (
      "least above greatest", "least: 0", "least: 2000",
      "questions/1.yaml:9:15: error: 1000 is out of range"
    ),
    (
      "three parts", "id: a.first", "id: a.b.c", "questions: error: `a.b.c` has more than two parts"
    ),
  ])
  func aBadQuestionIsReported(
    _ name: String, _ target: String, _ replacement: String, _ expected: String
  ) throws {
    let range = try #require(Self.good.firstRange(of: target))
    let text = Self.good.replacingCharacters(in: range, with: replacement)
    let reading = QuestionnaireReader.read(FileTree(["questions/1.yaml": text]), regions: [])
    #expect(reading.questionnaire == nil)
    let lines = reading.diagnostics.map { "\($0)".prefix { $0 != "\n" } }
    #expect(lines.contains { $0 == expected }, "\(name): \(reading.diagnostics)")
  }

  @Test func theGoodQuestionIsGood() {
    let reading = QuestionnaireReader.read(FileTree(["questions/1.yaml": Self.good]), regions: [])
    #expect(reading.diagnostics == [])
    #expect(reading.questionnaire?.question("a.first")?.fallback == .value(.number(Estimate(1000))))
  }

  @Test func noQuestionsAreAnError() {
    let reading = QuestionnaireReader.read(FileTree([:]), regions: [])
    #expect(reading.diagnostics.map(\.message) == ["no question files were found"])
  }

  @Test func aContradictionNamesQuestions() {
    let contradictions = """
      contradictions:
        - {id: c, when: [{signal: a.missing, is: true}], text: t, remedy: r, questions: [a.first]}
      """
    let tree = FileTree([
      "questions/1.yaml": Self.good, "questions/contradictions.yaml": contradictions,
    ])
    let reading = QuestionnaireReader.read(tree, regions: [])
    #expect(
      reading.diagnostics.map(\.message)
        == ["the contradiction `c` names `a.missing`, which is no question"])
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
