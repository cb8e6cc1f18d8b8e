import CatalogModel
import Quantities

/// Sizes of a database in order, each dearer and less busy than the one before: more replicas of one
/// class, or more capacity units.
///
/// Without a proxy; `RelationalSizing.needsProxy` tells where one is needed.
struct RelationalSeries: Sendable {
  /// How many sizes there are.
  let length: Int
  let option: @Sendable (Int) -> RelationalTier
  /// USD a month of what decides: bill and operation.
  let cost: @Sendable (Int) -> Double
  /// What the proxy adds to the size at a position.
  let proxy: @Sendable (Int) -> Double
  /// vCPUs and memory of an instance at a position.
  let virtualCPUs: @Sendable (Int) -> Double
  let missShare: @Sendable (Int) -> Double
  /// Ties go to the newer generation, then to the first name.
  let generation: Int
  let name: String
}

extension RelationalSizing {
  /// The first size of the series for which it is cheapest, with the proxy that its connections ask for; nil
  /// when no class or capacity is large enough.
  func cheapest(
    _ engine: RelationalEngine, _ demand: RelationalDemand
  ) throws(Catalog.Gap) -> RelationalSeries? {
    switch engine {
    case .onInstance: return onInstance(demand)
    case .auroraServerless: return try serverless(demand, isFirstEnough: true)
    case .rds, .aurora: break
    }
    let sized = try classes(engine, demand).sorted { $0.hours < $1.hours }
    var best: (rank: (Double, Int, String), series: RelationalSeries)?
    for one in sized {
      // Storage, operations and proxy come on top of the hours, so that dearer hours end it.
      if let best, one.hours > best.rank.0 { break }
      let series = try series(one, engine, demand, isFirstEnough: true)
      let proxy =
        needsProxy(series.option(0), connections: demand.connections) ? series.proxy(0) : 0
      let rank = (series.cost(0) + proxy, -series.generation, series.name)
      if let best, rank >= best.rank { continue }
      best = (rank, series)
    }
    return best?.series
  }

  /// Every series that starts within the limits of its tier.
  ///
  /// - Parameter near: A class, and by how much more than its first size others may cost a month; those that cost
  ///   more may be left out. Nil for all.
  func all(
    _ engine: RelationalEngine, _ demand: RelationalDemand,
    near: (name: String, margin: Double)? = nil
  ) throws(Catalog.Gap) -> [RelationalSeries] {
    switch engine {
    case .onInstance: return [onInstance(demand)]
    case .auroraServerless: return try serverless(demand).map { [$0] } ?? []
    case .rds, .aurora:
      var classes = try classes(engine, demand)
      if near != nil { classes.sort { $0.hours < $1.hours } }
      var list: [RelationalSeries] = []
      list.reserveCapacity(classes.count)
      var most = Double.infinity
      for one in classes {
        // Storage and operations come on top of the hours.
        if one.hours > most { break }
        let series = try series(one, engine, demand)
        if let near, series.name == near.name { most = series.cost(0) + near.margin }
        list.append(series)
      }
      return list
    }
  }

  private func onInstance(_ demand: RelationalDemand) -> RelationalSeries {
    let tier = RelationalTier(
      engine: .onInstance, instanceClass: nil, isMultiZone: false, readReplicas: 0,
      hasProxy: false, minimumCapacityUnits: 0, maximumCapacityUnits: 0,
      storage: parameters.sizing.storage(for: demand.size),
      connectionLimit: parameters.sizing.connectionsOnInstance)
    return RelationalSeries(
      length: 1, option: { _ in tier }, cost: { _ in 0 }, proxy: { _ in 0 },
      virtualCPUs: { _ in 1 }, missShare: { _ in 0 }, generation: 0, name: "")
  }

  // MARK: Classes

  /// A class with the fewest replicas that carry a demand, and what hours of it cost a month.
  private struct SizedClass {
    let priced: TypeSkyline.Priced<DatabaseInstance>
    let replicas: ClosedRange<Int>
    let volume: StorageSizing.Volume
    let misses: Double
    let hours: Double
    let perReplica: Double
  }

  /// The classes with enough memory for the working set; where no class has that much, those with the
  /// fewest misses whose storage keeps up with them.
  private func classes(
    _ engine: RelationalEngine, _ demand: RelationalDemand
  ) throws(Catalog.Gap) -> [SizedClass] {
    guard demand.size <= (try greatestSize(engine)) else { return [] }
    let wanted: DatabaseInstance.Engine = engine == .aurora ? .auroraPostgres : .postgres
    let types = skyline.classes[wanted] ?? []
    let inMemory = try sized(
      types.filter {
        missShare(size: demand.size, memory: $0.instance.memory) <= parameters.missLimit
      }, engine, demand)
    if !inMemory.isEmpty { return inMemory }
    let any = try sized(types, engine, demand)
    let fewest = any.map(\.misses).min() ?? 0
    return any.filter { $0.misses == fewest }
  }

  private func sized(
    _ types: [TypeSkyline.Priced<DatabaseInstance>], _ engine: RelationalEngine,
    _ demand: RelationalDemand
  ) throws(Catalog.Gap) -> [SizedClass] {
    let storage = StorageSizing(catalog: catalog, parameters: parameters)
    let isAurora = engine == .aurora
    let isMultiZone = demand.zones > 1
    // An Aurora cluster survives a zone through a second instance, which also reads.
    let least = isAurora && isMultiZone ? 1 : 0
    let most =
      isAurora ? parameters.sizing.mostReplicasAurora : parameters.sizing.mostReplicasRDS
    var list: [SizedClass] = []
    list.reserveCapacity(types.count)
    // The volume hangs on the misses alone, and most classes have none.
    var known: (misses: Double, volume: StorageSizing.Volume?)?
    for type in types {
      let instance = type.instance
      let greatest =
        demand.replicableShare > 0
        ? (type.burstBaseline == nil
          ? most : max(least, parameters.sizing.mostReplicasBurstable)) : least
      guard
        let writer = isMultiZone && !isAurora ? instance.multiZoneHourly : instance.hourly,
        let replicas = replicas(on: type, demand, range: least...max(least, greatest))
      else { continue }
      let misses = missShare(size: demand.size, memory: instance.memory)
      var volume = StorageSizing.Volume(
        size: parameters.sizing.storage(for: demand.size), operations: 0)
      if !isAurora {
        if known?.misses != misses {
          known = (
            misses,
            try storage.volume(
              size: volume.size,
              operations: demand.reads.value * misses
                + demand.writes.value * parameters.sizing.operationsPerWrite)
          )
        }
        guard let needed = known?.volume else { continue }
        volume = needed
      }
      let perReplica =
        instance.hourly.value * type.rate * Bill.hours + parameters.replicaOperation.value
      list.append(
        SizedClass(
          priced: type, replicas: replicas...max(replicas, greatest), volume: volume,
          misses: misses,
          hours: writer.value * type.rate * Bill.hours + perReplica * Double(replicas),
          perReplica: perReplica))
    }
    return list
  }

  /// - Parameter isFirstEnough: Whether nothing but the first size is asked for.
  private func series(
    _ sized: SizedClass, _ engine: RelationalEngine, _ demand: RelationalDemand,
    isFirstEnough: Bool = false
  ) throws(Catalog.Gap) -> RelationalSeries {
    let instance = sized.priced.instance
    let limit = parameters.sizing.connectionLimit(memory: instance.memory)
    let isMultiZone = demand.zones > 1
    let least = sized.replicas.lowerBound
    @Sendable func tier(_ replicas: Int) -> RelationalTier {
      RelationalTier(
        engine: engine, instanceClass: instance.name, isMultiZone: isMultiZone,
        readReplicas: replicas, hasProxy: false, minimumCapacityUnits: 0,
        maximumCapacityUnits: 0, storage: sized.volume.size,
        storageOperations: sized.volume.operations, connectionLimit: limit)
    }
    let (first, behindProxy) = try costs(tier(least), demand, missShare: sized.misses)
    let length = isFirstEnough ? 1 : sized.replicas.count
    let next = length > 1 ? try cost(tier(least + 1), demand, missShare: sized.misses) : first
    return RelationalSeries(
      length: length, option: { tier(least + $0) },
      cost: { first + (next - first) * Double($0) }, proxy: { _ in behindProxy - first },
      virtualCPUs: { _ in Double(instance.virtualCPUs) }, missShare: { _ in sized.misses },
      generation: sized.priced.generation, name: instance.name)
  }

  /// The least number of replicas with which writer and replicas stay under the target, and under
  /// that of a lost zone without the replicas that it held.
  private func replicas(
    on type: TypeSkyline.Priced<DatabaseInstance>, _ demand: RelationalDemand,
    range: ClosedRange<Int>
  ) -> Int? {
    let replayShare =
      parameters.replayShare(type.instance.engine == .auroraPostgres ? .aurora : .rds)
    let cores = parameters.databaseScaling.effective(Double(type.instance.virtualCPUs))
    let capacity = cores * parameters.databaseTarget * (1 + 1e-9)
    let capacityZoneLost = cores * parameters.computeTargetZoneLost * (1 + 1e-9)
    let baseline = type.burstBaseline.map { $0 * cores }
    return range.first { count in
      let loads = Self.loads(
        demand, replicas: count, replayShare: replayShare, parameters: parameters)
      let peak = max(loads.writer, loads.replica)
      guard peak <= capacity else { return false }
      if demand.zones > 1, count > 0 {
        let lost = Self.loads(
          demand, replicas: count - (count + demand.zones - 1) / demand.zones,
          replayShare: replayShare, parameters: parameters)
        guard max(lost.writer, lost.replica) <= capacityZoneLost else { return false }
      }
      return baseline.map { peak * demand.meanShare <= $0 } ?? true
    }
  }

  // MARK: Capacity units

  /// - Parameter isFirstEnough: Whether nothing but the first size is asked for.
  private func serverless(
    _ demand: RelationalDemand, isFirstEnough: Bool = false
  ) throws(Catalog.Gap) -> RelationalSeries? {
    let cpuPerUnit = try catalog.number("aurora-serverless-v2.vCPUPerAcu")
    let memoryPerUnit = try catalog.number("aurora-serverless-v2.memoryPerAcuGiB")
    guard case .range(_, let ceiling)? = catalog.fact("aurora-serverless-v2.acuRange")?.value
    else { throw .fact("aurora-serverless-v2.acuRange") }
    guard demand.size <= (try greatestSize(.auroraServerless)) else { return nil }
    let isMultiZone = demand.zones > 1
    let replicas = isMultiZone ? 1 : 0
    let replayShare = parameters.replayShare(.auroraServerless)
    let loads = Self.loads(
      demand, replicas: replicas, replayShare: replayShare, parameters: parameters)
    let lost = Self.loads(
      demand, replicas: 0, replayShare: replayShare, parameters: parameters)
    let peak = max(
      loads.writer, loads.replica,
      replicas > 0 ? lost.writer * parameters.databaseTarget / parameters.computeTargetZoneLost : 0)
    let working = demand.size.value * parameters.workingSetShare * (1 - parameters.missLimit)
    let forMemory = working / parameters.bufferShare / memoryPerUnit
    @Sendable func half(_ units: Double) -> Double { (units * 2).rounded(.up) / 2 }
    func units(_ load: Double) -> Double? {
      let forLoad = parameters.databaseScaling.least(
        worth: load / parameters.databaseTarget, step: cpuPerUnit / 2,
        ceiling: ceiling * cpuPerUnit)
      return forLoad.map { max(Self.leastUnitsInUse, half(max($0 / cpuPerUnit, forMemory))) }
    }
    guard let needed = units(peak), needed <= ceiling,
      let minimum = units(peak * demand.meanShare)
    else { return nil }
    let maximum = max(1, needed)
    let storage = parameters.sizing.storage(for: demand.size)
    /// The mean of what a cluster runs follows the load at the utilization of its peak.
    @Sendable func tier(_ position: Int) -> RelationalTier {
      let most = maximum + Double(position) / 2
      let least = position == 0 ? minimum : max(minimum, half(most * demand.meanShare))
      let limit = parameters.sizing.connectionLimit(memory: GiB(most * memoryPerUnit))
      let pauses = demand.mayPause && least <= Self.leastUnitsInUse
      return RelationalTier(
        engine: .auroraServerless, instanceClass: nil, isMultiZone: isMultiZone,
        readReplicas: replicas, hasProxy: false, minimumCapacityUnits: pauses ? 0 : least,
        maximumCapacityUnits: most, storage: storage, connectionLimit: limit)
    }
    let first = tier(0)
    let length = 1 + max(0, Int(((ceiling - maximum) * 2).rounded(.down)))
    @Sendable func miss(_ position: Int) -> Double {
      missShare(
        size: demand.size, memory: GiB(tier(position).maximumCapacityUnits * memoryPerUnit))
    }
    func exact(_ position: Int) throws(Catalog.Gap) -> Double {
      try cost(tier(position), demand, missShare: miss(position))
    }
    // While reads miss, more memory saves operations of the storage: what costs no less than a larger
    // size is left out. Beyond that the cost is linear in the least capacity.
    var exactCosts = [try exact(0)]
    while exactCosts.count < length, miss(exactCosts.count - 1) > 0 {
      exactCosts.append(try exact(exactCosts.count))
    }
    if exactCosts.count < length { exactCosts.append(try exact(exactCosts.count)) }
    let costs = exactCosts
    let last = costs.count - 1
    var (unit, asleep) = (0.0, 0.0)
    if !isFirstEnough {
      unit =
        try cost(first.with(minimum: 2), demand, missShare: 0)
        - (try cost(first.with(minimum: 1), demand, missShare: 0))
      asleep =
        try cost(tier(last).with(minimum: Self.leastUnitsInUse), demand, missShare: miss(last))
        - costs[last]
    }
    let lastUnits = tier(last).minimumCapacityUnits
    let (perUnit, wakes) = (unit, asleep)
    @Sendable func linear(_ position: Int) -> Double {
      if position <= last { return costs[position] }
      let units = tier(position).minimumCapacityUnits
      if units == lastUnits { return costs[last] }
      return lastUnits == 0
        ? costs[last] + wakes + perUnit * (units - Self.leastUnitsInUse)
        : costs[last] + perUnit * (units - lastUnits)
    }
    var kept: [Int] = []
    for position in (0...last).reversed()
    where kept.last.map({ costs[position] < costs[$0] }) ?? true {
      kept.append(position)
    }
    let starts = Array(kept.reversed())
    let tail = length - 1 - last
    @Sendable func place(_ index: Int) -> Int {
      index < starts.count ? starts[index] : last + index - starts.count + 1
    }
    let firstProxy =
      try cost(tier(starts[0]).withProxy, demand, missShare: miss(starts[0])) - costs[starts[0]]
    // It is billed by the most units.
    let perProxyUnit = firstProxy / tier(starts[0]).proxyUnits
    return RelationalSeries(
      length: isFirstEnough ? 1 : starts.count + tail, option: { tier(place($0)) },
      cost: { linear(place($0)) }, proxy: { perProxyUnit * tier(place($0)).proxyUnits },
      virtualCPUs: { tier(place($0)).maximumCapacityUnits * cpuPerUnit },
      missShare: { miss(place($0)) }, generation: 0, name: "")
  }
}

extension RelationalTier {
  /// The same cluster with another least capacity.
  fileprivate func with(minimum: Double) -> RelationalTier {
    RelationalTier(
      engine: engine, instanceClass: instanceClass, isMultiZone: isMultiZone,
      readReplicas: readReplicas, hasProxy: hasProxy, minimumCapacityUnits: minimum,
      maximumCapacityUnits: maximumCapacityUnits, storage: storage,
      storageOperations: storageOperations, connectionLimit: connectionLimit)
  }
}
