import CatalogModel
import Quantities
import Requirements
import TestSupport
import Testing

@testable import CapacityPlanning

/// The cheapest machines are the first of all that carry a demand, whatever was passed over on the way.
@Suite struct CheapestFleetTests {
  private static func demand(_ random: inout SplitMix64) -> ComputeDemand {
    let rate = random.uniform(0...3000)
    let work = ClassLoad(
      name: "a", rate: RequestsPerSecond(rate), cpuTime: .milliseconds(random.uniform(1...60)),
      reads: 0, writes: 0, responseSize: Kilobytes(1), cacheableShare: 0)
    let load = Workload(
      users: Users(1000), activeUsers: 10, actionRate: RequestsPerSecond(rate), classes: [work],
      dataSets: [], jobLoad: .zero, flashCrowd: Bool.random(using: &random) ? 1 : 3,
      meanShare: random.uniform(0.02...1))
    return ComputeDemand(
      load, waitingTime: .milliseconds(random.uniform(0...200)),
      extraLoad: Erlangs(random.uniform(0...4)), dataMemory: GiB(random.uniform(0...40)),
      zones: Int.random(in: 1...3, using: &random), scaleOut: Seconds(300))
  }

  @Test(arguments: ["node", "jvm-dotnet"]) func theCheapestComesFirst(_ runtime: String) throws {
    let catalog = try #require(ShippedCatalog.catalog)
    let sizing = InstanceSizing(
      catalog: catalog, parameters: try PlanningParameters(catalog, runtime: runtime))
    var random = SplitMix64(seed: 14)
    var types: Set<String> = []
    for _ in 0..<60 {
      let demand = Self.demand(&random)
      for platform in [ComputePlatform.singleInstance, .autoScalingGroup, .ecsOnEC2, .eks] {
        let first = try sizing.all(demand, platform: platform).first?.option(0)
        #expect(try sizing.cheapest(demand, platform: platform) == first, "\(demand), \(platform)")
        if let type = first?.instanceType { types.insert(type) }
      }
    }
    #expect(types.count > 5, "types of many sizes are the cheapest")
  }
}
