import CatalogModel
import Quantities
import Requirements

extension LimitBook {
  /// CPU, credits, workers and connections of machines, concurrency of functions.
  func compute(_ state: NetworkState, to sink: inout some LimitSink) throws(Catalog.Gap) {
    let tier = state.architecture.compute
    guard let station = state.compute else {
      try functions(state, to: &sink)
      return
    }
    let safeShare = computeShare(machines: station.machines, zones: state.architecture.zones)
    sink.add(
      .compute, "CPU", load: station.load.value,
      capacity: Double(station.machines * station.servers) * station.speed, unit: "vCPU",
      safeShare: safeShare, isQuota: false,
      metric: Self.processorMetric(tier.platform, threshold: safeShare * 100), method: .exact)
    if let type = tier.instanceType, let baseline = catalog.burstBaseline(type) {
      sink.add(
        .compute, "CPU credits", load: station.load.value * state.origin.meanShare,
        capacity: baseline * tier.virtualCPUs * Double(tier.minimumCount), unit: "vCPU on average",
        safeShare: 1, isQuota: false,
        metric: Metric(
          namespace: "AWS/EC2", name: "CPUSurplusCreditBalance", statistic: "Maximum",
          threshold: 0, unit: "Count"), method: .derived)
    }
    holders(station, state, to: &sink)
  }

  static func processorMetric(_ platform: ComputePlatform, threshold: Double) -> Metric {
    let namespace =
      switch platform {
      case .fargate, .ecsOnEC2: "AWS/ECS"
      case .eks: "ContainerInsights"
      case .singleInstance, .autoScalingGroup, .lambda: "AWS/EC2"
      }
    return Metric(
      namespace: namespace,
      name: platform == .eks ? "node_cpu_utilization" : "CPUUtilization", statistic: "Average",
      threshold: threshold, unit: "Percent")
  }

  /// Workers and connections of the machines, by Little's law on what a request takes without
  /// waiting: below the safe share hardly anybody waits for one.
  ///
  /// Nothing publishes them; the CPU grows with them, and its use where they run out is the threshold.
  /// Where all of it is used before that, there is none: the limit of the CPU itself is passed first.
  private func holders(
    _ station: ComputeStation, _ state: NetworkState, to sink: inout some LimitSink
  ) {
    let share = parameters.connectionTarget
    func metric(_ held: Double, _ capacity: Double) -> Metric? {
      guard held > 0 else { return nil }
      let threshold = (station.utilization / (held / capacity) * share * 100).rounded(.down)
      guard threshold > 0, threshold < 100 else { return nil }
      return Self.processorMetric(state.architecture.compute.platform, threshold: threshold)
    }
    if let workers = station.workers {
      let capacity = Double(workers * station.machines)
      let held = state.heldWorkers
      sink.add(
        .compute, "workers", load: held, capacity: capacity, unit: "requests at a time",
        safeShare: share, isQuota: false, metric: metric(held, capacity),
        method: Self.holderMethod)
    }
    if state.database != nil {
      let capacity = Double(station.connections * station.machines)
      let held = state.heldConnections
      sink.add(
        .compute, "connection pools", load: held, capacity: capacity, unit: "connections in use",
        safeShare: share, isQuota: false, metric: metric(held, capacity),
        method: Self.holderMethod)
    }
  }

  private static let holderMethod = Method.approximate(
    "Little's law on the time without waiting for processors or the database")

  /// The share of the CPU that is safe: the target, or less where what remains after losing a zone
  /// could not take the rest over within its own target.
  private func computeShare(machines: Int, zones: Int) -> Double {
    guard zones > 1, machines > 1 else { return parameters.computeTarget }
    let survivors = machines - (machines + zones - 1) / zones
    return min(
      parameters.computeTarget,
      parameters.computeTargetZoneLost * Double(survivors) / Double(machines))
  }

  /// Functions that run at the same time at the peak.
  func concurrency(_ state: NetworkState) throws(Catalog.Gap) -> Double {
    let duration = NetworkState.unqueuedDuration(
      state.origin, architecture: state.architecture, parameters)
    return try TaskSizing(catalog: catalog, parameters: parameters)
      .concurrency(rate: state.origin.requestRate, duration: duration)
  }

  /// Little's law, with what the code takes while nobody waits for the database.
  static let concurrencyMethod = Method.approximate(
    "Little's law on the duration without waiting for the database")

  private func functions(
    _ state: NetworkState, to sink: inout some LimitSink
  ) throws(Catalog.Gap) {
    let concurrency = try concurrency(state)
    let quota = try catalog.number("lambda.concurrencyDefault")
    sink.add(
      .compute, "concurrent executions", load: concurrency, capacity: quota, unit: "executions",
      safeShare: parameters.quotaTarget, isQuota: true,
      metric: shareMetric("AWS/Lambda", "ConcurrentExecutions", "Maximum", ofCapacity: quota),
      method: Self.concurrencyMethod)
  }
}
