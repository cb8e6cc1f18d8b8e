import Quantities
package import Simulation

extension AccuracyCell {
  /// The system that is simulated; nil for a single queue, which has a shorter way.
  package var system: SimulatedSystem? {
    switch model {
    case .queue: nil
    case .sharing(let rate, let service, let servers):
      SimulatedSystem(
        nodes: [Node("station", .processorSharing(servers: Double(servers)))],
        classes: [RequestKind("all", [.serve(node: 0, service)])],
        sources: [.poisson(RequestsPerSecond(rate))])
    case .path(let path): path.system
    case .forkJoin(let rate, let service, let servers, let ways):
      SimulatedSystem(
        nodes: (0..<ways).map { Node("way \($0)", .firstComeFirstServed(servers: servers)) },
        classes: [RequestKind("all", [.fork((0..<ways).map { [.serve(node: $0, service)] })])],
        sources: [.poisson(RequestsPerSecond(rate))])
    case .closed(let closed): closed.system
    case .layered(let layered): layered.system
    case .cache(let store, let rate):
      SimulatedSystem(
        caches: [store],
        classes: [RequestKind("look", [.lookUp(cache: 0, hit: [], miss: [])])],
        sources: [.poisson(RequestsPerSecond(rate))])
    case .coldStart(let rate, let service, let idleTimeout):
      SimulatedSystem(
        environments: [EnvironmentPool("functions", idleTimeout: Seconds(idleTimeout))],
        classes: [RequestKind("call", [.inEnvironment(0, [.delay(service)])])],
        sources: [.poisson(RequestsPerSecond(rate))])
    case .retries(let queue):
      SimulatedSystem(
        nodes: [Node("station", .firstComeFirstServed(servers: queue.servers))],
        classes: [
          RequestKind(
            "all", [.serve(node: 0, .exponential(mean: Seconds(queue.mean)))],
            retry: Retry(timeout: Seconds(queue.timeout), attempts: queue.attempts))
        ], sources: [.poisson(RequestsPerSecond(queue.rate))])
    case .changing(let changing): changing.system
    }
  }
}

extension OpenPath {
  fileprivate var system: SimulatedSystem {
    SimulatedSystem(
      nodes: stations.enumerated().map {
        Node("station \($0.offset)", .firstComeFirstServed(servers: $0.element.servers))
      },
      classes: classes.enumerated().map { index, one in
        let visits: [Step] = one.visits.map { visit in
          let law = Law.exponential(mean: Seconds(stations[visit.station].mean))
          return .choice([
            Way(
              visit.probability,
              [.repeated(visits: visit.count, [.serve(node: visit.station, law)])])
          ])
        }
        return RequestKind("class \(index)", [.delay(.deterministic(Seconds(one.delay)))] + visits)
      },
      sources: [
        .poisson(
          RequestsPerSecond(rate),
          mix: classes.enumerated().map { ClassShare($0.offset, $0.element.share) })
      ])
  }
}

extension ClosedSystem {
  fileprivate var system: SimulatedSystem {
    SimulatedSystem(
      nodes: stations.enumerated().map { index, station in
        Node(
          "station \(index)",
          station.isShared
            ? .processorSharing(servers: Double(station.servers))
            : .firstComeFirstServed(servers: station.servers))
      },
      classes: users.indices.map { one in
        RequestKind(
          "class \(one)",
          stations.indices.map {
            .serve(node: $0, .exponential(mean: Seconds(stations[$0].demands[one])))
          })
      },
      sources: users.indices.map {
        Source(
          .closed(users: users[$0], think: .exponential(mean: Seconds(think[$0]))),
          mix: [ClassShare($0, 1)])
      })
  }
}

extension LayeredSystem {
  fileprivate var system: SimulatedSystem {
    let query = Step.serve(node: 1, .exponential(mean: Seconds(databaseDemand)))
    return SimulatedSystem(
      nodes: [
        Node("app", .processorSharing(servers: Double(cores)), instances: instances),
        Node("database", .firstComeFirstServed(servers: databaseServers)),
      ], pools: [Pool("threads", size: threads, of: 0)],
      classes: [
        RequestKind(
          "page",
          [
            .at(
              node: 0,
              [
                .holding(
                  pool: 0,
                  [
                    .serve(node: 0, .exponential(mean: Seconds(demand))),
                    .repeated(visits: Double(calls), [query]),
                  ])
              ])
          ])
      ], sources: [.poisson(RequestsPerSecond(rate))])
  }
}

extension ChangingSystem {
  fileprivate var system: SimulatedSystem {
    SimulatedSystem(
      nodes: [
        Node(
          "station", .firstComeFirstServed(servers: servers),
          scaling: scaling.map {
            Scaling(
              unit: .servers, target: $0.target, period: Seconds($0.period), pointsOut: $0.points,
              pointsIn: 1_000, lag: Seconds($0.lag), least: servers, most: $0.most)
          })
      ], classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: Seconds(mean)))])],
      sources: [
        Source(
          .poisson(
            [RatePiece(from: Seconds(-.infinity), RequestsPerSecond(before))]
              + pieces.map { RatePiece(from: Seconds($0.from), RequestsPerSecond($0.rate)) }))
      ],
      events: added.map { PlannedEvent(at: Seconds($0.from), .servers(node: 0, $0.servers)) })
  }
}
