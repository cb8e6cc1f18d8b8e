package import CatalogModel
package import Quantities
import Queueing
import RealModule
import Requirements

extension CapacityModel {
  /// How many users an architecture carries in one sample, to about a percent; 0 where it carries
  /// none, infinite where nothing gives way below ten billion.
  ///
  /// The same question as `breakingLoad`, answered faster: loads grow nearly in proportion to a power
  /// of the users, so the secant method on logarithms finds the greatest load within all limits in
  /// three or four steps; only if an objective is missed there, the load at which it is met is
  /// searched below, by regula falsi (Illinois) on the logarithm of the tail.
  ///
  /// - Parameters:
  ///   - guess: Where to begin: what the architecture carries with the likely values.
  ///   - start: A load that it was made for, with what the model says of it.
  package func reach(
    of architecture: Architecture, near guess: Users, from start: (users: Users, point: LoadPoint)
  ) throws(Catalog.Gap) -> Double {
    guard let bound = try limitReach(architecture, guess.value) else { return 0 }
    let boundExcess = try latencyExcess(architecture, bound)
    guard boundExcess > 0 else { return bound >= Self.ceiling ? .infinity : bound }
    var low = min(start.users.value, bound / 2)
    var excess =
      low == start.users.value
      ? start.point.latencyExcess : try latencyExcess(architecture, low)
    while excess > 0 {
      low /= 8
      guard low >= 0.5 else { return 0 }
      excess = try latencyExcess(architecture, low)
    }
    return try crossing(architecture, from: (low, excess), to: (bound, boundExcess))
  }

  private static let ceiling = 1e10

  /// The greatest load within every limit; nil where even a single user passes one.
  private func limitReach(
    _ architecture: Architecture, _ guess: Double
  ) throws(Catalog.Gap) -> Double? {
    var users = min(Self.ceiling, max(1, guess))
    var last: (users: Double, strain: Double)?
    for _ in 0..<24 {
      let strain = try strain(architecture, users)
      if (strain - 1).magnitude < 0.003 { return users }
      if strain <= 0 || (users >= Self.ceiling && strain < 1) { return Self.ceiling }
      if users <= 1 && strain > 1 { return nil }
      var power = 1.0
      if let last, last.strain > 0, last.users != users {
        power = Double.log(strain / last.strain) / Double.log(users / last.users)
        power = power.isFinite ? min(4, max(0.25, power)) : 1
      }
      last = (users, strain)
      users = min(Self.ceiling, max(1, users * Double.pow(strain, -1 / power)))
    }
    return users
  }

  private func strain(_ architecture: Architecture, _ users: Double) throws(Catalog.Gap) -> Double {
    let workload = requirements.workload(users: Users(users))
    return try strains(of: state(architecture, workload, zoneLost: false)).greatest
  }

  private func latencyExcess(
    _ architecture: Architecture, _ users: Double
  ) throws(Catalog.Gap) -> Double {
    let workload = requirements.workload(users: Users(users))
    let state: NetworkState
    if let lost = try zoneLostState(architecture, workload) {
      state = lost
    } else {
      state = try self.state(architecture, workload, zoneLost: false)
    }
    return latencyExcess(state.origin.requestRate, sampledPath(state))
  }

  /// The logarithm of the tail beyond an objective over what is allowed, of the worse percentile; not
  /// above 0 where both are met.
  ///
  /// - Parameter path: The response time of a request; nil where something is saturated.
  func latencyExcess(_ requestRate: RequestsPerSecond, _ path: SampledPath?) -> Double {
    guard requestRate > .zero else { return -1 }
    guard let path else { return 5 }
    return Double.log(
      tailObjectives.reduce(1e-12) { max($0, path.tail(beyond: $1.time) / $1.level) })
  }

  private func crossing(
    _ architecture: Architecture, from start: (users: Double, excess: Double),
    to end: (users: Double, excess: Double)
  ) throws(Catalog.Gap) -> Double {
    var (low, below) = (Double.log(start.users), start.excess)
    var (high, above) = (Double.log(end.users), end.excess)
    var side = 0
    for _ in 0..<20 where high - low > 0.01 {
      let middle = (low * above - high * below) / (above - below)
      let inside = min(high - 0.02 * (high - low), max(low + 0.02 * (high - low), middle))
      let excess = try latencyExcess(architecture, Double.exp(inside))
      if excess > 0 {
        (high, above) = (inside, excess)
        if side > 0 { below /= 2 }
        side = 1
      } else {
        (low, below) = (inside, excess)
        if side < 0 { above /= 2 }
        side = -1
      }
    }
    return Double.exp(low)
  }
}
