import Quantities
import Queueing

/// How much each part of a web system stretches the work of a request, on average.
struct WebLoad {
  /// Requests a second.
  let rate: Double
  /// Mean time at the processors, the primary and a replica, over the work asked of them.
  let app: Double
  let primary: Double
  let replica: Double
}

extension WebSystem {
  /// The load of an open system, or the one that the users of a closed one settle at.
  ///
  /// Open: the stretch of M/M/c, which under sharing holds for any demand; with machines taken in
  /// turn arrivals at each are as regular as Erlang's of n phases, and the wait is `(1 + 1/n)/2` of it
  /// (Kingman); balanced to the fewest, all cores are one station. Closed: by exact convolution, with
  /// the tier as one flow-equivalent station where workers are limited.
  func load() throws -> WebLoad {
    guard let rate else { return try closedLoad() }
    let (servers, slowdown) = processor
    let work = rate * average(\.appDemand) * slowdown
    let app: Double
    switch balancing {
    case .random:
      app = try Self.stretch("app", work / Double(instances), servers)
    case .roundRobin:
      let random = try Self.stretch("app", work / Double(instances), servers)
      app = 1 + (random - 1) * (1 + 1 / Double(instances)) / 2
    case .leastOutstanding:
      app = try Self.stretch("app", work, servers * instances)
    }
    return WebLoad(
      rate: rate, app: app,
      primary: try Self.stretch("primary", rate * average(primaryWork), primaryServers),
      replica: try Self.stretch("replica", rate * average(replicaWork), replicaServers))
  }

  private static func stretch(_ name: String, _ load: Double, _ servers: Int) throws -> Double {
    try orRefuse {
      guard load < Double(servers) else {
        throw Saturation(station: name, offeredLoad: Erlangs(load), servers: servers)
      }
      guard load > 0 else { return 1 }
      return try MultiServerQueue(
        arrivalRate: RequestsPerSecond(load), serviceTime: Seconds(1), servers: servers
      ).meanResponse.value
    }
  }

  private func closedLoad() throws -> WebLoad {
    let (servers, slowdown) = processor
    let app = average(\.appDemand) * slowdown
    let primary = average(primaryWork)
    let replica = average(replicaWork)
    let delay = average(\.delay)
    do {
      if let workers {
        var shared: [LayeredTier.SharedStation] = []
        if primary > 0 { shared.append(.init(servers: primaryServers, demand: Seconds(primary))) }
        for _ in 0..<replicas where replica > 0 {
          shared.append(.init(servers: replicaServers, demand: Seconds(replica)))
        }
        let solution = try LayeredTier.closed(
          users: users, thinkTime: Seconds(think), instances: instances, holders: workers,
          processors: servers, processorDemand: Seconds(app), heldDelay: Seconds(delay),
          shared: shared)
        let rate = solution.throughputs[0].value
        func open(_ load: Double, _ servers: Int) throws -> Double {
          try Self.stretch("tier", min(load, 0.999 * Double(servers)), servers)
        }
        return WebLoad(
          rate: rate, app: try open(rate * app, servers * instances),
          primary: try open(rate * primary, primaryServers),
          replica: try open(rate * replica, replicaServers))
      }
      var stations: [ClosedNetwork.Station] = []
      func add(_ name: String, _ servers: Int, _ demand: Double) {
        stations.append(
          .init(name: name, discipline: .queue(servers: servers), demands: [Seconds(demand)]))
      }
      if balancing == .random {
        for _ in 0..<instances { add("app", servers, app / Double(instances)) }
      } else {
        add("app", servers * instances, app)
      }
      add("primary", primaryServers, primary)
      for _ in 0..<replicas { add("replica", replicaServers, replica) }
      stations.append(.init(name: "delays", discipline: .delay, demands: [Seconds(delay)]))
      let solution = try ClosedNetwork(
        population: users, thinkTime: Seconds(think), stations: stations
      ).solveExactly()
      func stretch(_ station: Int) -> Double {
        let demand = stations[station].demands[0]
        return demand > .zero ? solution.residenceTimes[station][0] / demand : 1
      }
      let first = balancing == .random ? instances : 1
      return WebLoad(
        rate: solution.throughputs[0].value, app: stretch(0), primary: stretch(first),
        replica: replicas > 0 ? stretch(first + 1) : 1)
    } catch is ClosedNetworkRefusal {
      throw StudyRefusal("the closed network is beyond what is solved exactly")
    }
  }
}
