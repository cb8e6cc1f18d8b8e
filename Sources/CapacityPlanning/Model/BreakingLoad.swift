package import CatalogModel
package import Quantities
import Queueing
import Requirements

/// How many users an architecture carries, and what gives way first.
package struct BreakingLoad: Hashable, Sendable {
  /// The greatest number of users with every limit within its safe share and every latency
  /// objective met; nil when nothing gives way below ten billion.
  package let users: Users?
  package let cause: Cause

  package init(users: Users?, cause: Cause) {
    self.users = users
    self.cause = cause
  }

  /// Whether it lies at these users or above.
  package func carries(_ load: Users) -> Bool { users.map { $0 >= load } ?? true }

  /// How the users and every date that follows from them are obtained.
  package static let method = Method.approximate(
    "bisection to three digits on the model's limits and percentiles, with the likely values")

  /// What gives way.
  package enum Cause: Hashable, Sendable {
    /// A capacity is used up to its safe share.
    case limit(Limit)
    /// A latency objective is missed first.
    case latency(MissedLatency)
    case nothing
  }
}

/// An objective for a percentile of the response time that is missed.
package struct MissedLatency: Hashable, Sendable {
  /// 0.95 or 0.99.
  package let percentile: Double
  /// What the percentile is at that load with all zones, where it is missed only once one is lost.
  ///
  /// It is what a metric shows of it. Nil where the objective is missed with all zones as well.
  package let whileWhole: Seconds?

  package init(percentile: Double, whileWhole: Seconds? = nil) {
    self.percentile = percentile
    self.whileWhole = whileWhole
  }

  /// Whether it is missed only while a zone is lost.
  package var needsLostZone: Bool { whileWhole != nil }
}

extension CapacityModel {
  private static let most = 1e10

  /// The breaking load of an architecture, by bisection over the users.
  ///
  /// Every capacity that is compared grows with the users, so the limits alone give the greatest
  /// load first, at little cost; response times are looked at only up to there. They need not grow:
  /// functions start cold more often when they are called seldom. So the search for the load at
  /// which an objective is missed begins at a load that is carried.
  ///
  /// - Parameters:
  ///   - start: The users from which on the architecture is meant to serve.
  ///   - quotasCount: Whether a quota that AWS raises on request counts as a limit.
  package func breakingLoad(
    of architecture: Architecture, from start: Users = Users(1), quotasCount: Bool = false
  ) throws(Catalog.Gap) -> BreakingLoad {
    let range = try searchRange(of: architecture, from: start, quotasCount: quotasCount)
    let found = try greatest(from: range.low, to: range.high) { users throws(Catalog.Gap) in
      try breach(architecture, users: users, quotasCount: quotasCount) == nil
    }
    guard let users = found else {
      guard range.isLimited else { return BreakingLoad(users: nil, cause: .nothing) }
      let beyond = try passedLimit(
        architecture, users: range.high * 1.01 + 1, quotasCount: quotasCount)
      return BreakingLoad(
        users: Users(range.high.rounded(.down)), cause: beyond.map { .limit($0) } ?? .nothing)
    }
    let cause = try failure(
      architecture, users: users * 1.01 + 1, quotasCount: quotasCount, watchedAt: users)
    return BreakingLoad(users: Users(users.rounded(.down)), cause: cause ?? .nothing)
  }

  /// Whether the breaking load is at least some users: what `breakingLoad(of:from:)` finds, without
  /// what its search does once that is known.
  package func breaks(
    _ architecture: Architecture, from start: Users, notBefore load: Users
  ) throws(Catalog.Gap) -> Bool {
    let least = load.value.rounded(.up)
    let range = try searchRange(of: architecture, from: start, quotasCount: false)
    if range.high < least { return false }
    let found = try greatest(
      from: range.low, to: range.high, deciding: least
    ) { users throws(Catalog.Gap) in
      try breach(architecture, users: users, quotasCount: false) == nil
    }
    return found.map { $0 >= least } ?? true
  }

  /// Between which loads a breaking load lies, and whether a limit makes the upper one.
  ///
  /// The search is exact to three digits; what is carried for sure is not rounded away.
  private func searchRange(
    of architecture: Architecture, from start: Users, quotasCount: Bool
  ) throws(Catalog.Gap) -> (low: Double, high: Double, isLimited: Bool) {
    let byLimits = try limitedUsers(of: architecture, near: start, quotasCount: quotasCount)
    let isCarried = try breach(architecture, users: start.value, quotasCount: quotasCount) == nil
    let low = isCarried ? start.value : 0
    return (low, max(byLimits ?? Self.most, low), byLimits != nil)
  }

  /// The greatest load within every limit; nil where none is passed.
  ///
  /// Found by `greatest`, which asks about loads far from it for the most part: between which two loads it
  /// lies is found by the secant method first, and what they answer is not asked again.
  func limitedUsers(
    of architecture: Architecture, near start: Users, quotasCount: Bool
  ) throws(Catalog.Gap) -> Double? {
    var bracket = LimitBracket()
    func fill(_ users: Double) throws(Catalog.Gap) -> Double {
      let state = try state(
        architecture, requirements.workload(users: Users(users)), zoneLost: false)
      var fullest = 0.0
      var isPassed = false
      for limit in try limits(of: state) where quotasCount || !limit.isQuota {
        fullest = max(fullest, limit.utilization / limit.safeShare)
        isPassed = isPassed || limit.isPassed
      }
      bracket.note(users, isPassed: isPassed)
      return fullest
    }
    var users = min(Self.most, max(2, start.value))
    for _ in 0..<LimitBracket.mostSteps {
      let fullest = try fill(users)
      guard let next = bracket.next(after: users, fullest: fullest) else { break }
      users = min(Self.most, max(1, next))
      // What lies outside is known.
      if users <= bracket.carried || users >= bracket.passed { break }
    }
    return try greatest(from: 0, to: Self.most) { users throws(Catalog.Gap) in
      if users <= bracket.carried { return true }
      if users >= bracket.passed { return false }
      _ = try fill(users)
      return users <= bracket.carried
    }
  }

  /// The greatest number of users that passes a test, to three digits, since sizes and demands are
  /// not known better; nil when the end of the range passes.
  ///
  /// - Parameter decisive: Where the search may end once it is known on which side of it the result
  ///   lies; nil for the result itself.
  private func greatest(
    from start: Double, to end: Double, deciding decisive: Double? = nil,
    passes: (Double) throws(Catalog.Gap) -> Bool
  ) throws(Catalog.Gap) -> Double? {
    if try passes(end) { return nil }
    var low = start
    var high = end
    while high - low > max(0.5, low * 1e-3) {
      if let decisive, low >= decisive || high <= decisive { break }
      let middle =
        high > 2 && high / max(1, low) > 2
        ? (max(1, low) * high).squareRoot() : (low + high) / 2
      if try passes(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// What an architecture fails at with a number of users; nil when it carries them.
  ///
  /// Limits hold with all zones, and are set such that a lost zone leaves enough; response times
  /// hold with a zone lost.
  ///
  /// - Parameter watched: The users at which a metric is read, where they are others.
  package func failure(
    _ architecture: Architecture, users: Double, quotasCount: Bool = false,
    watchedAt watched: Double? = nil
  ) throws(Catalog.Gap) -> BreakingLoad.Cause? {
    guard let breach = try breach(architecture, users: users, quotasCount: quotasCount) else {
      return nil
    }
    switch breach {
    case .limit(let limit): return .limit(limit)
    case .percentile(let percentile, let isZoneLost):
      guard isZoneLost else { return .latency(MissedLatency(percentile: percentile)) }
      let whole = try state(
        architecture, requirements.workload(users: Users(watched ?? users)), zoneLost: false)
      let time = mixture(whole)?.percentile(percentile)
      let objective = percentile < 0.97 ? requirements.objectives.p95 : requirements.objectives.p99
      return .latency(
        MissedLatency(
          percentile: percentile, whileWhole: time.flatMap { $0 <= objective ? $0 : nil }))
    }
  }

  /// What is passed, without what people want to know of it: searches ask often.
  private enum Breach {
    case limit(Limit)
    case percentile(Double, isZoneLost: Bool)
  }

  private func breach(
    _ architecture: Architecture, users: Double, quotasCount: Bool
  ) throws(Catalog.Gap) -> Breach? {
    let workload = requirements.workload(users: Users(users))
    let state = try state(architecture, workload, zoneLost: false)
    if let limit = try passedLimit(state, quotasCount: quotasCount) { return .limit(limit) }
    let lost = try zoneLostState(architecture, workload)
    let worst = lost ?? state
    guard let miss = miss(of: worst) else { return nil }
    // A percentile of a saturated state is missed by any objective: what is used up is the cause.
    if miss.hasNoPath,
      let fullest = try limits(of: worst).filter({ !$0.isQuota })
        .max(by: { $0.utilization / $0.safeShare < $1.utilization / $1.safeShare }),
      fullest.isPassed
    {
      return .limit(fullest)
    }
    return .percentile(miss.percentile, isZoneLost: lost != nil)
  }

  private func passedLimit(
    _ architecture: Architecture, users: Double, quotasCount: Bool
  ) throws(Catalog.Gap) -> Limit? {
    let state = try state(
      architecture, requirements.workload(users: Users(users)), zoneLost: false)
    return try passedLimit(state, quotasCount: quotasCount)
  }

  /// The limit that is passed by the most.
  private func passedLimit(_ state: NetworkState, quotasCount: Bool) throws(Catalog.Gap) -> Limit? {
    try limits(of: state)
      .filter { $0.isPassed && (quotasCount || !$0.isQuota) }
      .max { $0.utilization / $0.safeShare < $1.utilization / $1.safeShare }
  }
}
