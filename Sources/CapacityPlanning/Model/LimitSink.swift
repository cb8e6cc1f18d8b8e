import Quantities

/// Takes the capacities of a state one after another.
///
/// Samples want the fullest of each tier and none of the words.
protocol LimitSink {
  mutating func add(
    _ tier: Tier, _ resource: @autoclosure () -> String, load: Double, capacity: Double,
    unit: @autoclosure () -> String, safeShare: Double, isQuota: Bool,
    metric: @autoclosure () -> Metric?, method: @autoclosure () -> Method)
}

/// All capacities, to be shown.
struct LimitList: LimitSink {
  private(set) var limits: [Limit] = []

  mutating func add(
    _ tier: Tier, _ resource: @autoclosure () -> String, load: Double, capacity: Double,
    unit: @autoclosure () -> String, safeShare: Double, isQuota: Bool,
    metric: @autoclosure () -> Metric?, method: @autoclosure () -> Method
  ) {
    limits.append(
      Limit(
        tier: tier, resource: resource(), load: load, capacity: capacity, unit: unit(),
        safeShare: safeShare, isQuota: isQuota, metric: metric(), method: method()))
  }
}

/// The use of the fullest part of each tier over its safe share; quotas, which are raised on request,
/// do not count.
package struct TierStrains: LimitSink, Sendable {
  private var strains = [Double](repeating: 0, count: Tier.allCases.count)
  /// The use of the quota of concurrent executions; 0 on servers.
  private(set) var executions = 0.0

  package subscript(tier: Tier) -> Double { strains[tier.order] }

  /// That of the fullest part of all; above 1 the load is not carried.
  var greatest: Double { strains.reduce(0, max) }

  mutating func add(
    _ tier: Tier, _ resource: @autoclosure () -> String, load: Double, capacity: Double,
    unit: @autoclosure () -> String, safeShare: Double, isQuota: Bool,
    metric: @autoclosure () -> Metric?, method: @autoclosure () -> Method
  ) {
    let use = Limit.utilization(load: load, capacity: capacity)
    if isQuota {
      if tier == .compute { executions = use }
    } else {
      strains[tier.order] = max(strains[tier.order], use / safeShare)
    }
  }
}
