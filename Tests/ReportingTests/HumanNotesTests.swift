import Foundation
import Roadmap
import Testing

@testable import Reporting

/// What people write between the marks of the roadmap outlives the roadmap.
@Suite struct HumanNotesTests {
  private static let end = "<!-- /tenfold:notes -->"

  /// A document with something written into the notes of that name.
  private static func writing(_ text: String, into name: String, of document: String) -> String {
    document.replacingOccurrences(
      of: "<!-- tenfold:notes \(name) -->\n",
      with: "<!-- tenfold:notes \(name) -->\n\(text)\n")
  }

  @Test(arguments: ExamplePlan.allCases) func notesSurviveRegeneration(_ example: ExamplePlan)
    throws
  {
    let input = try example.input()
    let plain = RoadmapDocument(input).text
    #expect(try RoadmapDocument(input, notes: HumanNotes(in: plain)).text == plain)
    let stage = try #require(
      plain.firstMatch(of: /<!-- tenfold:notes (stage-[^ ]+) -->/).map { String($0.1) })
    let note = "**Ours:** ask `ops`\n\n- one\n  - two\n\n```\n<!-- kept -->\n```"
    var edited = Self.writing(note, into: "system", of: plain)
    edited = Self.writing("about the stage", into: stage, of: edited)
    let again = RoadmapDocument(input, notes: try HumanNotes(in: edited)).text
    #expect(again.contains("\n\(note)\n") && again.contains("\nabout the stage\n"))
    // From then on nothing moves.
    #expect(RoadmapDocument(input, notes: try HumanNotes(in: again)).text == again)
    // Everything besides the notes is what it was.
    let bare = { (text: String) in
      text.replacing(/(?s)(<!-- tenfold:notes [^\n]*\n).*?(<!-- \/tenfold:notes -->)/) {
        $0.output.1 + $0.output.2
      }
    }
    #expect(bare(again) == bare(plain))
  }

  /// Nothing that somebody writes is changed by the next run: `plan --check` finds no difference.
  @Test(arguments: [
    "mine", "\n\nmine\n\n\n", "  indented", "two\n\nparagraphs  ", "\tcode\n", "a\r\nb\r", "-",
    "\u{301}x",
    "<!-- Write here: what stands between these two marks stays. -->\nmine", "```\n\n```",
  ])
  func bytesStay(_ note: String) throws {
    let input = try ExamplePlan.webshop.input()
    let plain = RoadmapDocument(input).text
    let hint = "<!-- Write here: what stands between these two marks stays. -->\n"
    let mark = "<!-- tenfold:notes system -->\n"
    let edited = plain.replacingOccurrences(of: mark + hint, with: mark + note + "\n")
    #expect(edited != plain)
    let again = RoadmapDocument(input, notes: try HumanNotes(in: edited)).text
    #expect(Array(again.utf8) == Array(edited.utf8))
  }

  /// An editor may end all lines in its own way.
  @Test func notesAreFoundWhateverEndsALine() throws {
    let block = "<!-- tenfold:notes system -->\r\nmine\r\n\(Self.end)\r\n"
    #expect(try HumanNotes(in: block).block("system").contains("mine\r\n"))
  }

  @Test func notesWithoutAPlaceAreKeptAtTheEnd() throws {
    let input = try ExamplePlan.webshop.input()
    let former = "<!-- tenfold:notes stage-of-old -->\nremember this\n\(Self.end)\n"
    let text = RoadmapDocument(input, notes: try HumanNotes(in: former)).text
    #expect(text.contains("## Notes whose place is gone\n\n<!-- tenfold:notes stage-of-old -->"))
    #expect(RoadmapDocument(input, notes: try HumanNotes(in: text)).text == text)
  }

  @Test func twoNotesOfOneNameAreBothKept() throws {
    let block = "<!-- tenfold:notes system -->\none\n\(Self.end)\n"
    let twice = try HumanNotes(in: block + block.replacingOccurrences(of: "one", with: "two"))
    #expect(twice.block("system").contains("one\n\ntwo\n"))
  }

  @Test(arguments: [
    ("a\n<!-- tenfold:notes system -->\nmine\n", 2),
    ("<!-- tenfold:notes system -->\n<!-- tenfold:notes other -->\n<!-- /tenfold:notes -->\n", 1),
    ("a\nb\n<!-- /tenfold:notes -->\n", 3),
  ]) func brokenMarksAreRefused(_ text: String, _ line: Int) {
    let problem = #expect(throws: HumanNotes.Problem.self) { try HumanNotes(in: text) }
    #expect(problem?.line == line)
  }
}
