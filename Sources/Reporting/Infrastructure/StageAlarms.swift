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
    if part == .compute, let alarm = fullAlarm ?? reservedAlarm(limit) { return alarm }
    let metric = limit.metric
    let isFree = metric.name.hasPrefix("Free")
    return TriggerAlarm(
      id: "\(limit.tier.rawValue) \(limit.resource)", part: part,
      metric: CloudWatchMetric(metric.namespace, metric.name, metric.statistic),
      comparison: isFree ? .below : .above, threshold: metric.threshold,
      description: "\(limit.tier.rawValue) \(limit.resource) passes "
        + "\(DecimalText.fixed(limit.safeShare * 100)) % of what this stage has")
  }

  /// That all machines or tasks of a tier run, which ends the stage of one that scales.
  ///
  /// Scaling keeps processors at the target, so that their use tells nothing. Nil for what does not scale.
  private var fullAlarm: TriggerAlarm? {
    let compute = planned.architecture.compute
    guard compute.count > compute.minimumCount else { return nil }
    let metric: CloudWatchMetric
    var most = compute.count
    switch compute.platform {
    case .autoScalingGroup:
      metric = CloudWatchMetric("AWS/AutoScaling", "GroupInServiceInstances", "Maximum")
    case .ecsOnEC2, .fargate:
      metric = CloudWatchMetric("ECS/ContainerInsights", "RunningTaskCount", "Maximum")
    case .eks:
      metric = CloudWatchMetric("ContainerInsights", "cluster_node_count", "Maximum")
      if planned.architecture.workerPlatform == .eks {
        most += planned.architecture.workers?.count ?? 0
      }
    case .singleInstance, .lambda: return nil
    }
    return TriggerAlarm(
      id: "compute all running", part: .compute, metric: metric, comparison: .atLeast,
      threshold: Double(most),
      description: "all \(most) that this stage has run")
  }

  /// What is set aside for the function, which is reached before the quota of the account is.
  private func reservedAlarm(_ limit: Limit) -> TriggerAlarm? {
    let compute = planned.architecture.compute
    guard compute.platform == .lambda, limit.metric.name == "ConcurrentExecutions",
      compute.concurrency > 0
    else { return nil }
    let threshold = max(1, (limit.safeShare * Double(compute.concurrency)).rounded(.down))
    return TriggerAlarm(
      id: "compute executions", part: .compute,
      metric: CloudWatchMetric("AWS/Lambda", "ConcurrentExecutions", "Maximum"),
      comparison: .atLeast, threshold: threshold,
      description: "\(DecimalText.fixed(limit.safeShare * 100)) % of the "
        + "\(compute.concurrency) executions set aside for the application are in use")
  }

  private func part(of limit: Limit) -> WatchedPart? {
    switch limit.tier {
    case .compute: .compute
    case .database: .database
    case .cache: planned.architecture.cache == nil ? nil : .cache
    case .entry: .api
    case .tables:
      planned.architecture.tables.first { limit.resource.hasSuffix(" of \($0.name)") }
        .map { .table($0.name) }
    case .frontEnd, .edge, .files, .messaging, .workers, .network, .observability: nil
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
