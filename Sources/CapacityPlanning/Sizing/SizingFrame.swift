import CatalogModel
import Quantities
import Requirements

/// A design for a workload with everything that has one size, and the demand of the tiers whose size
/// is to be chosen: compute and the SQL database.
///
/// The cache has one size as well: nothing but its own memory and lookups depends on it. A reference, since
/// every series of sizes has a look at it.
final class SizingFrame: Sendable {
  let sizing: ArchitectureSizing
  let design: Design
  let workload: Workload
  /// The workload behind the cache at the edge.
  let origin: Workload
  let traffic: DataTraffic
  let purchase: PurchaseOption?
  let skyline: TypeSkyline
  private let cache: CacheTier?

  var catalog: Catalog { sizing.catalog }
  var parameters: PlanningParameters { sizing.parameters }

  /// Nil where no nodes hold the cache.
  init?(
    _ sizing: ArchitectureSizing, _ design: Design, _ workload: Workload
  ) throws(Catalog.Gap) {
    self.sizing = sizing
    self.design = design
    self.workload = workload
    let parameters = sizing.parameters
    origin = workload.behindEdge(hitRatio: design.edgeHit(parameters))
    let market = try sizing.market()
    let purchase = market.purchase
    self.purchase = purchase
    skyline = market.skyline
    let behindEdge = origin
    func reaching(cacheHit: Double) -> DataTraffic {
      DataTraffic(
        behindEdge, placement: design.placement, cacheHit: cacheHit,
        tableHit: design.tableHit(parameters), replicaLag: parameters.replicaLag)
    }
    let asked = reaching(cacheHit: design.cacheHit(parameters))
    guard let engine = CacheEngine(rawValue: design.caching.rawValue) else {
      (cache, traffic) = (nil, asked)
      return
    }
    // The cache first: what it holds decides what is left for the database.
    let demand = CacheDemand(
      lookups: asked.cacheLookups, cacheableSize: asked.cacheableSize,
      itemSize: asked.sqlItemSize, writes: asked.cacheableWrites, zones: design.zones)
    func size() throws(Catalog.Gap) -> CacheTier? {
      var nodes = CacheSizing(catalog: sizing.catalog, parameters: parameters, purchase: purchase)
      nodes.excluded = sizing.excluded
      nodes.memo = sizing.memo
      return try nodes.tier(engine, demand)
    }
    let known: CacheTier? =
      if let memo = sizing.memo {
        try memo.tier(
          SizingMemo.CacheKey(setting: sizing.setting, engine: engine, demand: demand),
          size)
      } else {
        try size()
      }
    guard let tier = known else { return nil }
    (cache, traffic) = (tier, reaching(cacheHit: tier.hitRatio))
  }

  /// Whether the cache is this one, so that as much is left for the database.
  func isCached(as other: CacheTier?) -> Bool { cache == other }

  // MARK: Tiers

  var relationalSizing: RelationalSizing {
    RelationalSizing(
      catalog: catalog, parameters: parameters, purchase: purchase, skyline: skyline)
  }

  var computeSizing: ComputeSizing {
    ComputeSizing(
      catalog: catalog, parameters: parameters, purchase: purchase, skyline: skyline,
      excluded: sizing.excluded)
  }

  /// What the compute tier must carry.
  func computeDemand() -> ComputeDemand {
    let isOnInstance = design.engine == .onInstance
    let databaseLoad =
      traffic.sqlReads * parameters.databaseReadTime
      + traffic.sqlWrites * parameters.databaseWriteTime
    let jobs = design.compute == .singleInstance ? origin.jobLoad : .zero
    return ComputeDemand(
      origin,
      // What a worker waits for at least; what more it waits for, the model finds.
      waitingTime: isOnInstance
        ? .zero : duration(virtualCPUs: 1) - duration(virtualCPUs: .infinity, isWork: true),
      extraLoad: jobs + (isOnInstance ? databaseLoad : .zero),
      dataMemory: isOnInstance
        ? traffic.sqlSize * (parameters.workingSetShare / parameters.bufferShare) : .zero,
      zones: design.zones, scaleOut: parameters.sizing.slowRush)
  }

  /// How long a request is worked on by a share of a vCPU when nothing queues; of the work alone,
  /// the CPU time on a whole one.
  func duration(virtualCPUs: Double, isWork: Bool = false) -> Seconds {
    if isWork {
      let rate = origin.requestRate
      guard rate > .zero else { return .zero }
      var work = Seconds.zero
      let classes = origin.classes
      for place in classes.indices { work += classes[place].cpuTime * (classes[place].rate / rate) }
      return work
    }
    return NetworkState.unqueuedDuration(
      origin,
      architecture: architecture(
        ComputeTier(
          platform: design.compute, instanceType: nil, count: 1, minimumCount: 1,
          virtualCPUs: virtualCPUs, memory: GiB(1), processor: "", concurrency: 0),
        design.engine.map { engine in
          RelationalTier(
            engine: engine, instanceClass: nil, isMultiZone: false, readReplicas: 0,
            hasProxy: false, minimumCapacityUnits: 0, maximumCapacityUnits: 0, storage: GiB(0),
            connectionLimit: 0)
        }), parameters)
  }

  /// What the SQL database must carry.
  ///
  /// - Parameter connections: Those that the compute tier opens; 0 leaves proxies out.
  func relationalDemand(connections: Double) -> RelationalDemand {
    RelationalDemand(
      traffic, meanShare: origin.meanShare, connections: connections, zones: design.zones,
      mayPause: sizing.requirements.objectives.databaseMayPause,
      meanRate: origin.meanRequestRate)
  }

  /// The cheapest size of every tier within its own limits; nil where a tier has nothing large enough.
  func cheapest() throws(Catalog.Gap) -> Architecture? {
    try cheapestTiers().map { architecture($0.compute, $0.relational) }
  }

  /// The tiers that have several sizes at their cheapest, as `cheapest()`.
  func cheapestTiers() throws(Catalog.Gap) -> (compute: ComputeTier, relational: RelationalTier?)? {
    let demand = computeDemand()
    func size() throws(Catalog.Gap) -> ComputeTier? {
      try computeSizing.tier(design.compute, demand) { duration(virtualCPUs: $0) }
    }
    let known: ComputeTier? =
      if let memo = sizing.memo, design.compute != .lambda {
        try memo.tier(
          SizingMemo.ComputeKey(setting: sizing.setting, platform: design.compute, demand: demand),
          size)
      } else {
        try size()
      }
    guard let compute = known else { return nil }
    guard let engine = design.engine else { return (compute, nil) }
    let connections = ArchitectureSizing.connections(of: compute, parameters: parameters)
    return try database(engine, connections: connections).map { (compute, $0) }
  }

  /// The cheapest database within its limits; nil where nothing is large enough.
  ///
  /// - Parameter connections: As of `relationalDemand`.
  private func database(
    _ engine: RelationalEngine, connections: Double
  ) throws(Catalog.Gap) -> RelationalTier? {
    let demand = relationalDemand(connections: connections)
    func size() throws(Catalog.Gap) -> RelationalTier? { try relationalSizing.tier(engine, demand) }
    guard let memo = sizing.memo else { return try size() }
    return try memo.tier(
      SizingMemo.RelationalKey(setting: sizing.setting, engine: engine, demand: demand), size)
  }

  /// Whether no sizes of the design cost less than a draft: each of its tiers is the cheapest within limits of its own,
  /// and the database, which opens connections for the compute tier that the draft has, is so without any.
  func isLeast(_ draft: Architecture) throws(Catalog.Gap) -> Bool {
    if draft.hasProxy { return false }
    guard let engine = design.engine, let tier = draft.relational else { return true }
    return try database(engine, connections: 0)?.instanceClass == tier.instanceClass
  }

  // MARK: Architectures

  /// The design with the sizes of its tiers.
  func architecture(_ compute: ComputeTier, _ relational: RelationalTier?) -> Architecture {
    architecture(of: design, compute, relational)
  }

  /// The same of a design that differs in nothing that is sized: see `DraftSizing`.
  func architecture(
    of design: Design, _ compute: ComputeTier, _ relational: RelationalTier?
  ) -> Architecture {
    var architecture = Architecture(
      frontEnd: design.frontEnd,
      edge: design.caching == .edgeResponses ? .cloudFrontWithResponses : design.edge,
      exposure: design.exposure, balancing: design.balancing,
      hasInspection: design.hasInspection, compute: compute, relational: relational,
      tables: traffic.tables.map {
        TableSizing.table($0, hasAccelerator: design.caching == .accelerator)
      }, cache: cache, hasFileStorage: design.placement.stores.values.contains(.files),
      messaging: design.messaging, workers: workers(design.workers), zones: design.zones,
      observability: design.observability)
    architecture.variants = design.variants
    return architecture
  }

  private func workers(_ platform: ComputePlatform?) -> WorkerTier? {
    guard let platform else { return nil }
    return WorkerTier(
      platform: platform, count: parameters.workers(forJobs: workload.jobLoad),
      virtualCPUs: parameters.sizing.jobVirtualCPUs, memory: parameters.sizing.jobMemory)
  }

  /// What decides between sizes: the monthly bill, and what operating the nodes of databases and
  /// caches costs.
  func objective(_ architecture: Architecture) throws(Catalog.Gap) -> USDPerMonth {
    let bill = try CostModel(
      catalog: catalog, parameters: parameters, requirements: sizing.requirements
    ).totals(of: architecture, under: workload).total
    return bill + operation(of: architecture)
  }

  func operation(of architecture: Architecture) -> USDPerMonth {
    (architecture.relational.map { parameters.operation(of: $0) } ?? USDPerMonth(0))
      + (architecture.cache.map { parameters.operation(of: $0) } ?? USDPerMonth(0))
  }
}
