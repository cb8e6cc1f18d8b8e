import CatalogModel
import Quantities
import Queueing
import Requirements

extension NetworkState {
  /// The stations of an architecture, whole or with one zone lost.
  init(
    _ architecture: Architecture, under workload: Workload, requirements: SystemRequirements,
    parameters: PlanningParameters, catalog: Catalog, zoneLost: Bool
  ) throws(Catalog.Gap) {
    try self.init(
      architecture, under: workload, requirements: requirements, parameters: parameters,
      catalog: catalog, loss: Loss(zone: zoneLost))
  }

  /// The stations of what is left of an architecture.
  init(
    _ architecture: Architecture, under workload: Workload, requirements: SystemRequirements,
    parameters: PlanningParameters, catalog: Catalog, loss: Loss
  ) throws(Catalog.Gap) {
    let zoneLost = loss.zone
    self.architecture = architecture
    self.parameters = parameters
    let hasEdgeCache = architecture.edge == .cloudFrontWithResponses
    let origin = workload.behindEdge(hitRatio: hasEdgeCache ? parameters.edgeHitRatio : 0)
    self.origin = origin
    cacheHit = (architecture.cache?.hitRatio ?? 0) * (1 - loss.cachedShare)
    let hasAccelerator = architecture.tables.contains { $0.hasAccelerator }
    tableHit = hasAccelerator ? parameters.cacheHitRatio : 0
    let stores = origin.dataSets.map { Placement.store(of: $0.set, in: architecture) }
    let traffic = DataTraffic(
      origin, stores: stores, cacheHit: cacheHit, tableHit: tableHit,
      replicaLag: parameters.replicaLag)
    self.traffic = traffic
    var sqlShare = 0.0
    var tableShare = 0.0
    for (load, store) in zip(origin.dataSets, stores) {
      if store == .sql { sqlShare += load.set.accessShare }
      if store == .table { tableShare += load.set.accessShare }
    }
    self.sqlShare = sqlShare
    self.tableShare = tableShare
    entryDelay = try Self.entryDelay(architecture, catalog: catalog)

    let zones = zoneLost ? architecture.zones : 1
    func survivors(_ count: Int) -> Int {
      zoneLost && zones > 1 ? count - (count + zones - 1) / zones : count
    }
    let station = try architecture.relational.map { tier throws(Catalog.Gap) in
      try Self.database(
        tier, traffic: traffic, replicas: max(0, survivors(tier.readReplicas) - loss.replicas),
        parameters: parameters, catalog: catalog, host: architecture.compute)
    }
    database = station
    let isOnInstance = architecture.relational?.engine == .onInstance
    if architecture.compute.platform == .lambda {
      compute = nil
      functionDuration = Self.unqueuedDuration(origin, architecture: architecture, parameters)
    } else {
      compute = ComputeStation(
        tier: architecture.compute, machines: max(1, survivors(architecture.compute.count)),
        load: origin.computeLoad
          + (isOnInstance ? Erlangs(station?.writerLoad ?? 0) : .zero)
          + (architecture.compute.platform == .singleInstance ? origin.jobLoad : .zero),
        agentShare: parameters.sizing.agentShare(
          architecture.compute.platform, virtualCPUs: architecture.compute.virtualCPUs),
        workers: parameters.workers(virtualCPUs: architecture.compute.virtualCPUs),
        connections: parameters.connections(virtualCPUs: architecture.compute.virtualCPUs))
      functionDuration = nil
    }
  }

  /// The time that a function works on a request without any queueing, averaged over the classes:
  /// what Lambda bills, and what occupies an environment.
  ///
  /// `CPU time / vCPUs + reads · E[read] + writes · E[write]`, where an access goes to SQL or a table
  /// by the access shares and a cacheable read to the cache first, as on the path of a response;
  /// accesses of files count nothing, as there. The overhead of the
  /// service is not in it: it passes before and after the handler runs, so that nobody is billed
  /// for it and no environment is occupied. The time that it waits for other deployment units is.
  static func unqueuedDuration(
    _ workload: Workload, architecture: Architecture, _ parameters: PlanningParameters
  ) -> Seconds {
    let rate = workload.requestRate
    guard rate > .zero else { return .zero }
    var all = 0.0
    var tables = 0.0
    var files = 0.0
    let sets = workload.dataSets
    for place in sets.indices {
      let share = sets[place].set.accessShare
      all += share
      switch Placement.store(of: sets[place].set, in: architecture) {
      case .table: tables += share
      case .files: files += share
      case .sql: break
      }
    }
    let sql = architecture.relational == nil ? 0 : all - tables - files
    let hit = architecture.cache?.hitRatio ?? 0
    let hasCache = architecture.cache != nil
    let hasAccelerator = architecture.tables.contains { $0.hasAccelerator }
    let tableHit = hasAccelerator ? parameters.cacheHitRatio : 0
    let isAurora = [.aurora, .auroraServerless].contains(architecture.relational?.engine)
    let query = parameters.networkHop + parameters.databaseReadTime
    let commit = isAurora ? parameters.commitAurora : parameters.commitRDS
    let change = parameters.networkHop + parameters.databaseWriteTime + commit
    // Places are gone through, since an element of a list is copied with all its words.
    let classes = workload.classes
    var total = Seconds.zero
    for place in classes.indices {
      let cacheableShare = classes[place].cacheableShare
      let cached = hasCache ? cacheableShare : 0
      let accelerated = cacheableShare * tableHit
      let read =
        (parameters.cacheReply * cached + query * (1 - cached * hit)) * sql
        + (parameters.cacheReply * accelerated + parameters.tableRead * (1 - accelerated)) * tables
      let write = change * sql + parameters.tableWrite * tables
      let data = read * classes[place].reads + write * classes[place].writes
      total +=
        (classes[place].cpuTime / architecture.compute.virtualCPUs + data
          + classes[place].awaitedTime)
        * (classes[place].rate / rate)
    }
    return total
  }

  private static func database(
    _ tier: RelationalTier, traffic: DataTraffic, replicas: Int, parameters: PlanningParameters,
    catalog: Catalog, host: ComputeTier
  ) throws(Catalog.Gap) -> DatabaseStation {
    let size = try size(of: tier, catalog: catalog, host: host)
    let demand = RelationalDemand(traffic, meanShare: 1, connections: 0, zones: 1)
    let loads = RelationalSizing.loads(
      demand, replicas: replicas,
      replayShare: parameters.replayShare(tier.engine),
      parameters: parameters)
    return DatabaseStation(
      tier: tier, replicas: replicas, virtualCPUs: size.cpus, memory: size.memory,
      writerLoad: loads.writer,
      replicaLoad: loads.replica, offloadedShare: replicas > 0 ? traffic.replicableShare : 0,
      missShare: RelationalSizing.missShare(
        size: traffic.sqlSize, memory: size.memory, parameters: parameters),
      parameters: parameters)
  }

  /// The vCPUs and the memory that the instance of a SQL database has.
  static func size(
    of tier: RelationalTier, catalog: Catalog, host: ComputeTier
  ) throws(Catalog.Gap) -> (cpus: Double, memory: GiB) {
    switch tier.engine {
    case .onInstance:
      return (host.virtualCPUs, host.memory * 0.5)
    case .auroraServerless:
      let units = tier.maximumCapacityUnits
      return (
        units * (try catalog.number("aurora-serverless-v2.vCPUPerAcu")),
        GiB(units * (try catalog.number("aurora-serverless-v2.memoryPerAcuGiB")))
      )
    case .rds, .aurora:
      guard let name = tier.instanceClass, let instance = catalog.databaseSize(name) else {
        throw .instances(tier.instanceClass ?? "database")
      }
      return (Double(instance.virtualCPUs), instance.memory)
    }
  }

  /// What the way into the region adds to every response.
  private static func entryDelay(
    _ architecture: Architecture, catalog: Catalog
  ) throws(Catalog.Gap) -> Seconds {
    var total = Seconds.zero
    func add(_ fact: String) throws(Catalog.Gap) {
      total += Seconds.milliseconds(try catalog.number(fact))
    }
    switch architecture.exposure {
    case .direct, .alb, .nlb: break
    case .httpAPI, .webSocketAPI: try add("latency.apigateway.http.p50")
    case .restAPI, .appSync: try add("latency.apigateway.rest.p50")
    }
    switch architecture.balancing {
    case .none, .gwlb: break
    case .alb, .acceleratorToALB, .clb: try add("latency.alb.p50")
    case .nlb: try add("latency.nlb.p50")
    case .nlbToALB:
      try add("latency.nlb.p50")
      try add("latency.alb.p50")
    }
    if architecture.hasInspection { try add("latency.nlb.p50") }
    return total
  }
}
