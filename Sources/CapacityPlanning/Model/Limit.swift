package import Quantities

/// A capacity that is used up by load, and the metric that shows it.
package struct Limit: Hashable, Sendable {
  package let tier: Tier
  /// `CPU`, `connections`, `concurrent executions`.
  package let resource: String
  /// What is used at the peak, in `unit`.
  package let load: Double
  /// What there is.
  package let capacity: Double
  package let unit: String
  /// The share of the capacity that is safe to use.
  package let safeShare: Double
  /// Whether the provider raises it on request, so that reaching it is paperwork.
  package let isQuota: Bool
  /// Nil where no metric shows it before something else gives way.
  package let metric: Metric?
  /// How the load was obtained, and with it the use.
  package let method: Method

  package init(
    tier: Tier, resource: String, load: Double, capacity: Double, unit: String, safeShare: Double,
    isQuota: Bool = false, metric: Metric?, method: Method = .exact
  ) {
    self.tier = tier
    self.resource = resource
    self.load = load
    self.capacity = capacity
    self.unit = unit
    self.safeShare = safeShare
    self.isQuota = isQuota
    self.metric = metric
    self.method = method
  }

  /// The share of the capacity in use; above 1 it is saturated.
  package var utilization: Double { Self.utilization(load: load, capacity: capacity) }

  static func utilization(load: Double, capacity: Double) -> Double {
    capacity > 0 ? load / capacity : (load > 0 ? 2 : 0)
  }

  /// Whether the safe share is passed; a billionth is rounding.
  package var isPassed: Bool { utilization > safeShare * (1 + 1e-9) }

  /// The factor by which the load may grow until the safe share is reached; nil without load.
  package var headroom: Double? { load > 0 ? safeShare * capacity / load : nil }
}

/// A CloudWatch metric with the threshold of its alarm.
package struct Metric: Hashable, Sendable {
  package let namespace: String
  package let name: String
  package let statistic: String
  package let threshold: Double
  package let unit: String

  package init(
    namespace: String, name: String, statistic: String, threshold: Double, unit: String
  ) {
    self.namespace = namespace
    self.name = name
    self.statistic = statistic
    self.threshold = threshold
    self.unit = unit
  }
}
