import AccuracySuite
import Foundation
import Simulation
import TestSupport
import Testing

/// Family h of the oracles: what an independent simulator saw, within both intervals.
@Suite struct WebSystemTests {
  static let cases: [WebSystemReference] = {
    let path = RepositoryFiles.path("Tests/Oracles/h-web-systems.json")
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return (try? WebSystemReference.read(data)) ?? []
  }()

  @Test func allCasesAreRead() { #expect(Self.cases.count == 22) }

  /// Short runs, so that the suite stays short; `accuracy references` runs them at full length.
  @Test(arguments: cases)
  func agreesWithTheReference(_ one: WebSystemReference) throws {
    var run = try SimulationRun(
      one.system,
      SimulationSettings(
        seed: 2, replications: 8, warmUp: 1500, percentiles: one.percentiles, workers: 2))
    run.run(requests: 2500)
    let comparisons = one.comparisons(run.result())
    #expect(comparisons.count >= 9)
    // Of so few samples the last thousandth is not known.
    for comparison in comparisons where !comparison.name.contains("p0.999") {
      #expect(
        comparison.relativeDifference < 1.6,
        "\(comparison.name): \(comparison.simulated) against \(comparison.reference)")
    }
  }
}
