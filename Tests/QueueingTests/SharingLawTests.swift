import Quantities
import Queueing
import Testing

/// The quick law of processor sharing beside the thorough one.
@Suite struct SharingLawTests {
  @Test(arguments: [1, 2, 4, 16, 96], [0.02, 0.3, 0.6, 0.8, 0.9])
  func percentilesAreThoseOfFortyBranches(_ servers: Int, _ utilization: Double) throws {
    let demand = Seconds(0.02)
    let law = try SharingLaw(utilization: utilization, servers: servers)
    let thorough = try ProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(utilization * Double(servers) / demand.value),
      serviceTime: demand, servers: servers)
    let quick = law.queue(serviceTime: demand)
    expectClose(quick.meanResponse.value, thorough.meanResponse.value, 1e-12)
    expectClose(try ResponsePath([.sharing(quick)]).mean.value, quick.meanResponse.value, 1e-9)
    for (p, tolerance) in [(0.5, 0.01), (0.95, 0.004), (0.99, 0.004), (0.999, 0.004)] {
      let ratio = quick.responsePercentile(p) / thorough.responsePercentile(p)
      #expect((ratio - 1).magnitude < tolerance, "p\(p): \(ratio)")
    }
  }

  /// The law over the demand does not depend on the demand.
  @Test func demandsScale() throws {
    let law = try SharingLaw(utilization: 0.7, servers: 2)
    let short = law.queue(serviceTime: Seconds(0.001))
    let long = law.queue(serviceTime: Seconds(0.5))
    expectClose(
      long.responsePercentile(0.99).value, 500 * short.responsePercentile(0.99).value, 1e-9)
  }

  @Test(arguments: [(1.0, 1), (1.2, 4)]) func saturationIsRefused(
    _ utilization: Double, _ servers: Int
  ) {
    #expect(throws: Saturation.self) {
      try SharingLaw(utilization: utilization, servers: servers)
    }
  }
}
