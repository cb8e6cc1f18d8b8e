import CatalogModel
import Foundation
import OptionScoring
import Requirements
import Roadmap
import TestSupport
import Testing

@testable import Reporting

/// Decision records: numbered, stable, superseded when another option is chosen.
@Suite struct DecisionRecordTests {
  private static func texts(_ files: [RenderedFile]) -> [String: String] {
    Dictionary(files.map { ($0.path, $0.contents) }) { first, _ in first }
  }

  @Test func recordsFollowTheTemplateOfMADR() throws {
    let input = try ExamplePlan.webshop.input()
    let files = DecisionRecords(input, existing: [:]).files
    #expect(files.count == input.plan.current?.decisions.count)
    for (index, file) in files.enumerated() {
      #expect(file.path.hasPrefix("decisions/\(DecisionRecord.digits(index + 1))-"))
      let headings = file.contents.split(separator: "\n").filter { $0.hasPrefix("#") }
        .filter { !$0.hasPrefix("### ") || $0 == "### Consequences" || $0 == "### Confirmation" }
      #expect(headings.first?.hasPrefix("# ") == true)
      #expect(
        headings.dropFirst() == [
          "## Context and Problem Statement", "## Decision Drivers", "## Considered Options",
          "## Decision Outcome", "### Consequences", "### Confirmation",
          "## Pros and Cons of the Options", "## More Information",
        ], "\(file.path)")
      #expect(file.contents.hasPrefix("---\nstatus: accepted\ndate: "))
      #expect(file.contents.contains("\nChosen option: \""))
      let problems = MarkdownSyntax.problems(of: file.contents)
      // The checker knows the links within a document; this one leads to a file beside the folder.
      #expect(problems == ["a link that leads nowhere: ../roadmap.md"], "\(file.path)")
    }
    let compute = try #require(files.first { $0.path.contains("compute") })
    let stable = compute.contents.replacingOccurrences(
      of: input.catalog.digest, with: "CATALOG-DIGEST")
    expectSnapshot(stable, named: "webshop-decision-compute.md")
  }

  @Test func nothingIsTouchedWhileChoicesStand() throws {
    let input = try ExamplePlan.webshop.input()
    var existing = Self.texts(DecisionRecords(input, existing: [:]).files)
    // People accept, remark and add records of their own.
    let first = try #require(existing.keys.min())
    existing[first]?.append("\nOur remark.\n")
    existing["decisions/0099-our-own.md"] = "# Our own\n"
    let again = Self.texts(DecisionRecords(input, existing: existing).files)
    existing["decisions/0099-our-own.md"] = nil
    #expect(again == existing)
  }

  @Test func aFlippedDecisionWritesANewRecordAndMarksTheOld() throws {
    let input = try ExamplePlan.webshop.input()
    let existing = Self.texts(DecisionRecords(input, existing: [:]).files)
    let path = try #require(existing.keys.first { $0.contains("-compute-") })
    let mark = try #require(DecisionRecord(path: path, text: existing[path] ?? "")?.mark)
    // The former plan had chosen Lambda.
    let former = existing.merging([
      path: (existing[path] ?? "").replacingOccurrences(
        of: mark.line, with: DecisionMark(decision: "compute", option: "lambda").line),
      "decisions/0040-our-own.md": "# Our own\n",
    ]) { $1 }
    let files = Self.texts(DecisionRecords(input, existing: former).files)
    let new = try #require(files.keys.first { $0.hasPrefix("decisions/0041-compute-") })
    #expect(files.count == existing.count + 1)
    let number = try #require(path.split(separator: "/").last?.prefix(4))
    #expect(files[new]?.contains("Supersedes [\(number)](") == true)
    let name = new.split(separator: "/").last ?? ""
    #expect(
      files[path]
        == former[path]?.replacingOccurrences(
          of: "status: accepted", with: "status: \"superseded by [0041](\(name))\""))
    for (other, text) in existing where other != path { #expect(files[other] == text) }
    // Nothing more happens the next time.
    #expect(Self.texts(DecisionRecords(input, existing: files).files) == files)
  }

  @Test func whatIsNoLongerDecidedIsDeprecated() throws {
    let input = try ExamplePlan.webshop.input()
    var existing = Self.texts(DecisionRecords(input, existing: [:]).files)
    let gone = "decisions/0050-store-gone.md"
    existing[gone] =
      "# No front matter\n\n" + DecisionMark(decision: "store:gone", option: "s3").line
    let files = Self.texts(DecisionRecords(input, existing: existing).files)
    #expect(files[gone]?.hasPrefix("---\nstatus: deprecated\n---\n\n# No front matter\n") == true)
    #expect(Self.texts(DecisionRecords(input, existing: files).files) == files)
  }

  @Test(arguments: HostileTextTests.vectors) func namesCannotEndTheMark(_ text: String) throws {
    let mark = DecisionMark(decision: "store:" + text, option: text + "x")
    #expect(!mark.line.dropFirst(4).dropLast(3).contains("-->"))
    #expect(!mark.line.contains { $0.isNewline })
    #expect(DecisionMark(in: "# Title\n\n\(mark.line)\n") == mark)
    #expect(DecisionMark(in: text) == nil)
  }
}
