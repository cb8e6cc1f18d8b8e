import CatalogModel
import Foundation
import OrderedCollections
import TestSupport
import Testing

/// Which cases show which row of the rule list, in both directions.
enum RuleRegister {
  /// The suites of reversals: of each case `fires` shows the output, `isGone` its absence.
  static let suites: [(name: String, rows: [Reversal])] = [
    ("PrincipleReversals", PrincipleReversals.rows), ("EntryReversals", EntryReversals.rows),
    ("DataReversals", DataReversals.rows), ("ComputeReversals", ComputeReversals.rows),
    ("DiagnosisReversals", DiagnosisReversals.rows),
    ("ServiceReversals", ServiceReversals.rows),
  ]

  /// How many cases a row needs whose text names several things.
  static let least: [String: Int] = [
    "P3": 4, "P4": 2, "M1": 2, "P11": 3, "P12": 4, "P13": 1, "D18": 5, "C6": 2, "A2": 3, "D16": 2,
    "D8": 2,
    "D12": 2,
  ]

  /// A case of a row, with the tests that show it.
  struct Entry {
    let row: String
    let shows: String
    let suite: String

    var fires: String { "\(suite)/fires" }
    var isGone: String { "\(suite)/isGone" }
  }

  static let entries: [Entry] = suites.flatMap { suite in
    suite.rows.map { Entry(row: $0.rule, shows: $0.shows, suite: suite.name) }
  }

  /// One line for each case: the row, what the case shows, the two tests.
  static var table: String {
    let sorted = entries.enumerated().sorted {
      (RuleOrder($0.element.row), $0.offset) < (RuleOrder($1.element.row), $1.offset)
    }.map(\.element)
    let lines = sorted.map { "\($0.row)\t\($0.shows)\t\($0.fires)\t\($0.isGone)" }
    return (["row\tshows\tfires\tgone"] + lines).joined(separator: "\n") + "\n"
  }

  /// `docs/rules.md`: every row, what it means, and its cases.
  static func document(_ rows: some Sequence<RuleRow>) -> String {
    var lines = [
      "# The rules, and the tests that show them", "",
      "Every row of the rule list (`Catalog/talk.yaml`) works when its output appears for an answer",
      "file that meets its condition, and is gone for the same file with the condition reversed. Each",
      "case below is both tests: `fires` expects the output, `isGone` its absence. One row's cases run",
      "with `swift test --filter 'Reversals'`, and each is named as it stands here.", "",
      "This file is written by `make rules-document`; the suite fails when it is not current.", "",
    ]
    for row in rows {
      lines += ["## \(row.id)", "", "*\(escaped(row.talk))*", ""]
      lines += ["\(escaped(row.rule)). **Works when** \(escaped(row.worksWhen)).", ""]
      let cases = entries.filter { $0.row == row.id }
      lines += ["| Case | Fires | Gone |", "| --- | --- | --- |"]
      lines += cases.map { "| \(escaped($0.shows)) | `\($0.fires)` | `\($0.isGone)` |" }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "|", with: "\\|").replacingOccurrences(of: "*", with: "\\*")
  }
}

@Suite struct RuleRegisterTests {
  @Test func everyRowIsShownInBothDirections() throws {
    let catalog = try #require(Bench.catalog)
    #expect(catalog.rows.count == 67)
    for id in catalog.rows.keys {
      let cases = RuleRegister.entries.filter { $0.row == id }
      #expect(cases.count >= RuleRegister.least[id] ?? 1, "\(id) has \(cases.count) cases")
    }
  }

  @Test func everyCaseIsOfARowAndHasANameOfItsOwn() throws {
    let catalog = try #require(Bench.catalog)
    for entry in RuleRegister.entries { #expect(catalog.rows[entry.row] != nil, "\(entry.row)") }
    let names = RuleRegister.entries.map { "\($0.row) \($0.shows)" }
    #expect(Set(names).count == names.count)
  }

  /// Every rule of the catalog carries out a row of the list.
  @Test func everyRuleNamesItsRow() throws {
    let catalog = try #require(Bench.catalog)
    for decision in catalog.decisions.values {
      let rules =
        decision.constraints.map { ($0.id, $0.rule) } + decision.criteria.map { ($0.id, $0.rule) }
      for (id, row) in rules {
        #expect(row.flatMap { catalog.rows[$0] } != nil, "\(decision.id)/\(id)")
      }
    }
  }

  @Test func theRegisterIsCurrent() { expectSnapshot(RuleRegister.table, named: "rules.tsv") }

  @Test func theDocumentIsCurrent() throws {
    let text = RuleRegister.document(try #require(Bench.catalog).rows.values)
    let path = RepositoryFiles.path("docs/rules.md")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      Issue.record("Recorded docs/rules.md.")
      return
    }
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == written, "run `make rules-document` and look at what changed")
  }
}
