package import CatalogModel
import Quantities
package import Requirements

/// Sizes every tier of a design for a workload, and tightens until the latency objectives hold.
package struct ArchitectureSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  package let requirements: SystemRequirements
  /// Tiers that other drafts have sized; nil sizes each anew.
  package let memo: SizingMemo?

  package init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements,
    memo: SizingMemo? = nil
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.requirements = requirements
    self.memo = memo
  }

  private var setting: SizingMemo.Setting {
    SizingMemo.Setting(
      variants: catalog.variants, runtime: requirements.runtime, database: requirements.database)
  }

  /// How often targets are tightened before the objectives count as out of reach.
  private static let attempts = 14

  /// The architecture, or nil when a tier has nothing large enough.
  ///
  /// Each tier starts as full as the planning targets allow. While an objective is missed, parts
  /// that are slower than a whole vCPU are made faster first; then the fuller of compute and
  /// database is made a fifth emptier. Where queueing is not what makes requests slow, that ends
  /// early, and the assessment shows what is missed.
  package func size(_ design: Design, for workload: Workload) throws(Catalog.Gap) -> Architecture? {
    var targets = SizingTargets(parameters)
    guard let first = try architecture(design, workload, targets) else { return nil }
    let model = CapacityModel(
      catalog: catalog, parameters: parameters, requirements: requirements)
    var current = first
    for _ in 0..<Self.attempts {
      guard try !model.meetsLatencyObjectives(current, under: workload),
        let tighter = tightened(targets, try model.limits(of: current, under: workload), design)
      else { return current }
      targets = tighter
      guard let next = try architecture(design, workload, targets) else { return current }
      current = next
    }
    return current
  }

  /// The architecture at the planning targets, whatever its response times.
  ///
  /// Nil when a tier has nothing large enough. Enough to compare options by size and cost.
  package func draft(_ design: Design, for workload: Workload) throws(Catalog.Gap) -> Architecture?
  {
    try architecture(design, workload, SizingTargets(parameters))
  }

  private func tightened(
    _ targets: SizingTargets, _ limits: [Limit], _ design: Design
  ) -> SizingTargets? {
    var next = targets
    func utilization(_ tier: Tier) -> Double {
      limits.first { $0.tier == tier && $0.resource == "CPU" }?.utilization ?? 0
    }
    let compute = utilization(.compute)
    let database = utilization(.database)
    if design.compute == .lambda,
      targets.functionMemoryStep < parameters.sizing.functionMemories.count - 1
    {
      next.functionMemoryStep += 1
    } else if design.compute == .fargate, targets.leastTaskVirtualCPUs < 1 {
      next.leastTaskVirtualCPUs *= 2
    } else if design.engine == .auroraServerless, targets.leastCapacityUnits < 4 {
      next.leastCapacityUnits *= 2
    } else if compute >= database, compute > 0.05 {
      next.compute *= 0.8
      next.computeZoneLost *= 0.8
    } else if database > 0.05 {
      next.database *= 0.8
    } else {
      return nil
    }
    return next
  }

  /// One pass over the tiers at given targets.
  private func architecture(
    _ design: Design, _ workload: Workload, _ targets: SizingTargets
  ) throws(Catalog.Gap) -> Architecture? {
    if design.variants != catalog.variants {
      return try reading(design.variants).architecture(design, workload, targets)
    }
    let origin = workload.behindEdge(hitRatio: design.edgeHit(parameters))
    func reaching(cacheHit: Double) -> DataTraffic {
      DataTraffic(
        origin, placement: design.placement, cacheHit: cacheHit,
        tableHit: design.tableHit(parameters), replicaLag: parameters.replicaLag)
    }
    // The cache first: what it holds decides what is left for the database.
    var traffic = reaching(cacheHit: design.cacheHit(parameters))
    var cache: CacheTier?
    if let engine = CacheEngine(rawValue: design.caching.rawValue) {
      guard let tier = try self.cache(engine, traffic, zones: design.zones) else {
        return nil
      }
      cache = tier
      traffic = reaching(cacheHit: tier.hitRatio)
    }
    let compute = try compute(design, origin, traffic, targets)
    guard let compute else { return nil }
    var relational: RelationalTier?
    if let engine = design.engine {
      let demand = RelationalDemand(
        traffic, meanShare: origin.meanShare,
        connections: Self.connections(of: compute, parameters: parameters), zones: design.zones,
        mayPause: requirements.objectives.databaseMayPause)
      func size() throws(Catalog.Gap) -> RelationalTier? {
        try RelationalSizing(catalog: catalog, parameters: parameters)
          .tier(engine, demand, targets: targets)
      }
      let tier =
        if let memo {
          try memo.tier(
            SizingMemo.RelationalKey(
              setting: setting, engine: engine, demand: demand, targets: targets), size)
        } else {
          try size()
        }
      guard let tier else { return nil }
      relational = tier
    }
    let tables = traffic.tables.map {
      TableSizing.table($0, hasAccelerator: design.caching == .accelerator)
    }
    var architecture = Architecture(
      frontEnd: design.frontEnd, edge: edge(design), exposure: design.exposure,
      balancing: design.balancing, hasInspection: design.hasInspection, compute: compute,
      relational: relational, tables: tables, cache: cache,
      hasFileStorage: design.placement.stores.values.contains(.files),
      messaging: design.messaging, workers: workers(design, workload, targets),
      zones: design.zones, observability: design.observability)
    architecture.variants = design.variants
    return architecture
  }

  /// The model for an architecture's options, where some are modelled like others.
  private func reading(_ variants: [String: String]) throws(Catalog.Gap) -> ArchitectureSizing {
    let catalog = catalog.reading(variants)
    return ArchitectureSizing(
      catalog: catalog, parameters: try parameters.reading(catalog), requirements: requirements,
      memo: memo)
  }

  private func cache(
    _ engine: CacheEngine, _ traffic: DataTraffic, zones: Int
  ) throws(Catalog.Gap) -> CacheTier? {
    let demand = CacheDemand(
      lookups: traffic.cacheLookups, cacheableSize: traffic.cacheableSize,
      itemSize: traffic.sqlItemSize, writes: traffic.cacheableWrites, zones: zones)
    func size() throws(Catalog.Gap) -> CacheTier? {
      try CacheSizing(catalog: catalog, parameters: parameters).tier(engine, demand)
    }
    guard let memo else { return try size() }
    return try memo.tier(
      SizingMemo.CacheKey(setting: setting, engine: engine, demand: demand), size)
  }

  private func edge(_ design: Design) -> Edge {
    design.caching == .edgeResponses ? .cloudFrontWithResponses : design.edge
  }

  private func compute(
    _ design: Design, _ origin: Workload, _ traffic: DataTraffic, _ targets: SizingTargets
  ) throws(Catalog.Gap) -> ComputeTier? {
    let isOnInstance = design.engine == .onInstance
    let databaseLoad =
      traffic.sqlReads * parameters.databaseReadTime
      + traffic.sqlWrites * parameters.databaseWriteTime
    let jobs = design.compute == .singleInstance ? origin.jobLoad : .zero
    let demand = ComputeDemand(
      origin, waitingTime: waitingTime(origin),
      extraLoad: jobs + (isOnInstance ? databaseLoad : .zero),
      dataMemory: isOnInstance
        ? traffic.sqlSize * (parameters.workingSetShare / parameters.bufferShare) : .zero,
      zones: design.zones, scaleOut: parameters.sizing.slowRush)
    func size() throws(Catalog.Gap) -> ComputeTier? {
      try ComputeSizing(catalog: catalog, parameters: parameters)
        .tier(design.compute, demand, targets: targets)
    }
    guard let memo else { return try size() }
    return try memo.tier(
      SizingMemo.ComputeKey(
        setting: setting, platform: design.compute, demand: demand, targets: targets), size)
  }

  /// The mean time a request waits for data, from the demands alone, for the first sizing of
  /// concurrency; the assessment computes it with queueing.
  private func waitingTime(_ workload: Workload) -> Seconds {
    let rate = workload.requestRate
    guard rate > .zero else { return .zero }
    let perRead = parameters.networkHop + parameters.databaseReadTime
    let perWrite = parameters.networkHop + parameters.databaseWriteTime + parameters.commitRDS
    return workload.classes.map {
      (perRead * $0.reads + perWrite * $0.writes) * ($0.rate / rate)
    }.sum()
  }

  /// The architecture with concurrent executions set aside for a greater workload.
  ///
  /// Within the safe share of the account's quota; what the stage itself needs stays, also above
  /// it. Anything but functions is returned as it is.
  package func reserving(
    _ architecture: Architecture, for workload: Workload
  ) throws(Catalog.Gap) -> Architecture {
    guard architecture.compute.platform == .lambda else { return architecture }
    if architecture.variants != catalog.variants {
      return try reading(architecture.variants).reserving(architecture, for: workload)
    }
    let duration = NetworkState.unqueuedDuration(
      workload, architecture: architecture, parameters)
    let needed = try TaskSizing(catalog: catalog, parameters: parameters)
      .concurrency(rate: workload.requestRate, duration: duration)
    let quota = try catalog.number("lambda.concurrencyDefault") * parameters.quotaTarget
    return architecture.reserving(
      concurrency: max(
        architecture.compute.concurrency, Int(min(needed, quota).rounded(.up))))
  }

  /// Connections to the database that a compute tier opens at the peak.
  package static func connections(
    of tier: ComputeTier, parameters: PlanningParameters
  ) -> Double {
    tier.platform == .lambda
      ? Double(tier.concurrency)
      : Double(tier.count) * max(1, tier.virtualCPUs) * parameters.connectionsPerVirtualCPU
  }

  private func workers(
    _ design: Design, _ workload: Workload, _ targets: SizingTargets
  ) -> WorkerTier? {
    guard let platform = design.workers else { return nil }
    let count = max(1, Int((workload.jobLoad.value / targets.compute).rounded(.up)))
    return WorkerTier(
      platform: platform, count: platform == .lambda ? 0 : count,
      virtualCPUs: parameters.sizing.jobVirtualCPUs, memory: parameters.sizing.jobMemory)
  }
}
