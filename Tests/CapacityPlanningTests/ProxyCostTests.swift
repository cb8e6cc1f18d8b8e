import CatalogModel
import Quantities
import Requirements
import TestSupport
import Testing

@testable import CapacityPlanning

@Suite struct ProxyCostTests {
  /// What is priced along with the database is exactly what a bill with the proxy on it comes to.
  @Test(arguments: Array(UInt64(1)...8)) func aProxyComesLastOnTheBill(_ seed: UInt64) throws {
    let catalog = try #require(ShippedCatalog.catalog)
    let parameters = try PlanningParameters(catalog, runtime: "node")
    let sizing = RelationalSizing(catalog: catalog, parameters: parameters)
    var random = SplitMix64(seed: seed)
    let drawn = try #require(try SizingCase(seed: seed))
    let names = drawn.workload.dataSets.map(\.set.name)
    let traffic = DataTraffic(
      drawn.workload,
      placement: Placement(stores: Dictionary(names.map { ($0, .sql) }) { first, _ in first }),
      cacheHit: 0, tableHit: 0, replicaLag: parameters.replicaLag)
    let demand = RelationalDemand(traffic, meanShare: 0.5, connections: 10, zones: 2)
    var priced = 0
    for type in catalog.databaseInstances {
      let isAurora = type.engine == .auroraPostgres
      guard isAurora || type.engine == .postgres && type.multiZoneHourly != nil else { continue }
      let tier = RelationalTier(
        engine: isAurora ? .aurora : .rds, instanceClass: type.name,
        isMultiZone: Bool.random(using: &random),
        readReplicas: Int.random(in: 0...3, using: &random),
        hasProxy: false, minimumCapacityUnits: 0, maximumCapacityUnits: 0,
        storage: GiB(random.uniform(20...4000).rounded()),
        storageOperations: Int.random(in: 0...20_000, using: &random), connectionLimit: 100)
      let misses = random.uniform(0...0.5)
      let (bare, behindProxy) = try sizing.costs(tier, demand, missShare: misses)
      #expect(bare == (try sizing.cost(tier, demand, missShare: misses)), "\(type.name)")
      #expect(behindProxy == (try sizing.cost(tier.withProxy, demand, missShare: misses)))
      #expect(behindProxy > bare)
      priced += 1
    }
    #expect(priced > 20)
  }
}
