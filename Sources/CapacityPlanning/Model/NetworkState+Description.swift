package import CatalogModel
import Quantities
package import Requirements

extension CapacityModel {
  /// What is asked of an architecture, without any answer.
  ///
  /// - Parameter zoneLost: Whether the largest part of each tier that one zone holds is gone.
  package func description(
    of architecture: Architecture, under workload: Workload, zoneLost: Bool = false
  ) throws(Catalog.Gap) -> NetworkDescription {
    if zoneLost, let lost = try zoneLostState(architecture, workload) { return lost.description() }
    return try state(architecture, workload, zoneLost: false).description()
  }

  /// An architecture whose cache is empty at the peak, as it is asked and as the model answers; nil
  /// without a cache before the SQL database.
  package func coldCache(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> ColdCacheModel? {
    guard architecture.cache != nil else { return nil }
    let own = try reading(architecture.variants)
    let state = try NetworkState(
      architecture, under: workload, requirements: requirements, parameters: own.parameters,
      catalog: own.catalog, loss: .init(cachedShare: 1))
    var latency: Latency?
    var limit: PathLimit?
    do throws(PathLimit) { latency = try self.latency(state) } catch { limit = error }
    return ColdCacheModel(
      description: state.description(), latency: latency, latencyLimit: limit,
      utilizations: Dictionary(
        state.uses.map { ($0.name, $0.use) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The share of calls that start an environment, as the model has it; nil on servers.
  package func coldStartShare(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> Double? {
    guard architecture.compute.platform == .lambda else { return nil }
    return try state(architecture, workload, zoneLost: false).coldStart
  }
}

/// What becomes of an architecture without what its cache holds.
package struct ColdCacheModel: Sendable {
  package let description: NetworkDescription
  package let latency: Latency?
  /// Why there are no response times; nil where there are.
  package let latencyLimit: PathLimit?
  /// By the name of the station.
  package let utilizations: [String: Double]
}

extension NetworkState {
  /// Jobs on the only instance work in slices, so that one of an hour is no request of an hour.
  private static let jobSlice = Seconds(0.1)

  fileprivate func description() -> NetworkDescription {
    DescriptionBuilder(self).description()
  }

  /// Assembles the stations in the order in which ways refer to them.
  private struct DescriptionBuilder {
    let state: NetworkState
    var stations: [NetworkDescription.Station] = []
    var compute: Int?
    var writer: Int?
    var replicas: Int?
    var holders: [NetworkDescription.Holders] = []
    var workers: Int?
    var connections: Int?

    init(_ state: NetworkState) {
      self.state = state
      if let compute = state.compute {
        self.compute = add(
          "compute", .processorSharing, machines: compute.machines, servers: compute.servers,
          speed: compute.speed, .compute, "CPU")
        if let size = compute.workers { workers = add("workers", size) }
        if state.database != nil { connections = add("connections", compute.connections) }
      }
      guard let database = state.database else { return }
      if database.tier.engine == .onInstance {
        writer = compute
        return
      }
      let speed = database.effectiveCPUs / Double(database.servers)
      writer = add(
        "database writer", .firstComeFirstServed, machines: 1, servers: database.servers,
        speed: speed, .database, "CPU")
      if database.offloadedShare > 0 {
        replicas = add(
          "database replicas", .firstComeFirstServed, machines: database.replicas,
          servers: database.servers, speed: speed, .database, "replica CPU")
      }
    }

    private mutating func add(
      _ name: String, _ discipline: NetworkDescription.Station.Discipline, machines: Int,
      servers: Int, speed: Double, _ tier: Tier, _ resource: String
    ) -> Int {
      stations.append(
        NetworkDescription.Station(
          name: name, discipline: discipline, machines: machines, servers: servers, speed: speed,
          tier: tier, resource: resource))
      return stations.count - 1
    }

    private mutating func add(_ name: String, _ size: Int) -> Int? {
      guard let compute else { return nil }
      holders.append(.init(name: name, station: compute, size: size))
      return holders.count - 1
    }

    private func held(
      _ holders: Int?, _ stages: [NetworkDescription.Stage]
    ) -> [NetworkDescription.Stage] {
      holders.map { [.holding(holders: $0, stages)] } ?? stages
    }

    func description() -> NetworkDescription {
      NetworkDescription(
        stations: stations,
        classes: state.origin.classes.filter { $0.rate > .zero }.map {
          NetworkDescription.Class(name: $0.name, rate: $0.rate, stages: way(of: $0))
        }, backgrounds: backgrounds(), holders: holders,
        functionExpiry: state.compute == nil ? state.parameters.functionIdleExpiry : nil,
        meanShare: state.origin.meanShare)
    }

    private func way(of load: ClassLoad) -> [NetworkDescription.Stage] {
      let parameters = state.parameters
      var stages: [NetworkDescription.Stage] = []
      if state.entryDelay > .zero { stages.append(.constant(state.entryDelay)) }
      let accesses: [NetworkDescription.Stage] = [
        .repeated(visits: load.reads, read(cacheable: load.cacheableShare)),
        .repeated(visits: load.writes, write()),
      ]
      if let compute {
        let work = NetworkDescription.Stage.work(station: compute, mean: load.cpuTime)
        stages.append(.onMachine(station: compute, held(workers, [work] + accesses)))
      } else {
        stages += [
          .coldStart(mean: parameters.functionColdStart, phases: 4),
          .exponential(mean: parameters.functionOverhead),
          .exponential(mean: load.cpuTime / state.architecture.compute.virtualCPUs),
        ]
        stages += accesses
      }
      return stages
    }

    private func read(cacheable: Double) -> [NetworkDescription.Stage] {
      let reply = NetworkDescription.Stage.exponential(mean: state.parameters.cacheReply)
      var branches: [NetworkDescription.Branch] = []
      if state.sqlShare > 0, let query = query() {
        let asked = state.architecture.cache == nil ? 0 : cacheable
        branches = [
          .init(probability: state.sqlShare * asked * state.cacheHit, stages: [reply]),
          .init(
            probability: state.sqlShare * asked * (1 - state.cacheHit), stages: [reply] + query),
          .init(probability: state.sqlShare * (1 - asked), stages: query),
        ]
      }
      if state.tableShare > 0 {
        let hit = cacheable * state.tableHit
        branches += [
          .init(probability: state.tableShare * hit, stages: [reply]),
          .init(
            probability: state.tableShare * (1 - hit),
            stages: [.exponential(mean: state.parameters.tableRead)]),
        ]
      }
      return [.choice(branches)]
    }

    /// The hop, the processor of the writer or a replica, storage on a miss.
    private func query() -> [NetworkDescription.Stage]? {
      guard let database = state.database, let writer else { return nil }
      let mean = state.parameters.databaseReadTime
      var processing = NetworkDescription.Stage.work(station: writer, mean: mean)
      if let replicas {
        processing = .choice([
          .init(
            probability: database.offloadedShare, stages: [.work(station: replicas, mean: mean)]),
          .init(probability: 1 - database.offloadedShare, stages: [processing]),
        ])
      }
      let miss = NetworkDescription.Branch(
        probability: database.missShare,
        stages: [.exponential(mean: state.parameters.storageRead)])
      return held(
        connections, [.exponential(mean: database.hop), processing, .choice([miss])])
    }

    private func write() -> [NetworkDescription.Stage] {
      var branches: [NetworkDescription.Branch] = []
      if state.sqlShare > 0, let database = state.database, let writer {
        branches.append(
          .init(
            probability: state.sqlShare,
            stages: held(
              connections,
              [
                .exponential(mean: database.hop),
                .work(station: writer, mean: state.parameters.databaseWriteTime),
                .exponential(mean: database.commit),
              ])))
      }
      if state.tableShare > 0 {
        branches.append(
          .init(
            probability: state.tableShare,
            stages: [.exponential(mean: state.parameters.tableWrite)]))
      }
      return [.choice(branches)]
    }

    /// Records that arrive by themselves, writes replayed on replicas, jobs on the only instance.
    private func backgrounds() -> [NetworkDescription.Background] {
      var list: [NetworkDescription.Background] = []
      func add(_ name: String, _ station: Int?, _ rate: RequestsPerSecond, _ mean: Seconds) {
        guard let station, rate > .zero, mean > .zero else { return }
        list.append(.init(name: name, station: station, rate: rate, mean: mean))
      }
      let parameters = state.parameters
      add("ingest", writer, state.traffic.sqlIngest, parameters.databaseWriteTime)
      if let engine = state.architecture.relational?.engine {
        add(
          "replayed writes", replicas,
          state.traffic.sqlWrites * Double(state.database?.replicas ?? 0),
          parameters.databaseWriteTime * parameters.replayShare(engine))
      }
      if state.architecture.compute.platform == .singleInstance {
        add(
          "jobs", compute,
          RequestsPerSecond(state.origin.jobLoad.value / NetworkState.jobSlice.value),
          NetworkState.jobSlice)
      }
      return list
    }
  }
}
