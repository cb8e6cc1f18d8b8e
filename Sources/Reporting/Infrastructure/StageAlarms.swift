import CapacityPlanning
import Quantities
import Roadmap

/// The alarms that watch what will give way at a stage: one for each limit of the model, and one
/// for the response time.
struct StageAlarms {
  let planned: PlannedStage
  /// The objective of the 95th percentile.
  let objective: Seconds

  /// All alarms whose metric the architecture's parts publish.
  var alarms: [TriggerAlarm] {
    var seen: Set<CloudWatchMetric> = []
    let limits = planned.assessment.limits.compactMap(alarm).filter {
      seen.insert($0.metric).inserted
    }
    return limits + [latency].compactMap { $0 }
  }

  private func alarm(_ limit: Limit) -> TriggerAlarm? {
    guard let part = part(of: limit),
      part.utilizationMetric(in: planned.architecture) != nil
    else { return nil }
    let metric = limit.metric
    let isFree = metric.name.hasPrefix("Free")
    return TriggerAlarm(
      id: "\(limit.tier.rawValue) \(limit.resource)", part: part,
      metric: CloudWatchMetric(metric.namespace, metric.name, metric.statistic),
      comparison: isFree ? .below : .above, threshold: metric.threshold,
      description: "\(limit.tier.rawValue) \(limit.resource) passes "
        + "\(DecimalText.fixed(limit.safeShare * 100)) % of what this stage has")
  }

  private func part(of limit: Limit) -> WatchedPart? {
    switch limit.tier {
    case .compute: .compute
    case .workers: .workers
    case .database: .database
    case .cache: planned.architecture.cache == nil ? nil : .cache
    case .entry: .api
    case .tables:
      planned.architecture.tables.first { limit.resource.hasSuffix(" of \($0.name)") }
        .map { .table($0.name) }
    case .frontEnd, .edge, .files, .messaging, .network, .observability: nil
    }
  }

  /// Load balancers publish response times in seconds, gateways in milliseconds.
  private var latency: TriggerAlarm? {
    for (part, unit) in [(WatchedPart.loadBalancer, 1.0), (.api, 1000)] {
      guard let metric = part.utilizationMetric(in: planned.architecture),
        metric.statistic == "p95"
      else { continue }
      return TriggerAlarm(
        id: "response time", part: part, metric: metric, comparison: .above,
        threshold: objective.value * unit,
        description: "the 95th percentile passes its objective of "
          + "\(DecimalText.significant(objective.milliseconds)) ms")
    }
    return nil
  }
}
