import CatalogModel
import Quantities
import Requirements

/// The sizes of a design as a choice of combinations: compute first, then the SQL database where it
/// has instances of its own.
///
/// What a combination carries is asked of `CapacityModel`. A tier at its best conceivable is one where
/// nothing waits: machines without number, a database without load, a warm function with a whole vCPU.
struct SizingSpace: CombinationProblem {
  typealias Failure = Catalog.Gap

  let frame: SizingFrame
  let model: CapacityModel
  let tiers: [[OptionChain]]
  private let machines: StationBurdens
  private let compute: [ComputeSeries]
  private let relational: [RelationalSeries]
  private let relationalSizing: RelationalSizing
  /// The database of a design that has no choice of it: on the instance.
  private let fixed: RelationalTier?
  /// What is known not to carry.
  private let failing: Architecture?

  /// - Parameters:
  ///   - failing: What is known not to carry.
  ///   - near: The cheapest database, and by how much more others may cost that count, in USD a month; nil for all.
  /// - Throws: What the catalog lacks.
  init(
    _ frame: SizingFrame, model: CapacityModel, failing: Architecture? = nil,
    near: (name: String, margin: Double)? = nil
  ) throws(Catalog.Gap) {
    self.failing = failing
    self.frame = frame
    self.model = model
    let demand = frame.computeDemand()
    relationalSizing = frame.relationalSizing
    let data = frame.relationalDemand(connections: 0)
    var series: [RelationalSeries] = []
    if let engine = frame.design.engine {
      let all = try relationalSizing.all(engine, data, near: near)
      let costs = all.map { $0.cost(0) }
      series = all.indices.sorted {
        (costs[$0], -all[$0].generation, all[$0].name)
          < (costs[$1], -all[$1].generation, all[$1].name)
      }.map { all[$0] }
    }
    fixed = frame.design.engine == .onInstance ? series.first?.option(0) : nil
    let relational = frame.design.engine == .onInstance ? [] : series
    self.relational = relational
    let compute = try Self.compute(frame, demand, beside: series.first?.option(0))
    self.compute = compute
    let machines = StationBurdens(frame, demand)
    self.machines = machines
    // Equal costs go to the larger machines, of which fewer are needed; so much as 1e-9 of a cost is
    // below what prices are known to.
    let first = compute.map { $0.option(0) }
    let order = compute.indices.sorted {
      let sizes = (first[$0].virtualCPUs, first[$1].virtualCPUs)
      if sizes.0 != sizes.1 { return sizes.0 > sizes.1 }
      let generations = (compute[$0].generation, compute[$1].generation)
      if generations.0 != generations.1 { return generations.0 > generations.1 }
      return first[$0].instanceType ?? "" < first[$1].instanceType ?? ""
    }
    var preference = [Double](repeating: 1, count: compute.count)
    for (place, index) in order.enumerated() { preference[index] += 1e-9 * Double(place) }
    var tiers = [
      compute.enumerated().map { [preference] index, series in
        OptionChain(
          length: series.length, cost: { series.cost($0) * preference[index] },
          burden: { machines.burden(of: series.option($0), index: index) })
      }
    ]
    if !relational.isEmpty {
      let queries = QueryBurdens(frame, data)
      tiers.append(
        relational.map { series in
          OptionChain(
            length: series.length, cost: series.cost,
            burden: {
              queries.burden(
                of: series.option($0), virtualCPUs: series.virtualCPUs($0),
                missShare: series.missShare($0))
            })
        })
    }
    self.tiers = tiers
  }

  /// The series of the platform; functions are one series each, since a slower one starts cold less
  /// often.
  private static func compute(
    _ frame: SizingFrame, _ demand: ComputeDemand, beside database: RelationalTier?
  ) throws(Catalog.Gap) -> [ComputeSeries] {
    guard frame.design.compute == .lambda else {
      return try frame.computeSizing.all(frame.design.compute, demand)
    }
    let costs = CostModel(
      catalog: frame.catalog, parameters: frame.parameters,
      requirements: frame.sizing.requirements)
    let functions = try frame.computeSizing.functions(demand) { frame.duration(virtualCPUs: $0) }
    return try functions.map { tier throws(Catalog.Gap) in
      // Jobs share the free tier with requests, so that both depend on the memory of requests.
      let totals = try costs.totals(
        of: frame.architecture(tier, database), under: frame.workload)
      let cost = totals[.compute].value + totals[.workers].value
      return ComputeSeries(length: 1, option: { _ in tier }, cost: { _ in cost }, generation: 0)
    }
  }

  func architecture(_ choice: [OptionSpot]) -> Architecture {
    let tier = compute[choice[0].chain].option(choice[0].position)
    guard choice.count > 1 else { return frame.architecture(tier, fixed) }
    let database = relational[choice[1].chain].option(choice[1].position)
    return frame.architecture(tier, needsProxy(tier, database) ? database.withProxy : database)
  }

  private func needsProxy(_ tier: ComputeTier, _ database: RelationalTier) -> Bool {
    relationalSizing.needsProxy(
      database,
      connections: ArchitectureSizing.connections(of: tier, parameters: frame.parameters))
  }

  func surcharge(_ choice: [OptionSpot]) -> Double {
    guard choice.count > 1 else { return 0 }
    let tier = compute[choice[0].chain].option(choice[0].position)
    let series = relational[choice[1].chain]
    let position = choice[1].position
    return needsProxy(tier, series.option(position)) ? series.proxy(position) : 0
  }

  /// What a combination costs in the search where bill and operation come to a number: they differ by what all
  /// combinations have in common, and by less than a ten-millionth for the order of equal ones.
  ///
  /// - Throws: What the catalog lacks.
  func cost(at objective: USDPerMonth) throws(Catalog.Gap) -> Double {
    let first = tiers.map { _ in OptionSpot(chain: 0, position: 0) }
    var cost = surcharge(first)
    for (tier, spot) in first.enumerated() { cost += tiers[tier][spot.chain].cost(spot.position) }
    return cost + (objective - (try frame.objective(architecture(first)))).value
  }

  /// The burdens of each tier of an architecture of the same design and cache; nil for functions, and where the
  /// database is not one of those to choose from.
  func burdens(of architecture: Architecture) -> [[Double]]? {
    guard frame.design.compute != .lambda, frame.isCached(as: architecture.cache) else {
      return nil
    }
    let own = machines.burden(of: architecture.compute, index: 0)
    guard tiers.count > 1 else { return [own] }
    guard let wanted = architecture.relational else { return nil }
    for (index, series) in relational.enumerated() where series.name == wanted.instanceClass {
      let position = wanted.readReplicas - series.option(0).readReplicas
      guard (0..<series.length).contains(position) else { return nil }
      let option = series.option(position)
      guard option == wanted || option.withProxy == wanted else { return nil }
      return [own, tiers[1][index].burden(position)]
    }
    return nil
  }

  func carries(_ choice: [OptionSpot?]) throws(Catalog.Gap) -> Bool {
    let chosen = choice.compactMap { $0 }
    if chosen.count == choice.count {
      let architecture = architecture(chosen)
      if architecture == failing { return false }
      return try model.carries(architecture, under: frame.workload)
    }
    let tier = choice[0].map { compute[$0.chain].option($0.position) }
    var database = fixed
    if choice.count > 1 {
      let spot = choice[1] ?? OptionSpot(chain: 0, position: 0)
      database = relational[spot.chain].option(spot.position)
    }
    let architecture = frame.architecture(tier ?? boundless, database)
    func idle(_ zoneLost: Bool) throws(Catalog.Gap) -> NetworkState {
      var state = try model.state(architecture, frame.workload, zoneLost: zoneLost)
      if tier == nil { state.functionDuration = nil }
      if choice.count > 1, choice[1] == nil { state.database = state.database?.idle }
      return state
    }
    if chosen.isEmpty {
      // What no size changes: tables, the way in.
      let strains = try model.strains(of: idle(false))
      let sizable: Set<Tier> = [.compute, .database]
      guard Tier.allCases.allSatisfy({ sizable.contains($0) || strains[$0] <= 1 + 1e-9 })
      else { return false }
    }
    let losesZone =
      architecture.zones > 1 && architecture.compute.platform != .lambda
      && frame.parameters.survivesZoneLoss
    return try model.missedPercentile(idle(losesZone)) == nil
  }

  /// A compute tier at which nothing waits.
  private var boundless: ComputeTier {
    ComputeTier(
      platform: frame.design.compute, instanceType: nil, count: 1_000_000,
      minimumCount: 1_000_000, virtualCPUs: frame.design.compute == .lambda ? 1 : 64,
      memory: GiB(1e9), processor: "", concurrency: 1)
  }
}

extension DatabaseStation {
  /// The same database without load, contention and misses.
  fileprivate var idle: DatabaseStation {
    DatabaseStation(
      tier: tier, replicas: replicas, virtualCPUs: 1, memory: memory, writerLoad: 0,
      replicaLoad: 0, offloadedShare: offloadedShare, missShare: 0, parameters: parameters)
  }
}

/// What makes a compute tier slow.
private struct StationBurdens: Sendable {
  let isFunction: Bool
  let load: Double
  let rate: Double
  let zones: Int
  let parameters: PlanningParameters
  let platform: ComputePlatform

  init(_ frame: SizingFrame, _ demand: ComputeDemand) {
    isFunction = frame.design.compute == .lambda
    load = demand.peakLoad.value
    rate = demand.peakRate.value
    zones = frame.parameters.survivesZoneLoss ? frame.design.zones : 1
    parameters = frame.parameters
    platform = frame.design.compute
  }

  /// Utilization, slowness and scarcity of processors, and the same of workers and of connections.
  ///
  /// With the zone lost that must not be missed, since response times hold there; and with all zones,
  /// where the limits hold. Of functions nothing that compares them.
  func burden(of tier: ComputeTier, index: Int) -> [Double] {
    if isFunction { return [Double(index), -Double(index)] }
    let machines =
      zones > 1 ? max(1, tier.count - (tier.count + zones - 1) / zones) : tier.count
    let servers = Double(max(1, Int(tier.virtualCPUs)))
    let agentShare = parameters.sizing.agentShare(platform, virtualCPUs: tier.virtualCPUs)
    let speed = min(1, tier.virtualCPUs) * (1 - agentShare)
    let perMachine = rate / Double(machines)
    let perMachineOfAll = rate / Double(tier.count)
    let connections = Double(parameters.connections(virtualCPUs: tier.virtualCPUs))
    let workers = parameters.workers(virtualCPUs: tier.virtualCPUs).map(Double.init)
    return [
      load / (Double(machines) * servers * speed), 1 / speed, 1 / servers,
      perMachine / connections, 1 / connections, perMachine / (workers ?? .infinity),
      1 / (workers ?? .infinity), -tier.memory.value * (tier.platform == .singleInstance ? 1 : 0),
      load / (Double(tier.count) * servers * speed), perMachineOfAll / connections,
      perMachineOfAll / (workers ?? .infinity),
    ]
  }
}

/// What makes a database slow.
private struct QueryBurdens: Sendable {
  let demand: RelationalDemand
  let zones: Int
  let parameters: PlanningParameters

  init(_ frame: SizingFrame, _ demand: RelationalDemand) {
    self.demand = demand
    let losesZone =
      frame.parameters.survivesZoneLoss && frame.design.compute != .lambda
    zones = losesZone ? frame.design.zones : 1
    parameters = frame.parameters
  }

  /// Utilization of the node that answers reads and of the writer, slowness and scarcity of their
  /// processors, misses.
  func burden(of tier: RelationalTier, virtualCPUs: Double, missShare: Double) -> [Double] {
    let replicas =
      zones > 1 ? tier.readReplicas - (tier.readReplicas + zones - 1) / zones : tier.readReplicas
    let loads = RelationalSizing.loads(
      demand, replicas: max(0, replicas), replayShare: parameters.replayShare(tier.engine),
      parameters: parameters)
    let effective = parameters.databaseScaling.effective(virtualCPUs)
    let servers = Double(max(1, Int(virtualCPUs)))
    return [
      loads.writer / effective, (replicas > 0 ? loads.replica : loads.writer) / effective,
      1 / min(1, effective / servers), 1 / servers, missShare,
    ]
  }
}
