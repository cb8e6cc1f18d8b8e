import CatalogModel
import Testing

@testable import Reporting

/// What is left out of a difference that is too long for a comment.
@Suite struct CommentDocumentTests {
  private static func section(_ topic: DifferenceSection.Topic, rows: Int) -> DifferenceSection {
    DifferenceSection(
      topic: topic,
      rows: (0..<rows).map {
        .init(what: "thing \($0)", at: "stage 1", old: "before", new: "after \($0) ü|*")
      })
  }

  private static func document(_ sizes: [(DifferenceSection.Topic, Int)]) -> String {
    CommentDocument(
      head: ["# title"], sections: sizes.map { section($0.0, rows: $0.1) }, tail: ["end"]
    ).text
  }

  private static func headings(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
  }

  @Test func whatFitsIsWhole() {
    let text = Self.document([(.answers, 3), (.notes, 3)])
    #expect(Self.headings(text) == ["Answers", "Notes"])
    #expect(!text.contains("Left out"))
  }

  @Test func theLeastImportantTopicsAreLeftOutFirstAndNamed() {
    let text = Self.document([
      (.answers, 400), (.decisions, 300), (.cost, 300), (.parts, 400), (.notes, 400),
    ])
    #expect(text.utf8.count <= 65_536)
    #expect(Self.headings(text) == ["Answers", "Decisions", "Cost"])
    #expect(text.contains("Notes (400 rows), Parts (400 rows)"))
    #expect(text.hasSuffix("end\n"))
  }

  @Test func ofOneTopicTheFirstRowsRemain() {
    let text = Self.document([(.verdict, 9000), (.answers, 9000), (.unread, 2)])
    #expect(text.utf8.count <= 65_536)
    #expect(text.utf8.count > 65_000)
    #expect(Self.headings(text) == ["Verdict and gates"])
    #expect(text.contains("Answers (9000 rows)"))
    #expect(text.contains("of 9000 rows of Verdict and gates"))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| thing ") }
    #expect(rows.allSatisfy { $0.hasSuffix(" |") })
  }

  /// However much differs, and wherever: the limit holds, and topics come in order.
  @Test(arguments: Array(1...40)) func anySizesFit(seed: Int) {
    let topics = DifferenceSection.Topic.allCases
    let sizes = topics.enumerated().map { index, topic in
      (topic, (seed * (index + 3) * 97) % 700)
    }
    let text = Self.document(sizes.filter { $0.1 > 0 })
    #expect(text.utf8.count <= 65_536)
    let kept = Self.headings(text)
    let order = topics.map(\.rawValue).filter(kept.contains)
    #expect(kept == order)
    for topic in topics where sizes.contains(where: { $0.0 == topic && $0.1 > 0 }) {
      #expect(kept.contains(topic.rawValue) || text.contains("\(topic.rawValue) ("))
    }
  }

  @Test func everyTopicHasItsPlaceInTheOrder() {
    #expect(Set(DifferenceSection.Topic.expendable) == Set(DifferenceSection.Topic.allCases))
    #expect(
      DifferenceSection.Topic.expendable.count == DifferenceSection.Topic.allCases.count)
  }
}
