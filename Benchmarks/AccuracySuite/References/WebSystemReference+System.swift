import Quantities
package import Simulation

extension WebSystemReference {
  /// The system of the case.
  package var system: SimulatedSystem {
    var nodes = [
      Node(
        "app", .processorSharing(servers: inputs.app.coresPerInstance),
        instances: inputs.app.instances, balancing: balancing),
      Node("primary", discipline(servers: inputs.db.primaryServers)),
    ]
    if inputs.db.replicas > 0 {
      nodes.append(
        Node(
          "replicas", discipline(servers: inputs.db.serversPerReplica ?? 1),
          instances: inputs.db.replicas))
    }
    var pools: [Pool] = []
    var workers: Int?
    if let size = inputs.app.workersPerInstance {
      workers = pools.count
      pools.append(Pool("workers", size: size, of: 0))
    }
    var gates: [Int: Int] = [:]
    if let limit = inputs.db.maxConcurrentPerNode {
      for node in 1..<nodes.count {
        gates[node] = pools.count
        pools.append(Pool("\(nodes[node].name) gate", size: limit, of: node))
      }
    }
    return SimulatedSystem(
      nodes: nodes, pools: pools,
      classes: inputs.classes.map {
        RequestKind($0.name, steps($0, workers: workers, gates: gates))
      },
      sources: [
        Source(
          arrivals,
          mix: inputs.classes.enumerated().map { ClassShare($0.offset, $0.element.probability) })
      ])
  }

  private var balancing: Node.Balancing {
    switch inputs.app.loadBalancing {
    case "round_robin": .roundRobin
    case "least_outstanding": .leastOutstanding
    default: .random
    }
  }

  private func discipline(servers: Int) -> Node.Discipline {
    inputs.db.discipline == "PS"
      ? .processorSharing(servers: Double(servers)) : .firstComeFirstServed(servers: servers)
  }

  private var arrivals: Source.Arrivals {
    if let users = inputs.arrivals.users, let think = inputs.arrivals.thinkTime?.law {
      return .closed(users: users, think: think)
    }
    return .poisson([
      RatePiece(from: Seconds(-.infinity), RequestsPerSecond(inputs.arrivals.ratePerS ?? 0))
    ])
  }

  private func steps(_ one: Class, workers: Int?, gates: [Int: Int]) -> [Step] {
    func query(_ node: Int, _ demand: ReferenceLaw?) -> [Step] {
      guard let law = demand?.law else { return [] }
      let served = Step.serve(node: node, law)
      return [.at(node: node, gates[node].map { [.holding(pool: $0, [served])] } ?? [served])]
    }
    let lookUp = one.cacheLatency?.law.map { [Step.delay($0)] } ?? []
    let reading = inputs.db.replicas > 0 ? 2 : 1
    let hit = one.cacheHitRatio
    let read: [Step] =
      lookUp + [.choice([Way(1 - hit, query(reading, one.dbReadDemand))])]
    let call = Step.choice([
      Way(one.writeFraction, query(1, one.dbWriteDemand)), Way(1 - one.writeFraction, read),
    ])
    var work: [Step] = []
    if let law = one.appDemandBefore?.law { work.append(.serve(node: 0, law)) }
    work.append(.repeated(visits: one.dataCalls, [call]))
    if let law = one.appDemandAfter?.law { work.append(.serve(node: 0, law)) }
    let network = Step.delay(.deterministic(Seconds(one.networkOneWayS)))
    return [
      network, .at(node: 0, workers.map { [.holding(pool: $0, work)] } ?? work), network,
    ]
  }
}

/// One quantity, simulated here and by the reference.
package struct ReferenceComparison: Sendable {
  package let name: String
  package let simulated: StudentInterval
  package let reference: Double
  package let referenceHalfWidth: Double

  /// The difference over the half-width of its own 99 % interval: above 1 in one of 100 cases.
  ///
  /// What is less than the width of a bin of the histogram is no difference.
  package var relativeDifference: Double {
    let width =
      (simulated.halfWidth * simulated.halfWidth + referenceHalfWidth * referenceHalfWidth)
      .squareRoot()
    let difference = (simulated.value - reference).magnitude - 0.0005 * reference.magnitude
    return max(0, difference) / width
  }
}

extension WebSystemReference {
  /// The percentiles that the reference gives.
  package var percentiles: [Double] { expected.responsePercentiles.map(\.p) }

  /// Every quantity of the reference beside a result with its percentiles.
  package func comparisons(_ result: SimulationResult) -> [ReferenceComparison] {
    var list: [ReferenceComparison] = []
    func add(_ name: String, _ simulated: StudentInterval, _ observed: Observed?) {
      guard let observed else { return }
      let width = observed.ci99 ?? (observed.relTol ?? 0) * observed.value.magnitude
      list.append(
        ReferenceComparison(
          name: name, simulated: simulated, reference: observed.value, referenceHalfWidth: width))
    }
    func add(_ name: String, _ one: ClassResult, _ points: [ObservedPercentile]) {
      for point in points {
        guard let index = percentiles.firstIndex(of: point.p) else { continue }
        list.append(
          ReferenceComparison(
            name: "\(name) p\(point.p)", simulated: one.percentiles[index],
            reference: point.value, referenceHalfWidth: point.ci99))
      }
    }
    add("throughput", result.all.throughput, expected.throughputPerS)
    add("app utilization", result.nodes[0].utilization, expected.appUtilization)
    add("primary utilization", result.nodes[1].utilization, expected.dbPrimaryUtilization)
    if result.nodes.count > 2 {
      add("replica utilization", result.nodes[2].utilization, expected.dbReplicaUtilization)
    }
    add("mean", result.all.mean, expected.responseMean)
    add("standard deviation", result.all.standardDeviation, expected.responseSd)
    add("all", result.all, expected.responsePercentiles)
    for one in expected.classes ?? [] {
      guard let found = result.classes.first(where: { $0.name == one.name }) else { continue }
      add("\(one.name) mean", found.mean, one.responseMean)
      add(one.name, found, one.responsePercentiles ?? [])
    }
    return list
  }
}
