import Quantities
import Testing

@testable import Queueing

/// Laws of processor sharing that are remembered.
@Suite struct SharingShapeTests {
  /// What is found does not hang on who asked before, and utilizations that differ in their last digits
  /// have the same branches.
  @Test(arguments: [1, 2, 48], [0.1, 0.5, 0.7, 0.95, 0.99])
  func neighborsShareTheirBranches(_ servers: Int, _ utilization: Double) {
    var solved = 0
    func branches(_ utilization: Double) -> [ExponentialMixture.Branch] {
      // Other servers than any law has, so that nobody else asked.
      SharingShape.branches(utilization: utilization, servers: -servers) {
        solved += 1
        return [.init(probability: 1, mean: $0)]
      }
    }
    let first = branches(utilization * (1 + 1e-15))
    #expect(branches(utilization) == first)
    #expect(branches(utilization * (1 - 1e-15)) == first)
    #expect(branches(utilization * (1 + 1e-10)) != first)
    #expect(solved <= 2)
  }

  @Test(arguments: [1e-9, 0.3, 0.5, 0.999_999, 1 - 1e-9, 1 - 1e-14])
  func roundingIsSlightAndStaysBelowOne(_ utilization: Double) {
    let rounded = SharingShape.rounded(utilization)
    #expect(rounded < 1)
    #expect((rounded - utilization).magnitude <= 1e-12 * utilization)
    #expect(SharingShape.rounded(rounded) == rounded)
  }

  /// More laws than are remembered, and the first one again.
  @Test func forgottenLawsAreFoundAgain() throws {
    func percentile(_ utilization: Double) throws -> Double {
      try SharingLaw(utilization: utilization, servers: 2)
        .queue(serviceTime: Seconds(1)).responsePercentile(0.95).value
    }
    let first = try percentile(0.123_456)
    for step in 0..<1500 { _ = try percentile(0.2 + Double(step) * 1e-4) }
    #expect(try percentile(0.123_456) == first)
  }
}
