import CatalogModel
import Foundation
import ModelStudies
import Storage
import TestSupport
import Testing

/// Reference vectors: the checked-in ones, and files that nobody has seen.
@Suite struct VectorCheckTests {
  static func check(_ text: String) throws -> (report: VectorReport, diagnostics: [Diagnostic]) {
    let root = try ModelFileReader.parse(Array(text.utf8), file: "v.json").get()
    let log = StudyLog(keysAreStrict: false)
    guard let file = VectorFile(root, log: log) else { return (VectorReport([]), log.diagnostics) }
    let cases = file.cases.map { CaseCheck($0, log: log) }
    return (VectorReport([.init(file: "v.json", cases: cases)]), log.diagnostics)
  }

  /// All families but the transients, which take a while in a debug build and have their own tests.
  @Test(arguments: [
    "a-markov", "b-general-service", "c-closed-networks", "d-open-networks", "f-cache",
    "h-web-systems", "i-measured-sweeps",
  ]) func exactQuantitiesAreWithinTheirTolerance(_ family: String) throws {
    let path = RepositoryFiles.path("Tests/Oracles/\(family).json")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let (report, diagnostics) = try Self.check(text)
    #expect(!diagnostics.hasErrors)
    #expect(report.passes)
    #expect(report.isComplete)
    #expect(report.kinds.reduce(0) { $0 + $1.quantities } > 40)
  }

  static func file(_ cases: String) -> String {
    """
    {"format": "capacity-test-vectors/1", "family": "x", "title": "x", "cases": [\(cases)]}
    """
  }

  static func mmc(_ id: String, wait: Double, extra: String = "") -> String {
    """
    {"id": "\(id)", "kind": "mmc", "source": "x",
     "inputs": {"servers": 1, "arrival_rate_per_s": 8, "service_time_mean_s": 0.1\(extra)},
     "expected": {"wait_mean": {"value": \(wait), "rel_tol": 1e-9}}}
    """
  }

  @Test func aWrongExactValueFails() throws {
    #expect(try Self.check(Self.file(Self.mmc("a", wait: 0.4))).report.passes)
    let wrong = try Self.check(Self.file(Self.mmc("a", wait: 0.41)))
    #expect(!wrong.report.passes)
    #expect(wrong.report.text(everyQuantity: false).contains("1 WRONG"))
  }

  @Test func unknownKindsAndKeysDoNotStopTheRest() throws {
    let unknown =
      #"{"id": "u", "kind": "mmcc", "inputs": {}, "expected": {"x": {"value": 1}}, "source": "x"}"#
    let missing =
      #"{"id": "m", "kind": "mmc", "inputs": {"servers": 2}, "expected": {"wait_mean": {"value": 1, "rel_tol": 1}}, "source": "x"}"#
    let cases = [
      unknown, missing, Self.mmc("a", wait: 0.4, extra: #", "colour": "blue""#),
    ].joined(separator: ",")
    let (report, diagnostics) = try Self.check(Self.file(cases))
    #expect(report.passes)
    #expect(report.files[0].cases.count == 3)
    #expect(report.files[0].cases[2].quantities[0].verdict == .agrees)
    #expect(report.files[0].cases[1].quantities[0].verdict == .notComputed)
    let text = diagnostics.map(\.description).joined(separator: "\n")
    #expect(text.contains("`mmcc` is unknown") && text.contains("did you mean `mmc`"))
    #expect(text.contains("colour"))
    #expect(text.contains("arrival_rate_per_s"))
  }

  /// A quantity that the solver does not give is told, not passed over.
  @Test func aQuantityThatIsNotComputedIsTold() throws {
    let one = Self.mmc("a", wait: 0.4).replacingOccurrences(of: "wait_mean", with: "wait_median")
    let (report, _) = try Self.check(Self.file(one))
    #expect(report.kinds[0].notComputed == 1)
    #expect(report.text(everyQuantity: true).contains("not computed"))
    #expect(!report.isComplete)
    #expect(report.text(everyQuantity: false).contains("Nothing was checked"))
  }

  /// What leaves nothing to compare must not pass for agreement.
  @Test(arguments: [
    "", mmc("a", wait: 0.4).replacingOccurrences(of: "wait_mean", with: "wait_mea"),
    mmc("a", wait: 0.4).replacingOccurrences(of: ": 8", with: ": 80"),
  ]) func nothingCheckedIsTold(_ cases: String) throws {
    let (report, _) = try Self.check(Self.file(cases))
    #expect(!report.isComplete)
    #expect(report.text(everyQuantity: false).contains("Nothing was checked"))
    #expect(!report.text(everyQuantity: false).contains("All 0"))
  }

  @Test func oneMissingAmongOthersIsCounted() throws {
    let cases =
      Self.mmc("a", wait: 0.4) + ","
      + Self.mmc("b", wait: 0.4).replacingOccurrences(of: "wait_mean", with: "wait_mea")
    let (report, _) = try Self.check(Self.file(cases))
    #expect(report.passes && !report.isComplete)
    #expect(
      report.text(everyQuantity: false).contains("1 expected quantities were not computed"))
  }

  @Test func anExpectedValueThatIsNoNumberHasItsPlace() throws {
    let one = Self.mmc("a", wait: 0.4).replacingOccurrences(of: "0.4,", with: #""abc","#)
    let (_, diagnostics) = try Self.check(Self.file(one))
    let error = try #require(diagnostics.first { $0.severity == .error })
    #expect(error.message.contains("`wait_mean` is no number, found the text `abc`"))
    #expect(error.place.line == 3)
  }

  @Test func simulatedReferencesCountByTheirInterval() throws {
    func verdict(_ value: Double) throws -> QuantityCheck.Verdict {
      let one = """
        {"id": "s", "kind": "mmc", "source": "x",
         "inputs": {"servers": 1, "arrival_rate_per_s": 8, "service_time_mean_s": 0.1},
         "expected": {"wait_mean": {"value": \(value), "ci99": 0.01}}}
        """
      return try Self.check(Self.file(one)).report.files[0].cases[0].quantities[0].verdict
    }
    #expect(try verdict(0.405) == .agrees)
    #expect(try verdict(0.415) == .chance)
    #expect(try verdict(0.43) == .outside)
  }

  @Test(arguments: [
    ("[]", "no file of reference vectors"), (#"{"format": "other"}"#, "no file"),
    (#"{"format": "capacity-test-vectors/1"}"#, "cases"),
    (#"{"format": "capacity-test-vectors/1", "cases": [3]}"#, "mapping"),
  ]) func otherFilesAreRefused(_ text: String, _ says: String) throws {
    let (_, diagnostics) = try Self.check(text)
    #expect(diagnostics.hasErrors)
    #expect(diagnostics.map(\.description).joined().contains(says))
  }

  /// Sweeps are predicted from their lower half; a perfect law is predicted perfectly.
  @Test func sweepsArePredicted() throws {
    let points = [1.0, 2, 4, 8, 16, 32].map { level in
      let throughput = 100 * level / (1 + 0.05 * (level - 1) + 0.001 * level * (level - 1))
      return #"{"concurrency": \#(level), "throughput": \#(throughput)}"#
    }.joined(separator: ",")
    let one = """
      {"id": "w", "kind": "measured_closed_sweep", "source": "x", "inputs": {"load": "closed"},
       "expected": {"measured": [\(points)]}, "suggested_calibration_max_concurrency": 8}
      """
    let (report, _) = try Self.check(Self.file(one))
    let laws = report.files[0].cases[0].quantities.filter { $0.quantity.hasPrefix("law") }
    #expect(laws.count == 2)
    for one in laws { #expect((one.error ?? 1).magnitude < 1e-4) }
    let stations = report.files[0].cases[0].quantities.filter {
      $0.quantity.hasPrefix("station")
    }
    #expect(stations.count == 2)
    #expect(report.kinds[0].reported == 4)
    #expect(report.passes)
  }
}
