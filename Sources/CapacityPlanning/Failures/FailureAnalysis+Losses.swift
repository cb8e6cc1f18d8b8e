import CatalogModel
import Quantities
import Queueing
import RealModule
import Requirements

extension FailureAnalysis {
  /// A zone with everything in it is gone; a cache without replicas loses its part of the entries.
  func zoneLoss(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> WhatIf? {
    guard architecture.zones > 1 else {
      return WhatIf(
        kind: .zoneLoss, premise: "the only zone is lost",
        figures: [.init("dropped at least", 1, "share", .bound("not below: nothing is left"))],
        outcome: .fails, remedy: "a second zone")
    }
    let cold = cacheLostWithAZone(architecture)
    let loss = NetworkState.Loss(zone: true, cachedShare: cold)
    let state = try state(architecture, workload, loss)
    var (figures, outcome, fullest) = try figures(of: state)
    if cold > 0 { figures.append(.init("cache entries lost", cold, "share", .derived)) }
    if let settled = try settledRetries(architecture, workload, loss) {
      figures.append(
        .init("requests answered with retries", settled.successShare, "share", Self.retryMethod))
      if settled.isCollapsed { outcome = .fails }
    }
    var remedy = remedy(outcome, fullest, safe: parameters.computeTargetZoneLost)
    if let seconds = try failoverSeconds(architecture) {
      figures += failover(seconds, workload)
      if outcome == .holds { outcome = .degrades }
      remedy = [remedy, Self.failoverRemedy].compactMap { $0 }.joined(separator: "; ")
    }
    return WhatIf(
      kind: .zoneLoss,
      premise: "one of \(architecture.zones) zones is lost at the peak"
        + (cold > 0 ? ", with its part of the cache" : "")
        + ", and clients try again \(premises.retries) times",
      figures: figures, outcome: outcome, remedy: remedy)
  }

  /// The share of a cache's entries that a zone holds, and no replica elsewhere.
  private func cacheLostWithAZone(_ architecture: Architecture) -> Double {
    guard let cache = architecture.cache, cache.replicasPerShard == 0 else { return 0 }
    let lost = (cache.shards + architecture.zones - 1) / architecture.zones
    return Double(lost) / Double(max(1, cache.shards))
  }

  /// The cache is empty: after a restart, a failed node, a changed key.
  func coldCache(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> WhatIf? {
    guard let cache = architecture.cache, cache.hitRatio > 0 else { return nil }
    let state = try state(architecture, workload, .init(cachedShare: 1))
    let before = try self.state(architecture, workload, .init())
    guard before.traffic.cacheLookups > .zero else { return nil }
    var (figures, outcome, fullest) = try figures(of: state)
    if let seconds = warmingTime(before, database: fullest.use) {
      figures.append(
        .init(
          "nine tenths warm after", seconds, "s",
          .approximate("keys by Zipf's law, filled as fast as the database answers")))
    }
    return WhatIf(
      kind: .coldCache, premise: "the cache is empty at the peak", figures: figures,
      outcome: outcome, remedy: remedy(outcome, fullest, safe: 1))
  }

  /// How long until nine tenths of the hits are back.
  ///
  /// Starting empty, a request hits when its key was asked for before: after a time t the hit ratio
  /// is that of entries with a time to live of t renewed at every use, `Σ p_i (1 - e^(-λ p_i t))`, of
  /// the working set. While the database is saturated keys are filled at the rate at which it
  /// answers.
  private func warmingTime(_ state: NetworkState, database use: Double) -> Double? {
    let sets = state.origin.dataSets
    guard let item = sets.map(\.set.itemSize.value).max(), item > 0 else { return nil }
    let bytes = state.traffic.cacheableSize.value * 1_073_741_824 * parameters.workingSetShare
    let items = min(5e7, max(1, bytes / (item * 1000)))
    let popularity = ZipfPopularity(items: Int(items), exponent: premises.popularity)
    let rate = RequestsPerSecond(state.traffic.cacheLookups.value / max(1, use))
    func hits(_ time: Double) -> Double {
      ExpiringCache(
        popularity: popularity, requestRate: rate, timeToLive: Seconds(time), renewal: .atUse
      ).hitRatio
    }
    var low = 1e-3
    var high = 1e9
    guard hits(high) >= 0.9 else { return nil }
    for _ in 0..<24 where high > low * 1.02 {
      let middle = (low * high).squareRoot()
      if hits(middle) < 0.9 { low = middle } else { high = middle }
    }
    return high
  }

  /// A read replica is gone; nil where there is none.
  func replicaLoss(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> WhatIf? {
    guard let tier = architecture.relational, tier.engine != .onInstance, tier.readReplicas > 0
    else { return nil }
    let state = try state(architecture, workload, .init(replicas: 1))
    let (figures, outcome, fullest) = try figures(of: state)
    return WhatIf(
      kind: .replicaLoss,
      premise: "one of \(tier.readReplicas) read replica\(tier.readReplicas == 1 ? "" : "s") is "
        + "lost at the peak",
      figures: figures, outcome: outcome,
      remedy: remedy(outcome, fullest, safe: parameters.databaseTarget))
  }

  /// The writer is gone: a standby takes over, or of Aurora a reader, which is then missing as such.
  func writerLoss(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> WhatIf? {
    guard let tier = architecture.relational, tier.engine != .onInstance else { return nil }
    guard let seconds = try failoverSeconds(architecture) else {
      return WhatIf(
        kind: .replicaLoss,
        premise: tier.readReplicas == 0
          ? "the only database instance is lost" : "the writer is lost and nothing takes over",
        figures: [.init("dropped at least", 1, "share", .bound("not below: nothing is left"))],
        outcome: .fails, remedy: "a standby in another zone")
    }
    let isAurora = tier.engine == .aurora || tier.engine == .auroraServerless
    guard isAurora, tier.readReplicas > 0 else {
      return WhatIf(
        kind: .replicaLoss, premise: "the writer is lost and the standby takes over",
        figures: failover(seconds, workload), outcome: .degrades, remedy: Self.failoverRemedy)
    }
    let after = try figures(of: try state(architecture, workload, .init(replicas: 1)))
    let more = remedy(after.outcome, after.fullest, safe: parameters.databaseTarget)
    return WhatIf(
      kind: .replicaLoss, premise: "the writer is lost and a read replica takes over",
      figures: failover(seconds, workload) + after.figures,
      outcome: after.outcome == .fails ? .fails : .degrades,
      remedy: [more, Self.failoverRemedy].compactMap { $0 }.joined(separator: "; "))
  }

  private static let failoverRemedy =
    "retries in the client for as long as the failover takes"

  /// How long a failover takes, and the requests that meet it.
  private func failover(_ seconds: Double, _ workload: Workload) -> [WhatIf.Figure] {
    [
      .init("database fails over within", seconds, "s", .derived),
      .init(
        "requests that wait or fail", seconds * workload.requestRate.value, "requests",
        .bound("not above: all that arrive meanwhile")),
    ]
  }

  /// How long a database with a standby or a reader takes to fail over; nil without either.
  private func failoverSeconds(_ architecture: Architecture) throws(Catalog.Gap) -> Double? {
    guard let tier = architecture.relational, tier.isMultiZone else { return nil }
    let isAurora = tier.engine == .aurora || tier.engine == .auroraServerless
    let id = isAurora ? "limit.aurora.failoverSeconds" : "limit.rds.multiAZ.failoverSeconds"
    if case .range(_, let longest)? = catalog.fact(id)?.value { return longest }
    return try catalog.number(id)
  }
}
