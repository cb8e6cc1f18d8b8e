package import CatalogModel
package import Quantities

/// What a cache is asked for.
package struct CacheDemand: Hashable, Sendable {
  /// Reads that ask the cache first.
  package let lookups: RequestsPerSecond
  /// Data that those reads may touch.
  package let cacheableSize: GiB
  /// Of one item, on average.
  package let itemSize: Kilobytes
  /// Writes to that data, each of which takes an item out of the cache.
  package let writes: RequestsPerSecond
  package let zones: Int

  package init(
    lookups: RequestsPerSecond, cacheableSize: GiB, itemSize: Kilobytes,
    writes: RequestsPerSecond, zones: Int
  ) {
    self.writes = writes
    self.lookups = lookups
    self.cacheableSize = cacheableSize
    self.itemSize = itemSize
    self.zones = zones
  }
}

/// Cheapest nodes of a cache for the data and the lookups it must hold.
package struct CacheSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  let purchase: PurchaseOption?
  /// Node types to do without.
  var excluded: Set<String> = []
  /// Hit ratios that were computed for other drafts; nil computes each anew.
  var memo: SizingMemo?

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
  /// of what operating the nodes costs. The hit ratio is that of all the memory within the safe share:
  /// `CachePopularity`.
  package func tier(_ engine: CacheEngine, _ demand: CacheDemand) throws(Catalog.Gap) -> CacheTier?
  {
    let (lookups, zones) = (demand.lookups, demand.zones)
    let wanted: CacheNode.Engine = engine == .valkey ? .valkey : .memcached
    let perCPU = try catalog.number("planning.cacheOperationsPerSecondPerVCPU")
    let memory =
      demand.cacheableSize.value * parameters.workingSetShare / parameters.cacheMemoryTarget
    let replicas = engine == .valkey && zones > 1 ? 1 : 0
    var best: (rank: (Double, Int, String), tier: CacheTier, memory: GiB)?
    var least = Double.infinity
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
      // Ties alone are looked at closer.
      if cost > least { continue }
      let rank = (cost, -InstanceFamily.generation(node.family), node.name)
      if let best, rank >= best.rank { continue }
      best = (rank, tier, node.memory * shards)
      least = cost
    }
    guard let best else { return nil }
    return CacheTier(
      engine: engine, nodeType: best.tier.nodeType, shards: best.tier.shards,
      replicasPerShard: replicas, hitRatio: hitRatio(memory: best.memory, demand))
  }

  /// The share of reads that a cache with this memory answers.
  ///
  /// `H · r/(r + w)`, with Che's ratio H of what memory holds and the reads r and writes w of an item,
  /// which are taken to be proportional to each other. A write takes the item out, so that the next
  /// read misses.
  private func hitRatio(memory: GiB, _ demand: CacheDemand) -> Double {
    let fresh =
      demand.lookups > .zero ? demand.lookups / (demand.lookups + demand.writes) : 1
    let usable = memory.value * parameters.cacheMemoryTarget
    guard demand.cacheableSize.value > usable else { return fresh }
    let items = demand.cacheableSize.value * 1_073_741.824 / max(0.001, demand.itemSize.value)
    let popularity = CachePopularity(
      items: Int(min(max(items, 1), 1e12)), workingSetShare: parameters.workingSetShare,
      workingSetReads: parameters.cacheHitRatio)
    let capacity = usable / demand.cacheableSize.value * Double(popularity.items)
    return fresh
      * (memo?.hitRatio(of: popularity, holding: capacity)
        ?? popularity.hitRatio(holding: capacity))
  }
}
