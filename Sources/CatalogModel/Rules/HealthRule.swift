/// A metric that says that a part fails: a row of `Catalog/health.yaml`.
package struct HealthRule: Hashable, Sendable {
  package let id: String
  package let part: Part
  /// Of CloudWatch, such as `AWS/RDS`.
  package let namespace: String
  package let metric: String
  package let statistic: Statistic
  package let fires: Side
  /// In the unit of the metric, over five minutes.
  package let threshold: Double
  /// What is wrong, for the person who is told.
  package let text: String
  package let citation: Citation

  /// The part whose metric it is; parts that there are several of have an alarm each.
  package enum Part: String, CaseIterable, Sendable {
    case loadBalancer, loadBalancerTargets, networkTargets
    case httpAPI, webSocketAPI, restAPI, appSync
    case instance, appFunction, workerFunction, functionFailures, deadLetters
    case database, auroraWriter, replica, auroraReaders, cacheShard, table
  }

  package enum Statistic: String, CaseIterable, Sendable {
    case average = "Average"
    case maximum = "Maximum"
    case minimum = "Minimum"
    case sum = "Sum"
  }

  /// On which side of the threshold the alarm fires.
  package enum Side: String, CaseIterable, Sendable {
    case above, atLeast, below, atMost
  }

  package init(
    id: String, part: Part, namespace: String, metric: String, statistic: Statistic, fires: Side,
    threshold: Double, text: String, citation: Citation
  ) {
    self.id = id
    self.part = part
    self.namespace = namespace
    self.metric = metric
    self.statistic = statistic
    self.fires = fires
    self.threshold = threshold
    self.text = text
    self.citation = citation
  }
}
