import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import TestSupport
import Testing

/// A system, a design and a catalog of a few types at random, with objectives for latency that lie
/// between what the cheapest sizes take and what the strongest take.
struct SizingCase {
  let catalog: Catalog
  let requirements: SystemRequirements
  let design: Design
  let workload: Workload
  let parameters: PlanningParameters

  var sizing: ArchitectureSizing {
    ArchitectureSizing(catalog: catalog, parameters: parameters, requirements: requirements)
  }
  var model: CapacityModel {
    CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
  }

  /// Nil where the few types do not carry the load.
  ///
  /// - Parameters:
  ///   - connections: To the database, of each vCPU; nil for the catalog's.
  ///   - isOneBox: Whether the database is on the only instance.
  init?(seed: UInt64, connections: Double? = nil, isOneBox: Bool = false) throws {
    var random = SplitMix64(seed: seed)
    let shipped = try #require(ShippedCatalog.catalog)
    let platforms: [ComputePlatform] = [
      .autoScalingGroup, .autoScalingGroup, .fargate, .ecsOnEC2, .eks, .lambda, .singleInstance,
    ]
    let drawn = platforms[Int.random(in: 0..<platforms.count, using: &random)]
    let platform = isOneBox ? .singleInstance : drawn
    let engines: [RelationalEngine?] = [.rds, .rds, .rds, .aurora, .auroraServerless, nil]
    let drawnEngine = engines[Int.random(in: 0..<engines.count, using: &random)]
    let engine = isOneBox ? .onInstance : drawnEngine
    let zones = platform == .singleInstance ? 1 : Int.random(in: 1...3, using: &random)
    let runtimes = ["node", "node", "python", "swift", "php"]
    let runtime = runtimes[Int.random(in: 0..<runtimes.count, using: &random)]
    let few = Self.small(shipped, engine: engine, &random)
    catalog =
      try connections.map {
        few.replacing(try few.places(of: ["planning.connectionsPerVirtualCPU"]), by: [$0])
      } ?? few
    let milliseconds = random.uniform(1...25)
    let users = Users(Double(Int(random.uniform(500...30_000) / milliseconds * 4)))
    let reads = random.uniform(0...6)
    let writes = random.uniform(0...2)
    let size = random.uniform(1...120)
    let staleness = Bool.random(using: &random) ? 60.0 : 0
    var loose = Self.requirements(
      users: users, milliseconds: milliseconds, reads: reads, writes: writes, size: size,
      staleness: staleness, runtime: runtime)
    parameters = try PlanningParameters(catalog, for: loose)
    workload = loose.workload(users: users)
    design = Design(
      frontEnd: .none, edge: .none, compute: platform, exposure: .direct, balancing: .none,
      hasInspection: false, engine: engine,
      placement: Placement(stores: engine == nil ? [:] : ["main": .sql]), caching: .none,
      zones: zones, messaging: [], workers: nil,
      observability: Observability(hasMetrics: true, hasTraces: false))
    // Objectives between the response times of the draft and those of an empty system.
    let model = CapacityModel(catalog: catalog, parameters: parameters, requirements: loose)
    let sizing = ArchitectureSizing(
      catalog: catalog, parameters: parameters, requirements: loose)
    guard let draft = try sizing.draft(design, for: workload) else { return nil }
    let busy = try model.assess(draft, under: workload)
    let idle = try model.assess(draft, under: workload.scaled(by: 1e-4))
    guard let slow = (busy.latencyZoneLost ?? busy.latency)?.all, let quick = idle.latency?.all
    else { return nil }
    let share = random.uniform(0.05...1.1)
    func objective(_ quick: Seconds, _ slow: Seconds) -> Seconds {
      quick + (slow - quick) * share
    }
    let strict = Bool.random(using: &random)
    loose = loose.allowing(
      p95: strict ? objective(quick.p95, slow.p95) : Seconds(10),
      p99: objective(quick.p99, slow.p99))
    requirements = loose
  }

  private init(_ other: SizingCase, _ requirements: SystemRequirements) {
    catalog = other.catalog
    design = other.design
    workload = other.workload
    parameters = other.parameters
    self.requirements = requirements
  }

  /// The same case with other requirements.
  func with(_ requirements: SystemRequirements) -> SizingCase { SizingCase(self, requirements) }

  // MARK: Trying

  /// Bill and operation of an architecture in USD a month.
  func cost(_ architecture: Architecture, under load: Workload? = nil) throws -> Double {
    let bill = try CostModel(
      catalog: catalog, parameters: parameters, requirements: requirements
    ).totals(of: architecture, under: load ?? workload).total.value
    let perReplica = 0.1 * parameters.personDayCost
    return bill + perReplica * Double(architecture.relational?.readReplicas ?? 0)
  }

  /// The cheapest combination that the model says carries the load, by asking about one after the
  /// other in the order of their costs; nil where none does.
  func cheapestByTrying() throws -> (cost: Double, architecture: Architecture)? {
    let machines = try machineOptions()
    let databases = try databaseOptions()
    // Bills of tiers add up but for the proxy, so that not every combination needs one of its own.
    guard let first = machines.first, let plain = databases.first else { return nil }
    let base = try cost(combined(first, plain, hasProxy: false))
    let costs = try machines.map { try cost(combined($0, plain, hasProxy: false)) }
    let plainCosts = try databases.map { try cost(combined(first, $0, hasProxy: false)) - base }
    let proxyCosts = try databases.map { try cost(combined(first, $0, hasProxy: true)) - base }
    var all: [(cost: Double, architecture: Architecture)] = []
    for (tier, cost) in zip(machines, costs) {
      for (index, database) in databases.enumerated() {
        let connections = ArchitectureSizing.connections(of: tier, parameters: parameters)
        let needsProxy =
          database.map { connections > Double($0.connectionLimit) * parameters.connectionTarget }
          ?? false
        all.append(
          (
            cost + (needsProxy ? proxyCosts[index] : plainCosts[index]),
            combined(tier, database, hasProxy: needsProxy)
          ))
      }
    }
    return try all.sorted { $0.cost < $1.cost }.first {
      try model.carries($0.architecture, under: workload)
    }
  }

  private func combined(
    _ tier: ComputeTier, _ database: RelationalTier?, hasProxy: Bool
  ) -> Architecture {
    var database = database
    if hasProxy, let plain = database {
      database = RelationalTier(
        engine: plain.engine, instanceClass: plain.instanceClass,
        isMultiZone: plain.isMultiZone, readReplicas: plain.readReplicas, hasProxy: true,
        minimumCapacityUnits: plain.minimumCapacityUnits,
        maximumCapacityUnits: plain.maximumCapacityUnits, storage: plain.storage,
        storageOperations: plain.storageOperations, connectionLimit: plain.connectionLimit)
    }
    return Architecture(
      frontEnd: .none, edge: .none, exposure: .direct, balancing: .none, hasInspection: false,
      compute: tier, relational: database, tables: [], cache: nil, hasFileStorage: false,
      messaging: [], workers: nil, zones: design.zones, observability: design.observability)
  }

  /// Machines of each type: from the least that the load needs, some twenty more.
  private func machineOptions() throws -> [ComputeTier] {
    if design.compute == .lambda { return try functionOptions() }
    var tiers: [ComputeTier] = []
    let load = workload.computeLoad.value
    // By hand: 0.05 vCPU of each node of ECS and 3 % of all; 0.15 vCPU and 0.75 GiB of one of EKS.
    let isECS = design.compute == .ecsOnEC2
    let isEKS = design.compute == .eks
    func add(_ name: String?, _ cores: Double, _ memory: GiB, _ processor: String, burst: Double?) {
      let agents = isECS ? 0.05 + 0.03 * cores : isEKS ? 0.15 + 0.03 * cores : 0
      let each = cores - agents
      func least(_ load: Double) -> Int {
        var count = design.zones
        while load > Double(count) * each * 0.6 * (1 + 1e-9)
          || (design.zones > 1
            && load > Double(count - (count + design.zones - 1) / design.zones) * each * 0.85
              * (1 + 1e-9))
        {
          count += 1
        }
        return count
      }
      let first = least(load)
      let running = least(load * workload.meanShare)
      if let burst, load * workload.meanShare > burst * cores * Double(running) { return }
      if design.compute == .singleInstance && first > 1 { return }
      // Of small machines no more than a hundred, of large ones down to a hundredth of the CPU.
      let emptiest = Int((load / (each * 0.01)).rounded(.up))
      let isLarge = cores >= 16
      guard isLarge || first <= 100 else { return }
      let last =
        design.compute == .singleInstance ? 1 : max(first, 100, isLarge ? emptiest : 0)
      for count in first...last {
        let sameUse = Int((Double(count) * workload.meanShare - 1e-9).rounded(.up))
        tiers.append(
          ComputeTier(
            platform: design.compute, instanceType: name, count: count,
            minimumCount: min(count, count == first ? running : max(running, sameUse)),
            virtualCPUs: cores, memory: memory, processor: processor, concurrency: 0))
      }
    }
    if design.compute == .fargate {
      for size in [0.25, 0.5, 1, 2, 4, 8, 16] {
        add(nil, size, GiB(max(1, 2 * size)), "arm64", burst: nil)
      }
    } else {
      for type in catalog.computeInstances
      where type.isCurrentGeneration
        && type.memory.value >= 1 + 0.5 * Double(type.virtualCPUs) + (isEKS ? 0.75 : 0)
      {
        add(
          type.name, Double(type.virtualCPUs), type.memory, type.architecture,
          burst: type.burstBaseline)
      }
    }
    return tiers
  }

  private func functionOptions() throws -> [ComputeTier] {
    let sizing = TaskSizing(catalog: catalog, parameters: parameters)
    return try [512.0, 1024, 1769].map { memory in
      let speed = min(1, memory / 1769)
      let rate = workload.requestRate
      let isAurora = design.engine == .aurora || design.engine == .auroraServerless
      var duration = 0.0
      for load in workload.classes {
        let read = parameters.networkHop + parameters.databaseReadTime
        let write =
          parameters.networkHop + parameters.databaseWriteTime
          + (isAurora ? parameters.commitAurora : parameters.commitRDS)
        let data =
          design.engine == nil ? Seconds.zero : read * load.reads + write * load.writes
        duration += (load.cpuTime / speed + data).value * (load.rate / rate)
      }
      let concurrency = try sizing.concurrency(rate: rate, duration: Seconds(duration))
      return ComputeTier(
        platform: .lambda, instanceType: nil, count: 0, minimumCount: 0, virtualCPUs: speed,
        memory: GiB(memory / 1024), processor: "arm64",
        concurrency: max(1, Int((concurrency - 1e-9).rounded(.up))))
    }
  }

  private func databaseOptions() throws -> [RelationalTier?] {
    guard let engine = design.engine else { return [nil] }
    let traffic = DataTraffic(
      workload, placement: design.placement, cacheHit: 0, tableHit: 0,
      replicaLag: parameters.replicaLag)
    let storage = parameters.storage(for: traffic.sqlSize)
    let isMultiZone = design.zones > 1
    if engine == .auroraServerless {
      return stride(from: 1.0, through: 40, by: 0.5).map { units in
        serverless(units, isMultiZone, storage, traffic)
      }
    }
    let isAurora = engine == .aurora
    let sizing = RelationalSizing(catalog: catalog, parameters: parameters)
    let wanted: DatabaseInstance.Engine = isAurora ? .auroraPostgres : .postgres
    let least = isAurora && isMultiZone ? 1 : 0
    func tiers(_ types: [DatabaseInstance]) throws -> [RelationalTier] {
      var list: [RelationalTier] = []
      for type in types {
        let most =
          traffic.replicableShare > 0 && !type.name.hasPrefix("db.t") ? 6 : least
        let misses = sizing.missShare(size: traffic.sqlSize, memory: type.memory)
        let volume =
          isAurora
          ? nil
          : try StorageSizing(catalog: catalog, parameters: parameters).volume(
            size: storage,
            operations: traffic.sqlReads.value * misses + traffic.sqlWrites.value * 2)
        if !isAurora, volume == nil { continue }
        for replicas in least...max(least, most) {
          let tier = RelationalTier(
            engine: engine, instanceClass: type.name, isMultiZone: isMultiZone,
            readReplicas: replicas, hasProxy: false, minimumCapacityUnits: 0,
            maximumCapacityUnits: 0, storage: volume?.size ?? storage,
            storageOperations: volume?.operations ?? 0,
            connectionLimit: parameters.connectionLimit(memory: type.memory))
          list.append(tier)
        }
      }
      return list
    }
    let types = catalog.databaseInstances.filter { $0.engine == wanted }
    let inMemory = try tiers(
      types.filter {
        sizing.missShare(size: traffic.sqlSize, memory: $0.memory) <= parameters.missLimit
      })
    return inMemory
  }

  private func serverless(
    _ units: Double, _ isMultiZone: Bool, _ storage: GiB, _ traffic: DataTraffic
  ) -> RelationalTier {
    let demand = RelationalDemand(traffic, meanShare: 1, connections: 0, zones: 1)
    func loads(_ replicas: Int) -> (writer: Double, replica: Double) {
      RelationalSizing.loads(
        demand, replicas: replicas, replayShare: parameters.replayShare(.auroraServerless),
        parameters: parameters)
    }
    let now = loads(isMultiZone ? 1 : 0)
    let peak = max(
      now.writer, now.replica,
      isMultiZone ? loads(0).writer * parameters.databaseTarget / 0.85 : 0)
    let memory = traffic.sqlSize.value * 0.1 * 0.8 / 0.7 / 2
    func half(_ value: Double) -> Double { (value * 2).rounded(.up) / 2 }
    func least(_ load: Double) -> Double {
      max(0.5, half(max(load / parameters.databaseTarget / 0.25, memory)))
    }
    let first = max(1, least(peak))
    let minimum = least(peak * workload.meanShare)
    return RelationalTier(
      engine: .auroraServerless, instanceClass: nil, isMultiZone: isMultiZone,
      readReplicas: isMultiZone ? 1 : 0, hasProxy: false,
      minimumCapacityUnits: units <= first
        ? minimum : max(minimum, half(units * workload.meanShare)),
      maximumCapacityUnits: max(units, first), storage: storage,
      connectionLimit: parameters.connectionLimit(memory: GiB(max(units, first) * 2)))
  }

  // MARK: Making

  private static func requirements(
    users: Users, milliseconds: Double, reads: Double, writes: Double, size: Double,
    staleness: Double, runtime: String
  ) -> SystemRequirements {
    SystemRequirements(
      name: "case", region: "us-east-1", runtime: runtime, today: [],
      users: UserBehavior(
        now: users, monthlyGrowth: 0, activeShareAtPeak: 0.1, actionsPerMinute: 6,
        peakToAverage: 3, flashCrowd: 1, distantShare: 0),
      frontEnd: FrontEnd(
        kind: "native", callsPerAction: 1, pageSize: Kilobytes(0), renderTime: .zero),
      interface: Interface(
        protocols: ["http"], needsStaticAddresses: false, hasInlineAppliance: false,
        needsEdgeManagement: false, longestRequest: Seconds(1)),
      requests: [
        RequestClass(
          name: "call", share: 0.8, cpuTime: Seconds.milliseconds(milliseconds), reads: reads,
          writes: writes, responseSize: Kilobytes(1), cacheableShare: 0),
        RequestClass(
          name: "heavy", share: 0.2, cpuTime: Seconds.milliseconds(milliseconds * 3),
          reads: reads * 2, writes: 0, responseSize: Kilobytes(1), cacheableShare: 0),
      ], isStateful: false, control: [], jobs: [],
      dataSets: [
        DataSet(
          name: "main", content: "relational", use: "general", accessShare: 1, size: GiB(size),
          firstYearGrowth: GiB(0), itemSize: Kilobytes(1), schemaNeed: "none",
          staleness: Seconds(staleness), hottestKeyShare: 0, ingestRate: .zero)
      ],
      objectives: Objectives(
        p95: Seconds(10), p99: Seconds(10), availability: 0.99, dataLoss: Seconds(3600),
        compliance: []),
      budget: Budget(monthly: nil, horizonMonths: 12),
      team: Team(people: 4, operations: 1, skills: [], kubernetesNeed: "none", teams: 1),
      assumptions: [])
  }

  /// The catalog with a few types, so that every combination can be tried.
  private static func small(
    _ catalog: Catalog, engine: RelationalEngine?, _ random: inout SplitMix64
  ) -> Catalog {
    let legacy: Set<String> = ["t2", "m4", "c4", "r4"]
    let machines = catalog.computeInstances.filter {
      $0.isCurrentGeneration && !legacy.contains($0.family) && $0.virtualCPUs <= 16
        && $0.memory.value >= 1 + 0.5 * Double($0.virtualCPUs)
    }.shuffled(using: &random).prefix(5)
    let wanted: DatabaseInstance.Engine = engine == .aurora ? .auroraPostgres : .postgres
    let classes = catalog.databaseInstances.filter {
      $0.engine == wanted && $0.isCurrentGeneration && $0.virtualCPUs <= 16
        && $0.memory.value >= 16 && (engine == .aurora || $0.multiZoneHourly != nil)
    }.shuffled(using: &random).prefix(4)
    return Catalog(
      region: catalog.region, regions: catalog.regions, sources: catalog.sources,
      services: catalog.services, planning: catalog.planning,
      computeInstances: Array(machines)
        + catalog.computeInstances.filter { type in
          classes.contains { $0.name == "db." + type.name }
        },
      databaseInstances: Array(classes), cacheNodes: catalog.cacheNodes, prices: catalog.prices,
      decisions: catalog.decisions, stages: catalog.stages, digest: catalog.digest,
      purchaseOptions: catalog.purchaseOptions, units: catalog.units)
  }
}

extension PlanningParameters {
  /// The rules of sizing for storage and connections, by hand: half as much again and at least 20 GiB;
  /// nine megabytes a connection of the memory that is usable.
  fileprivate func storage(for size: GiB) -> GiB {
    GiB(max(20, (size.value * 1.5).rounded(.up)))
  }

  fileprivate func connectionLimit(memory: GiB) -> Int {
    Int(min(5000, memory.value * 0.92 * 1_073_741_824 / 9_531_392))
  }
}
