package import CatalogModel
package import Quantities

/// Cheapest nodes of a cache for the data and the lookups it must hold.
package struct CacheSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  let purchase: PurchaseOption?
  /// Node types to do without.
  var excluded: Set<String> = []

  package init(
    catalog: Catalog, parameters: PlanningParameters, purchase: PurchaseOption? = nil
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.purchase = purchase
  }

  /// How many vCPUs of a node carry out commands.
  ///
  /// Valkey runs the commands of a shard on one thread, so that its lookups spread over shards and
  /// not over vCPUs; Memcached has a thread for each vCPU.
  package static func commandThreads(engine: CacheEngine, virtualCPUs: Int) -> Int {
    switch engine {
    case .valkey: 1
    case .memcached: max(1, virtualCPUs)
    }
  }

  /// Shards of the cheapest node type, and a replica each where a zone may be lost.
  ///
  /// Memory holds the working set of the cacheable data within the safe share; each command thread
  /// answers the documented operations a second of one vCPU. Cheapest is the least sum of the bill and
  /// of what operating the nodes costs.
  package func tier(
    _ engine: CacheEngine, lookups: RequestsPerSecond, cacheableSize: GiB, zones: Int
  ) throws(Catalog.Gap) -> CacheTier? {
    let wanted: CacheNode.Engine = engine == .valkey ? .valkey : .memcached
    let perCPU = try catalog.number("planning.cacheOperationsPerSecondPerVCPU")
    let memory =
      cacheableSize.value * parameters.workingSetShare / parameters.cacheMemoryTarget
    let replicas = engine == .valkey && zones > 1 ? 1 : 0
    var best: (rank: (Double, Int, String), tier: CacheTier)?
    for node in catalog.cacheNodes
    where node.engine == wanted && node.isCurrentGeneration && !excluded.contains(node.name) {
      let threads = Self.commandThreads(engine: engine, virtualCPUs: node.virtualCPUs)
      let byMemory = (memory / node.memory.value).rounded(.up)
      let byLookups =
        (lookups.value / (Double(threads) * perCPU * parameters.databaseTarget)).rounded(.up)
      let shards = max(1, byMemory, byLookups, engine == .memcached && zones > 1 ? 2 : 1)
      guard shards <= parameters.sizing.mostCacheNodes else { continue }
      let tier = CacheTier(
        engine: engine, nodeType: node.name, shards: Int(shards), replicasPerShard: replicas,
        hitRatio: parameters.cacheHitRatio)
      let rate = purchase?.rate(.elasticache, type: node.name, in: catalog)?.ratio ?? 1
      let cost =
        shards * Double(1 + replicas) * node.hourly.value * rate * Bill.hours
        + parameters.operation(of: tier).value
      let rank = (cost, -InstanceFamily.generation(node.family), node.name)
      if let best, rank >= best.rank { continue }
      best = (rank, tier)
    }
    return best?.tier
  }
}
