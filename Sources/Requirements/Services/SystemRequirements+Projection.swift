package import Quantities

/// What projections of a system onto its units have in common.
package struct ProjectionBasis: Sendable {
  let units: [DeploymentUnit]
  let graph: CallGraph
  let shares: LatencyShare
  /// The unit that users meet first.
  let front: DeploymentUnit?

  package init(_ requirements: SystemRequirements, _ units: [DeploymentUnit]) {
    self.units = units
    graph = CallGraph(requirements)
    shares = LatencyShare(requirements, units)
    front = requirements.front(of: units)
  }
}

extension SystemRequirements {
  /// The requirements of a deployment unit of the system: those of a system that consists of it alone
  /// and is called like it.
  ///
  /// - Calls: those of users to its requests, and those over edges from other units, at the rates of
  ///   `CallGraph`. A call within the unit that is waited for is work of the caller's request; one
  ///   that is not is a request of its own.
  /// - Data: the sets that its services own. The reads and writes of its requests go to them in
  ///   proportion to their access shares; services that share a set are never in two units.
  /// - Front end, fixed addresses and keys belong to units that users call; the front end to the one
  ///   that serves most of their calls.
  /// - Operations are split evenly over the units, the objectives for latency over the units that a
  ///   user waits for (`LatencyShare`), and the budget is the system's alone. The objectives hold for
  ///   all requests of the system together, so a unit of slow requests is not asked for less than they
  ///   compute. Of a unit that no user waits for nothing is asked: it must keep up, and that its
  ///   utilization says.
  ///
  /// A unit that holds all services of a system without calls between them has its requirements.
  package func projected(
    onto unit: DeploymentUnit, of units: [DeploymentUnit]
  ) -> SystemRequirements {
    projected(onto: unit, ProjectionBasis(self, units))
  }

  /// The same, where several are projected onto.
  package func projected(
    onto unit: DeploymentUnit, _ basis: ProjectionBasis
  ) -> SystemRequirements {
    let own = services.filter { unit.holds($0.name) }
    guard !own.isEmpty else { return self }
    let units = basis.units
    var entries = entryRates(of: unit, basis.graph)
    if entries.isEmpty { entries = [healthCheck] }
    let perCall = entries.reduce(0) { $0 + $1.rate }
    let folded = FoldedDemands(self, unit)
    let ownsNoData = !dataSets.contains { set in set.ownership.users.contains(where: unit.holds) }
    let classes = entries.map { entry in
      let demand = folded.demand(of: entry.request)
      return RequestClass(
        name: entry.request.name, share: perCall > 0 ? entry.rate / perCall : 0,
        cpuTime: demand.cpuTime, reads: ownsNoData ? 0 : demand.reads,
        writes: ownsNoData ? 0 : demand.writes, responseSize: entry.request.responseSize,
        cacheableShare: demand.cacheableShare, service: entry.request.service)
    }
    let isInternal = !requests.contains { request in
      request.share > 0 && (request.service.map(unit.holds) ?? false)
    }
    let isFront = unit == basis.front
    let latencyShare = basis.shares.share(of: unit)
    return SystemRequirements(
      name: unit.services.count == services.count ? name : "\(name)-\(unit.name)",
      region: region, runtime: runtime(of: own), today: today, servicesToday: servicesToday,
      users: isInternal ? users.near : users, frontEnd: frontEnd(isFront: isFront, calls: perCall),
      interface: interface(of: own, isInternal: isInternal), requests: classes,
      isStateful: own.contains(where: \.isStateful),
      control: control.filter { id in own.contains { $0.control.contains(id) } }
        + Self.added(own.flatMap(\.control), to: control),
      jobs: jobs.filter { $0.service.map(unit.holds) ?? false }, dataSets: dataSets(of: unit),
      database: database,
      objectives: units.count == 1
        ? objectives
        : isAwaited(unit)
          ? objectives.shared(latencyShare, slowest: classes.map(\.cpuTime).max())
          : objectives.unhurried,
      budget: Budget(
        monthly: units.count == 1 ? budget.monthly : nil, horizonMonths: budget.horizonMonths,
        purchase: budget.purchase),
      team: Team(
        people: team.people, operations: team.operations / Double(units.count),
        skills: team.skills, kubernetesNeed: team.kubernetesNeed,
        teams: units.count == 1 ? team.teams : Double(Set(own.map(\.team)).count)),
      services: own, isInternal: isInternal, deployments: units.count, policy: policy,
      assumptions: units.count == 1 ? assumptions : [],
      ranges: ranges(of: unit, classes: classes, callsFactor: perCall, folded))
  }

  /// Whether a user waits for a unit: for a request of its own, or for one that waits for it.
  package func isAwaited(_ unit: DeploymentUnit) -> Bool {
    var waiting = Set(requests.filter { $0.share > 0 }.compactMap(\.service))
    var isGrowing = true
    while isGrowing {
      let reached = edges.filter { $0.waits && waiting.contains($0.source) }.map(\.target)
      isGrowing = !Set(reached).isSubset(of: waiting)
      waiting.formUnion(reached)
    }
    return unit.services.contains(where: waiting.contains)
  }

  /// The unit that serves most of the users' calls; of equal ones the first.
  package func front(of units: [DeploymentUnit]) -> DeploymentUnit? {
    func calls(_ unit: DeploymentUnit) -> Double {
      requests.reduce(0) { $0 + ($1.service.map(unit.holds) == true ? $1.share : 0) }
    }
    var best: DeploymentUnit?
    for unit in units where calls(unit) > (best.map(calls) ?? 0) { best = unit }
    return best ?? units.first
  }

  /// The calls that arrive at each request of a unit from outside of it, and those within it that
  /// nobody waits for, for each call of a user; requests that are not called are left out.
  func entryRates(
    of unit: DeploymentUnit, _ graph: CallGraph
  ) -> [(request: RequestClass, rate: Double)] {
    requests.compactMap { request in
      guard let service = request.service, unit.holds(service) else { return nil }
      let calls = edges.filter { edge in
        edge.target == service && edge.request == request.name
          && !(edge.waits && unit.holds(edge.source))
      }
      let rate = request.share + calls.reduce(0) { $0 + graph.rate(of: $1) }
      return rate > 0 ? (request, rate) : nil
    }
  }

  /// All that a unit of jobs answers: the checks of its platform whether it is alive, one every ten
  /// seconds at the present number of users.
  private var healthCheck: (request: RequestClass, rate: Double) {
    let calls = max(1, users.now.value) * users.activeShareAtPeak * users.actionsPerMinute / 60
    let rate = 0.1 / max(1e-9, calls * users.flashCrowd * frontEnd.callsPerAction)
    let request = RequestClass(
      name: "health", share: 0, cpuTime: .milliseconds(1), reads: 0, writes: 0,
      responseSize: Kilobytes(0.1), cacheableShare: 0)
    return (request, rate)
  }

  /// The same requirements with the time that each request waits for other units.
  package func awaiting(_ times: [String: Seconds]) -> SystemRequirements {
    var result = self
    for row in result.requests.indices {
      result.requests[row].awaitedTime = times[result.requests[row].name] ?? .zero
    }
    return result
  }

  private func frontEnd(isFront: Bool, calls: Double) -> FrontEnd {
    FrontEnd(
      kind: isFront ? frontEnd.kind : "none", callsPerAction: frontEnd.callsPerAction * calls,
      pageSize: isFront ? frontEnd.pageSize : Kilobytes(0),
      renderTime: isFront ? frontEnd.renderTime : .zero,
      // Apps call every unit by themselves in the proportion in which users do.
      backgroundCalls: frontEnd.backgroundCalls * calls)
  }

  private func interface(of own: [SystemService], isInternal: Bool) -> Interface {
    var protocols = interface.protocols.filter { id in own.contains { $0.protocols.contains(id) } }
    protocols += Self.added(own.flatMap(\.protocols), to: interface.protocols)
    return Interface(
      protocols: protocols,
      needsStaticAddresses: interface.needsStaticAddresses && !isInternal,
      hasInlineAppliance: interface.hasInlineAppliance && !isInternal,
      needsEdgeManagement: interface.needsEdgeManagement && !isInternal,
      needsClientPlans: interface.needsClientPlans && !isInternal,
      longestRequest: own.map(\.longestRequest).max() ?? interface.longestRequest,
      hasSubscriptions: interface.hasSubscriptions && protocols.contains("graphql"))
  }

  /// Those of some ids that a list lacks, each once.
  private static func added(_ ids: [String], to list: [String]) -> [String] {
    ids.reduce(into: []) { added, id in
      if !list.contains(id) && !added.contains(id) { added.append(id) }
    }
  }

  /// The runtime of a unit: that of its services, or the system's where they differ.
  private func runtime(of own: [SystemService]) -> String {
    let runtimes = Set(own.map(\.runtime))
    return runtimes.count == 1 ? own[0].runtime : runtime
  }

  private func dataSets(of unit: DeploymentUnit) -> [DataSet] {
    var own = dataSets.filter { $0.ownership.users.contains(where: unit.holds) }
    let accesses = own.reduce(0) { $0 + $1.accessShare }
    for index in own.indices {
      own[index].accessShare =
        accesses > 0 ? own[index].accessShare / accesses : 1 / Double(own.count)
    }
    return own
  }
}

extension Objectives {
  /// The objectives of a unit that nobody waits for: an answer within an hour.
  fileprivate var unhurried: Objectives {
    Objectives(
      p95: Seconds(3600), p99: Seconds(3600), availability: availability, dataLoss: dataLoss,
      recovery: recovery, compliance: compliance, databaseMayPause: databaseMayPause)
  }

  /// The part of the objectives for latency that a unit has, and no less than the percentiles of its
  /// slowest request's exponential CPU time (3 and 4.6 times the mean) with a third to wait in.
  fileprivate func shared(_ share: Double, slowest: Seconds?) -> Objectives {
    let work = slowest ?? .zero
    return Objectives(
      p95: max(p95 * share, work * 4), p99: max(p99 * share, work * 6),
      availability: availability, dataLoss: dataLoss, recovery: recovery,
      compliance: compliance,
      databaseMayPause: databaseMayPause)
  }
}

extension UserBehavior {
  /// The users as services meet them that only other services call: from within the region.
  fileprivate var near: UserBehavior {
    var result = self
    result.distantShare = 0
    return result
  }
}
