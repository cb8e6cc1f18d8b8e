import CatalogModel
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Calibration

/// Files that are none, or that somebody made to cost much.
@Suite struct HostileMeasurementTests {
  private static func refused(_ bytes: [UInt8], _ says: String) -> Bool {
    let reading = MeasurementReader.read(bytes, file: "m")
    return reading.diagnostics.contains { $0.severity == .error && $0.message.contains(says) }
      && reading.observations.isEmpty && reading.series.isEmpty
  }

  @Test func whatIsNoMeasurement() {
    #expect(Self.refused([], "empty"))
    #expect(Self.refused(Array(" \n\n".utf8), "empty"))
    #expect(Self.refused([0x1F, 0x8B, 8, 0], "compressed"))
    #expect(Self.refused([0xFF, 0xFE, 0x41], "UTF-8"))
    #expect(Self.refused(Array("a\0b".utf8), "UTF-8"))
    #expect(Self.refused(Array("Dear team,\nthe test went well.\n".utf8), "form"))
    #expect(Self.refused(Array("{\"a\": 1}".utf8), "form"))
    #expect(
      Self.refused([UInt8](repeating: 0x61, count: MeasurementReader.largestFile + 1), "64 MiB"))
  }

  @Test func deepNestingIsRefused() {
    let text = "{\"metrics\":" + String(repeating: "[", count: 100_000)
    #expect(Self.refused(Array(text.utf8), "nested deeper"))
  }

  @Test func manyErrorsAreCounted() throws {
    let text = "clients,tps\n" + String(repeating: "x,y\n", count: 5000)
    let reading = MeasurementReader.read(Array(text.utf8), file: "m")
    #expect(reading.diagnostics.count == FindingLog.most + 1)
    #expect(reading.diagnostics.contains { $0.message.contains("9980 more errors") })
  }

  /// Whatever is cut, doubled or changed in a file, reading ends with observations or an error.
  @Test(arguments: [
    "wrk.txt", "wrk2.txt", "pgbench-runs.txt", "k6-summary-export.json", "k6-handle-summary.json",
    "cloudwatch-metric-data.json", "cloudwatch-console.csv", "sweep.csv",
  ]) func mutationsAreReadOrRefused(_ name: String) throws {
    let whole = try Reading.fixture(name)
    let original = try Array(Self.text(name).utf8)
    var random = SplitMix64(seed: 7)
    for _ in 0..<60 {
      var bytes = original
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      case 1:
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 32...126, using: &random)
      default:
        let start = Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(contentsOf: bytes[start...].prefix(40), at: start)
      }
      let reading = MeasurementReader.read(bytes, file: "m", ReadingOptions(kind: whole.kind))
      let hasErrors = reading.diagnostics.hasErrors
      #expect(hasErrors == (reading.observations.isEmpty && reading.series.isEmpty))
      for level in reading.observations { #expect(level.throughput.value > 0) }
    }
  }

  private static func text(_ name: String) throws -> String {
    try String(
      contentsOfFile: RepositoryFiles.path("Tests/CalibrationTests/Fixtures/" + name),
      encoding: .utf8)
  }

  @Test(arguments: [
    ("{\"a\":1,}", 7), ("[1,2", 4), ("{\"a\":1,\"a\":2}", 7), ("01", 0), ("1 2", 2), ("\"\\x\"", 2),
    ("\"\\ud800\"", 7), ("nul", 0), ("[1e999]", 1), ("", 0),
  ]) func brokenJSON(_ text: String, _ offset: Int) {
    #expect(throws: JSONFailure.self) { try JSONText.parse(Array(text.utf8)[...]) }
    do {
      _ = try JSONText.parse(Array(text.utf8)[...])
    } catch {
      #expect(error.offset == offset, "\(error)")
    }
  }

  @Test func goodJSON() throws {
    let node = try JSONText.parse(
      Array(#" {"k\n\u00e9\ud83d\ude00": [1, -2.5e3, true, null, {}]} "#.utf8)[...])
    let values = try #require(node["k\n\u{e9}\u{1F600}"]?.elements)
    #expect(values[1].number == -2500)
    #expect(values.count == 5)
  }
}
