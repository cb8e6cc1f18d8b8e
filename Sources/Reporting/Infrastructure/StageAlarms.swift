import CapacityPlanning
import Quantities
import Requirements
import Roadmap

/// The alarms that watch what will give way at a stage: one for each limit of the model, and one
/// for the response time.
struct StageAlarms {
  let planned: PlannedStage
  let objectives: Objectives

  /// All alarms whose metric the architecture's parts publish; of several thresholds of one metric that
  /// which is passed first.
  var alarms: [TriggerAlarm] {
    var alarms: [TriggerAlarm] = []
    for alarm in planned.assessment.limits.compactMap(alarm) + [latency].compactMap({ $0 }) {
      guard
        let same = alarms.firstIndex(where: {
          $0.part == alarm.part && $0.metric == alarm.metric
            && $0.comparison == alarm.comparison
        })
      else {
        alarms.append(alarm)
        continue
      }
      if alarm.isEarlier(than: alarms[same]) { alarms[same] = alarm }
    }
    return alarms
  }

  private func alarm(_ limit: Limit) -> TriggerAlarm? {
    guard let metric = limit.metric, let part = part(of: limit),
      part.utilizationMetric(in: planned.architecture) != nil
    else { return nil }
    if part == .compute, let alarm = fullAlarm ?? reservedAlarm(limit) { return alarm }
    let isFree = metric.name.hasPrefix("Free")
    return TriggerAlarm(
      id: "\(limit.tier.rawValue) \(limit.resource)", part: part,
      metric: CloudWatchMetric(metric.namespace, metric.name, metric.statistic),
      comparison: isFree ? .below : .above, threshold: metric.threshold,
      description: "\(limit.tier.rawValue) \(limit.resource) passes "
        + "\(DecimalText.significant(limit.safeShare * 100)) % of what this stage has")
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
    guard compute.platform == .lambda, limit.metric?.name == "ConcurrentExecutions",
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

  /// The response time of the way in: the one that breaks the stage, or else the 95th percentile.
  private var latency: TriggerAlarm? {
    for part in [WatchedPart.loadBalancer, .api] {
      guard let published = part.utilizationMetric(in: planned.architecture),
        published.statistic == "p95"
      else { continue }
      if case .latency = planned.breaking.cause,
        let metric = TriggerMetric.metric(
          of: planned.breaking.cause, in: planned.architecture, objectives: objectives),
        metric.name == published.name
      {
        return responseTime(
          part, CloudWatchMetric(metric.namespace, metric.name, metric.statistic),
          metric.threshold,
          "from that load on \(planned.breaking.cause.text)")
      }
      let unit = part == .loadBalancer ? 1.0 : 1000
      return responseTime(
        part, published, objectives.p95.value * unit,
        "the 95th percentile passes its objective of "
          + "\(DecimalText.significant(objectives.p95.milliseconds)) ms")
    }
    return nil
  }

  /// Load balancers publish response times in seconds, gateways in milliseconds.
  private func responseTime(
    _ part: WatchedPart, _ metric: CloudWatchMetric, _ threshold: Double, _ description: String
  ) -> TriggerAlarm {
    TriggerAlarm(
      id: "response time", part: part, metric: metric, comparison: .above, threshold: threshold,
      description: description)
  }
}

extension TriggerAlarm {
  /// Whether a growing load passes its threshold before that of another alarm on the same metric.
  fileprivate func isEarlier(than other: TriggerAlarm) -> Bool {
    switch comparison {
    case .above, .atLeast: threshold < other.threshold
    case .below, .atMost: threshold > other.threshold
    }
  }
}
