import Quantities

/// Why a system cannot be simulated.
package struct SystemFault: Error, Hashable, Sendable {
  /// What is wrong and where, for the one who described the system.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

extension SimulatedSystem {
  /// Checks sizes, laws and references.
  ///
  /// - Throws: The first fault found.
  package func check() throws(SystemFault) {
    guard !classes.isEmpty && !sources.isEmpty else {
      throw SystemFault("there is nothing to simulate without a class and a source")
    }
    for node in nodes { try check(node) }
    for pool in pools {
      guard pool.size >= 1 else {
        throw SystemFault("\(pool.name): a pool has at least one permit")
      }
      if let node = pool.node { try check(node, below: nodes.count, "\(pool.name): node") }
      if let patience = pool.patience { try check(patience, pool.name) }
    }
    for environment in environments {
      guard environment.idleTimeout.value >= 0 else {
        throw SystemFault("\(environment.name): an idle timeout is not negative")
      }
      try check(environment.coldStart, environment.name)
    }
    for cache in caches {
      guard cache.catalog >= 1 && cache.size >= 1 && cache.exponent >= 0 else {
        throw SystemFault("\(cache.name): a cache needs a catalog, a size and an exponent")
      }
    }
    for one in classes {
      try check(one.steps, one.name)
      if let retry = one.retry {
        guard retry.timeout.value > 0 && retry.attempts >= 0 else {
          throw SystemFault("\(one.name): a timeout is positive")
        }
        try check(retry.backoff, one.name)
      }
    }
    for source in sources { try check(source) }
    for event in events {
      switch event.change {
      case .servers(let node, let count):
        try check(node, below: nodes.count, "event: node")
        guard count >= 0 else { throw SystemFault("event: a number of servers is not negative") }
      case .loss(let node, _): try check(node, below: nodes.count, "event: node")
      }
    }
  }

  private func check(_ node: Node) throws(SystemFault) {
    guard node.instances >= 1 && node.speed > 0 else {
      throw SystemFault("\(node.name): a node has an instance and a speed")
    }
    switch node.discipline {
    case .firstComeFirstServed(let servers) where servers < 1:
      throw SystemFault("\(node.name): a queue has at least one server")
    case .processorSharing(let servers) where !(servers > 0 && servers.isFinite):
      throw SystemFault("\(node.name): a shared processor has a positive size")
    default: break
    }
    if let patience = node.patience { try check(patience, node.name) }
    if let scaling = node.scaling {
      guard scaling.period.value > 0 && scaling.least >= 1 && scaling.most >= scaling.least else {
        throw SystemFault("\(node.name): scaling has a period and bounds in order")
      }
      if scaling.unit == .servers && node.instances > 1 {
        throw SystemFault("\(node.name): servers scale on a node of one instance")
      }
    }
  }

  private func check(_ source: Source) throws(SystemFault) {
    for share in source.mix { try check(share.index, below: classes.count, "source: class") }
    let total = source.mix.reduce(0) { $0 + $1.probability }
    guard (total - 1).magnitude < 1e-9 else {
      throw SystemFault("the class shares of a source add up to one, not \(total)")
    }
    switch source.arrivals {
    case .renewal(let law):
      try check(law, "source")
      guard law.mean.value > 0 else { throw SystemFault("arrivals need time between them") }
    case .poisson(let pieces):
      for piece in pieces where !(piece.rate.value >= 0 && piece.rate.value.isFinite) {
        throw SystemFault("an arrival rate is finite and not negative")
      }
    case .closed(let users, let think):
      try check(think, "source")
      guard users >= 1 else { throw SystemFault("a closed source has at least one user") }
    }
  }

  private func check(_ steps: [Step], _ name: String) throws(SystemFault) {
    for step in steps {
      switch step {
      case .delay(let law): try check(law, name)
      case .serve(let node, let law):
        try check(node, below: nodes.count, "\(name): node")
        try check(law, name)
      case .at(let node, let inner):
        try check(node, below: nodes.count, "\(name): node")
        try check(inner, name)
      case .holding(let pool, let inner):
        try check(pool, below: pools.count, "\(name): pool")
        try check(inner, name)
      case .inEnvironment(let index, let inner):
        try check(index, below: environments.count, "\(name): environments")
        try check(inner, name)
      case .choice(let ways):
        let total = ways.reduce(0) { $0 + $1.probability }
        guard total <= 1 + 1e-9 && ways.allSatisfy({ $0.probability >= 0 }) else {
          throw SystemFault("\(name): probabilities add up to at most one, not \(total)")
        }
        for way in ways { try check(way.steps, name) }
      case .repeated(let visits, let inner):
        guard visits >= 0 && visits.isFinite else {
          throw SystemFault("\(name): a number of visits is finite and not negative")
        }
        try check(inner, name)
      case .fork(let ways):
        for way in ways { try check(way, name) }
      case .lookUp(let cache, let hit, let miss):
        try check(cache, below: caches.count, "\(name): cache")
        try check(hit, name)
        try check(miss, name)
      }
    }
  }

  private func check(_ law: Law, _ name: String) throws(SystemFault) {
    if let flaw = law.flaw { throw SystemFault("\(name): \(flaw)") }
  }

  private func check(
    _ index: Int, below count: Int, _ name: String
  ) throws(SystemFault) {
    guard index >= 0 && index < count else { throw SystemFault("\(name) \(index) does not exist") }
  }
}
