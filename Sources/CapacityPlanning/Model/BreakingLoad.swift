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

  /// What gives way.
  package enum Cause: Hashable, Sendable {
    /// A capacity is used up to its safe share.
    case limit(Limit)
    /// A latency objective is missed first.
    case latency(percentile: Double)
    case nothing
  }
}

extension CapacityModel {
  private static let most = 1e10

  /// The breaking load of an architecture, by bisection over the users; every quantity that is
  /// compared grows with them.
  ///
  /// - Parameter quotasCount: Whether a quota that AWS raises on request counts as a limit.
  package func breakingLoad(
    of architecture: Architecture, quotasCount: Bool = false
  ) throws(Catalog.Gap) -> BreakingLoad {
    func carries(_ users: Double) throws(Catalog.Gap) -> Bool {
      try failure(architecture, users: users, quotasCount: quotasCount) == nil
    }
    var low = 0.0
    var high = 1.0
    while try carries(high) {
      low = high
      high *= 8
      if high > Self.most { return BreakingLoad(users: nil, cause: .nothing) }
    }
    // To three digits: sizes and demands are not known better.
    while high - low > max(0.5, low * 1e-3) {
      let middle = low > 0 && high / low > 2 ? (low * high).squareRoot() : (low + high) / 2
      if try carries(middle) { low = middle } else { high = middle }
    }
    let cause =
      try failure(architecture, users: high, quotasCount: quotasCount) ?? BreakingLoad.Cause.nothing
    return BreakingLoad(users: Users(low.rounded(.down)), cause: cause)
  }

  /// What an architecture fails at with a number of users; nil when it carries them.
  ///
  /// Limits hold with all zones, and are set such that a lost zone leaves enough; response times
  /// hold with a zone lost.
  package func failure(
    _ architecture: Architecture, users: Double, quotasCount: Bool = false
  ) throws(Catalog.Gap) -> BreakingLoad.Cause? {
    let workload = requirements.workload(users: Users(users))
    let state = try state(architecture, workload, zoneLost: false)
    let limits = try LimitBook(catalog: catalog, parameters: parameters).limits(of: state)
    if let worst = limits.filter({ $0.isPassed && (quotasCount || !$0.isQuota) })
      .max(by: { $0.utilization / $0.safeShare < $1.utilization / $1.safeShare })
    {
      return .limit(worst)
    }
    let lost = try zoneLostState(architecture, workload)
    return missedPercentile(lost ?? state).map { .latency(percentile: $0) }
  }
}
