import AccuracySuite
import Foundation
import Simulation
import TestSupport
import Testing

/// The published accuracy suite: its tables, its report, and a sample of its numbers.
@Suite struct AccuracyReportTests {
  private static func text(_ path: String) -> String {
    let data = FileManager.default.contents(atPath: RepositoryFiles.path(path)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private static let truth = text("Tests/Accuracy/truth.tsv")
  private static let predictions = text("Tests/Accuracy/predictions.tsv")

  @Test func theSuiteHasDistinctCases() {
    #expect(AccuracyCells.all.count >= 500)
    #expect(Set(AccuracyCells.all.map(\.id)).count == AccuracyCells.all.count)
    #expect(Set(AccuracyCells.all.map(\.family)).count == AccuracyCell.Family.allCases.count)
  }

  /// `make accuracy` would change nothing.
  ///
  /// With `RECORD_SNAPSHOTS=1` the report is written from the tables, and the test fails.
  @Test func theReportIsInStep() throws {
    let report = AccuracyReport(truth: Self.truth, predictions: Self.predictions)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      let path = RepositoryFiles.path("docs/accuracy.md")
      try Data(report.markdown.utf8).write(to: URL(fileURLWithPath: path))
      Issue.record("Recorded docs/accuracy.md.")
    }
    #expect(Self.text("docs/accuracy.md") == report.markdown)
  }

  @Test func tablesReadBack() throws {
    let truths = Self.truth.split(separator: "\n").dropFirst()
    #expect(truths.allSatisfy { CellTruth(row: $0)?.row == String($0) })
    let predictions = Self.predictions.split(separator: "\n").dropFirst()
    #expect(predictions.count == AccuracyCells.all.count)
    #expect(predictions.allSatisfy { CellPrediction(row: $0)?.row == String($0) })
  }

  /// The model still says what the table holds, for a case of each family that is soon solved.
  @Test(arguments: [
    "M/M/c M/M/4 at 0.8", "M/G/1 M/E2/1 at 0.7", "GI/M/c E4/M/2 at 0.7",
    "PH/PH/c E2/E2/2 at 0.5", "M/G/c-PS M/M/2 at 0.5", "path tandem of 2 at 0.5",
    "cache 10 of 1000 items, exponent 0.9", "cold start M, 0.5/s, kept 10 s",
    "retries M/M/4 at 0.4, 1 more after 0.04 s",
    "transient 4 servers, load from 0.3 to 0.8 for 30 s", "fork-join 2 x M/E2/1 at 0.5",
    "closed one processor and a disk, 5 users thinking 0.2 s",
  ])
  func predictionsHold(_ id: String) throws {
    let cell = try #require(AccuracyCells.all.first { $0.id == id })
    let table = Self.predictions.split(separator: "\n").compactMap { CellPrediction(row: $0) }
    let expected = try #require(table.first { $0.id == id })
    let found = cell.prediction()
    #expect(!found.values.isEmpty)
    #expect(found.tag == expected.tag)
    for (quantity, value) in found.values {
      let stored = try #require(expected.values[quantity])
      #expect((value / stored - 1).magnitude < 1e-6, "\(quantity.rawValue)")
    }
  }

  /// The truth of a case is made anew, shortly, and lies within both intervals.
  @Test(arguments: [
    "M/M/c M/M/4 at 0.8", "closed one processor and a disk, 5 users thinking 0.2 s",
  ])
  func truthIsReproduced(_ id: String) throws {
    let cell = try #require(AccuracyCells.all.first { $0.id == id })
    let stored = try #require(
      Self.truth.split(separator: "\n").compactMap { CellTruth(row: $0) }.first { $0.id == id })
    let found = try TruthRun(precision: 0.5, greatestEvents: 1, seed: 5).truth(of: cell)
    for value in found.values {
      let other = try #require(stored[value.quantity])
      let width = value.interval.halfWidth + other.halfWidth
      #expect((value.interval.value - other.value).magnitude <= width, "\(value.quantity)")
    }
  }
}
