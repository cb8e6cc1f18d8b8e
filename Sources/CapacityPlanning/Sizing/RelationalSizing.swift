package import CatalogModel
package import Quantities

/// What the SQL database must carry.
package struct RelationalDemand: Hashable, Sendable {
  package let reads: RequestsPerSecond
  package let writes: RequestsPerSecond
  package let meanShare: Double
  /// The share of the reads that replicas may answer; 0 keeps all on the writer.
  package let replicableShare: Double
  package let size: GiB
  /// Connections that the compute tier opens at the peak.
  package let connections: Double
  package let zones: Int
  /// Whether it may pause while nobody uses it.
  package let mayPause: Bool

  package init(
    _ traffic: DataTraffic, meanShare: Double, connections: Double, zones: Int,
    mayPause: Bool = false
  ) {
    reads = traffic.sqlReads
    writes = traffic.sqlWrites
    self.meanShare = meanShare
    replicableShare = traffic.replicableShare
    size = traffic.sqlSize
    self.connections = connections
    self.zones = zones
    self.mayPause = mayPause
  }
}

/// Cheapest class, replicas and storage of the SQL database for a demand.
package struct RelationalSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters

  package init(catalog: Catalog, parameters: PlanningParameters) {
    self.catalog = catalog
    self.parameters = parameters
  }

  /// The load on the writer and on each of a number of replicas, in vCPUs.
  ///
  /// The writer takes all writes and the reads that no replica may answer; each replica takes
  /// its part of the others and replays every write.
  package static func loads(
    _ demand: RelationalDemand, replicas: Int, replayShare: Double,
    parameters: PlanningParameters
  ) -> (writer: Double, replica: Double) {
    let reads = (demand.reads * parameters.databaseReadTime).value
    let writes = (demand.writes * parameters.databaseWriteTime).value
    guard replicas > 0 else { return (reads + writes, 0) }
    let offloaded = reads * demand.replicableShare
    return (
      reads - offloaded + writes, offloaded / Double(replicas) + writes * replayShare
    )
  }

  /// The share of reads that miss the memory of an instance.
  package func missShare(size: GiB, memory: GiB) -> Double {
    let working = size.value * parameters.workingSetShare
    guard working > 0 else { return 0 }
    return max(0, 1 - memory.value * parameters.bufferShare / working)
  }

  /// The cheapest tier of an engine, or nil when no class or capacity is large enough.
  package func tier(
    _ engine: RelationalEngine, _ demand: RelationalDemand, targets: SizingTargets
  ) throws(Catalog.Gap) -> RelationalTier? {
    switch engine {
    case .onInstance:
      return RelationalTier(
        engine: engine, instanceClass: nil, isMultiZone: false, readReplicas: 0, hasProxy: false,
        minimumCapacityUnits: 0, maximumCapacityUnits: 0,
        storage: parameters.sizing.storage(for: demand.size),
        connectionLimit: parameters.sizing.connectionsOnInstance)
    case .rds, .aurora: return try instances(engine, demand, targets)
    case .auroraServerless: return try serverless(demand, targets)
    }
  }

  /// The most data that an engine stores within the safe share.
  package func greatestSize(_ engine: RelationalEngine) throws(Catalog.Gap) -> GiB {
    let limit =
      engine == .aurora || engine == .auroraServerless
      ? try catalog.number("limit.aurora.storage.max") * 1024
      : try catalog.number("limit.rds.mysqlPostgres.storage.maxGiB")
    return GiB(limit * parameters.quotaTarget)
  }

  /// The cheapest class with enough memory for the working set; where no class has that much, the
  /// one with the fewest misses whose storage keeps up with them.
  private func instances(
    _ engine: RelationalEngine, _ demand: RelationalDemand, _ targets: SizingTargets
  ) throws(Catalog.Gap) -> RelationalTier? {
    guard demand.size <= (try greatestSize(engine)) else { return nil }
    let inMemory = try instances(engine, demand, targets, missLimit: parameters.missLimit)
    if let inMemory { return inMemory }
    return try instances(engine, demand, targets, missLimit: 1)
  }

  private func instances(
    _ engine: RelationalEngine, _ demand: RelationalDemand, _ targets: SizingTargets,
    missLimit: Double
  ) throws(Catalog.Gap) -> RelationalTier? {
    let storageSizing = StorageSizing(catalog: catalog, parameters: parameters)
    let isAurora = engine == .aurora
    let wanted: DatabaseInstance.Engine = isAurora ? .auroraPostgres : .postgres
    let isMultiZone = demand.zones > 1
    // An Aurora cluster survives a zone through a second instance, which also reads.
    let leastReplicas = isAurora && isMultiZone ? 1 : 0
    let greatestReplicas =
      demand.replicableShare > 0
      ? (isAurora ? parameters.sizing.mostReplicasAurora : parameters.sizing.mostReplicasRDS)
      : leastReplicas
    var best: (rank: (Double, Double, Int, String), tier: RelationalTier)?
    for instance in catalog.databaseInstances
    where instance.engine == wanted && instance.isCurrentGeneration {
      guard missShare(size: demand.size, memory: instance.memory) <= missLimit,
        let writerPrice = isMultiZone && !isAurora ? instance.multiZoneHourly : instance.hourly,
        let replicas = replicas(
          on: instance, demand, targets, range: leastReplicas...greatestReplicas)
      else { continue }
      let misses = missShare(size: demand.size, memory: instance.memory)
      var storage = StorageSizing.Volume(
        size: parameters.sizing.storage(for: demand.size), operations: 0)
      var extra = 0.0
      if !isAurora {
        guard
          let volume = try storageSizing.volume(
            size: storage.size,
            operations: demand.reads.value * misses
              + demand.writes.value * parameters.sizing.operationsPerWrite)
        else { continue }
        storage = volume
        extra = try storageSizing.hourlyExtra(volume, isMultiZone: isMultiZone)
      }
      let cost = writerPrice.value + instance.hourly.value * Double(replicas) + extra
      let rank = (
        missLimit < 1 ? 0 : misses, cost, -InstanceFamily.generation(instance.family),
        instance.name
      )
      if let best, rank >= best.rank { continue }
      let limit = parameters.sizing.connectionLimit(memory: instance.memory)
      best = (
        rank,
        RelationalTier(
          engine: engine, instanceClass: instance.name, isMultiZone: isMultiZone,
          readReplicas: replicas,
          hasProxy: demand.connections > Double(limit) * parameters.connectionTarget,
          minimumCapacityUnits: 0, maximumCapacityUnits: 0, storage: storage.size,
          storageOperations: storage.operations, connectionLimit: limit)
      )
    }
    return best?.tier
  }

  /// The least number of replicas with which writer and replicas stay under the target, and under
  /// that of a lost zone without the replicas that it held.
  private func replicas(
    on instance: DatabaseInstance, _ demand: RelationalDemand, _ targets: SizingTargets,
    range: ClosedRange<Int>
  ) -> Int? {
    let replayShare =
      parameters.replayShare(instance.engine == .auroraPostgres ? .aurora : .rds)
    let cores = parameters.databaseScaling.effective(Double(instance.virtualCPUs))
    let capacity = cores * targets.database
    let zoneLostTarget =
      parameters.computeTargetZoneLost / parameters.databaseTarget * targets.database
    let baseline = Self.burstBaseline(of: instance.name, catalog).map { $0 * cores }
    return range.first { count in
      let loads = Self.loads(
        demand, replicas: count, replayShare: replayShare, parameters: parameters)
      let peak = max(loads.writer, loads.replica)
      guard peak <= capacity else { return false }
      if demand.zones > 1, count > 0 {
        let lost = Self.loads(
          demand, replicas: count - (count + demand.zones - 1) / demand.zones,
          replayShare: replayShare, parameters: parameters)
        guard max(lost.writer, lost.replica) <= cores * zoneLostTarget else { return false }
      }
      return baseline.map { peak * demand.meanShare <= $0 } ?? true
    }
  }

  /// The baseline of a burstable class, which is that of the instance type of the same name.
  static func burstBaseline(of className: String, _ catalog: Catalog) -> Double? {
    guard className.hasPrefix("db.t") else { return nil }
    return catalog.burstBaseline(String(className.dropFirst("db.".count)))
  }

  /// The least capacity of Aurora Serverless v2 that is not at rest, in ACU.
  static let leastUnitsInUse = 0.5

  private func serverless(
    _ demand: RelationalDemand, _ targets: SizingTargets
  ) throws(Catalog.Gap) -> RelationalTier? {
    let cpuPerUnit = try catalog.number("aurora-serverless-v2.vCPUPerAcu")
    let memoryPerUnit = try catalog.number("aurora-serverless-v2.memoryPerAcuGiB")
    guard case .range(_, let ceiling)? = catalog.fact("aurora-serverless-v2.acuRange")?.value
    else { throw .fact("aurora-serverless-v2.acuRange") }
    guard demand.size <= (try greatestSize(.auroraServerless)) else { return nil }
    let isMultiZone = demand.zones > 1
    let replicas = isMultiZone ? 1 : 0
    let loads = Self.loads(
      demand, replicas: replicas, replayShare: parameters.replayShare(.auroraServerless),
      parameters: parameters)
    let lost = Self.loads(
      demand, replicas: 0, replayShare: parameters.replayShare(.auroraServerless),
      parameters: parameters)
    let peak = max(
      loads.writer, loads.replica,
      replicas > 0 ? lost.writer * parameters.databaseTarget / parameters.computeTargetZoneLost : 0)
    let working = demand.size.value * parameters.workingSetShare * (1 - parameters.missLimit)
    let forMemory = working / parameters.bufferShare / memoryPerUnit
    func units(_ load: Double) -> Double? {
      let forLoad = parameters.databaseScaling.least(
        worth: load / targets.database, step: cpuPerUnit / 2, ceiling: ceiling * cpuPerUnit)
      return forLoad.map { cpus in
        max(targets.leastCapacityUnits, (max(cpus / cpuPerUnit, forMemory) * 2).rounded(.up) / 2)
      }
    }
    guard let maximum = units(peak), maximum <= ceiling,
      let minimum = units(peak * demand.meanShare)
    else { return nil }
    let limit = parameters.sizing.connectionLimit(memory: GiB(maximum * memoryPerUnit))
    let hasProxy = demand.connections > Double(limit) * parameters.connectionTarget
    // A proxy keeps connections open, and with one of them the cluster never pauses (D12).
    let pauses = demand.mayPause && !hasProxy && minimum <= Self.leastUnitsInUse
    return RelationalTier(
      engine: .auroraServerless, instanceClass: nil, isMultiZone: isMultiZone,
      readReplicas: replicas, hasProxy: hasProxy,
      minimumCapacityUnits: pauses ? 0 : minimum, maximumCapacityUnits: max(1, maximum),
      storage: parameters.sizing.storage(for: demand.size), connectionLimit: limit)
  }
}
