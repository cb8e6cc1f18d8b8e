import Quantities
import Queueing
import Requirements

extension NetworkState {
  /// The queueing stations as an open network of product form, for exact means and saturation.
  ///
  /// Machines that share the load evenly are one station each, of which the network holds one with
  /// its part of the demand: `D / n`. Delays do not saturate and are left out.
  var openNetwork: OpenNetwork {
    let classes = origin.classes.map {
      OpenNetwork.TrafficClass(name: $0.name, arrivalRate: $0.rate)
    }
    return OpenNetwork(
      classes: classes, stations: [computeStation, writer, replica].compactMap { $0 })
  }

  private var computeStation: OpenNetwork.Station? {
    guard let compute else { return nil }
    let share = 1 / (compute.speed * Double(compute.machines))
    let isShared = architecture.relational?.engine == .onInstance
    return OpenNetwork.Station(
      name: "compute", discipline: .queue(servers: compute.servers),
      demands: origin.classes.map { load in
        (load.cpuTime + (isShared ? queryTime(load, on: .writer) : .zero)) * share
      })
  }

  private var writer: OpenNetwork.Station? {
    guard let database, database.tier.engine != .onInstance else { return nil }
    return OpenNetwork.Station(
      name: "database writer", discipline: .queue(servers: database.servers),
      demands: origin.classes.map { queryTime($0, on: .writer) / database.speed })
  }

  private var replica: OpenNetwork.Station? {
    guard let database, database.offloadedShare > 0, database.tier.readReplicas > 0 else {
      return nil
    }
    let share = 1 / (database.speed * Double(database.tier.readReplicas))
    return OpenNetwork.Station(
      name: "database replicas", discipline: .queue(servers: database.servers),
      demands: origin.classes.map { queryTime($0, on: .replicas) * share })
  }

  private enum Node {
    case writer, replicas
  }

  /// The CPU time that one request of a class takes on the writer, or on all replicas together.
  private func queryTime(_ load: ClassLoad, on node: Node) -> Seconds {
    let hit = architecture.cache == nil ? 0 : load.cacheableShare * cacheHit
    let reads = parameters.databaseReadTime * (load.reads * sqlShare * (1 - hit))
    let writes = parameters.databaseWriteTime * (load.writes * sqlShare)
    let offloaded = database?.offloadedShare ?? 0
    switch node {
    case .writer: return reads * (1 - offloaded) + writes
    case .replicas:
      let count = Double(database?.tier.readReplicas ?? 0)
      return reads * offloaded + writes
        * (parameters.replayShare(architecture.relational?.engine ?? .rds) * count)
    }
  }

}
