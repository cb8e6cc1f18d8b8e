import Quantities

/// A metric of CloudWatch and the statistic of it that is looked at.
package struct CloudWatchMetric: Hashable, Sendable {
  /// Such as `AWS/RDS`.
  package let namespace: String
  package let name: String
  /// `Average`, `Maximum`, `Minimum`, `Sum`, `SampleCount` or a percentile such as `p95`.
  package let statistic: String

  package init(_ namespace: String, _ name: String, _ statistic: String) {
    self.namespace = namespace
    self.name = name
    self.statistic = statistic
  }
}

/// On which side of its threshold a metric calls for the next stage; raw values are CloudWatch's.
package enum TriggerComparison: String, Hashable, Sendable, CaseIterable {
  case above = "GreaterThanThreshold"
  case atLeast = "GreaterThanOrEqualToThreshold"
  case below = "LessThanThreshold"
  case atMost = "LessThanOrEqualToThreshold"
}

/// A metric whose threshold says that the next stage of the roadmap is due.
package struct TriggerAlarm: Hashable, Sendable {
  /// Short name, made a slug for resource names.
  package let id: String
  /// The part that is watched, which gives the metric its dimensions.
  package let part: WatchedPart
  package let metric: CloudWatchMetric
  package let comparison: TriggerComparison
  /// In the unit of the metric: percent for utilization, seconds or milliseconds for times; to nine
  /// digits, which leaves the noise of binary fractions out of files that people read.
  package let threshold: Double
  /// One line for people; may hold text of the user, since it reaches parameter files only.
  package let description: String

  package init(
    id: String, part: WatchedPart, metric: CloudWatchMetric, comparison: TriggerComparison,
    threshold: Double, description: String
  ) {
    self.id = id
    self.part = part
    self.metric = metric
    self.comparison = comparison
    self.threshold = DecimalText.rounded(threshold, digits: 9)
    self.description = description
  }
}
