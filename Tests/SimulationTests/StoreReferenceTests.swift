import AccuracySuite
import Foundation
import Simulation
import TestSupport
import Testing

/// Caches of family f and cold starts of family g of the oracles, within both intervals.
@Suite struct StoreReferenceTests {
  static func cases(_ file: String) -> [StoreReference] {
    let path = RepositoryFiles.path("Tests/Oracles/\(file).json")
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return (try? StoreReference.read(data)) ?? []
  }

  @Test func casesAreRead() {
    #expect(Self.cases("f-cache").count == 54)
    #expect(Self.cases("g-transients").count == 8)
  }

  @Test(arguments: cases("f-cache").filter { $0.catalog <= 1000 })
  func cacheAgrees(_ one: StoreReference) throws {
    try expectAgreement(one, warmUp: 40_000, requests: 10_000)
  }

  @Test(arguments: cases("g-transients"))
  func coldStartsAgree(_ one: StoreReference) throws {
    try expectAgreement(one, warmUp: 2_000, requests: 20_000)
  }

  private func expectAgreement(_ one: StoreReference, warmUp: Int, requests: Int) throws {
    var run = try SimulationRun(
      one.system, SimulationSettings(seed: 3, replications: 6, warmUp: warmUp, workers: 2))
    run.run(requests: requests)
    for comparison in one.comparisons(run.result()) {
      #expect(
        comparison.relativeDifference < 1.6,
        "\(comparison.name): \(comparison.simulated) against \(comparison.reference)")
    }
  }
}
