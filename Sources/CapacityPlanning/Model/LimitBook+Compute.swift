import CatalogModel
import Quantities
import Requirements

extension LimitBook {
  /// CPU and credits of machines, concurrency of functions.
  func compute(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    let tier = state.architecture.compute
    guard let station = state.compute else { return try functions(state) }
    let namespace =
      switch tier.platform {
      case .fargate, .ecsOnEC2: "AWS/ECS"
      case .eks: "ContainerInsights"
      case .singleInstance, .autoScalingGroup, .lambda: "AWS/EC2"
      }
    let safeShare = computeShare(machines: station.machines, zones: state.architecture.zones)
    var limits = [
      Limit(
        tier: .compute, resource: "CPU", load: station.load.value,
        capacity: Double(station.machines * station.servers) * station.speed, unit: "vCPU",
        safeShare: safeShare,
        metric: Metric(
          namespace: namespace,
          name: tier.platform == .eks ? "node_cpu_utilization" : "CPUUtilization",
          statistic: "Average", threshold: safeShare * 100, unit: "Percent"))
    ]
    if let type = tier.instanceType,
      let baseline = catalog.computeInstance(type)?.burstBaseline
    {
      limits.append(
        Limit(
          tier: .compute, resource: "CPU credits",
          load: station.load.value * state.origin.meanShare,
          capacity: baseline * tier.virtualCPUs * Double(tier.minimumCount),
          unit: "vCPU on average", safeShare: 1,
          metric: Metric(
            namespace: "AWS/EC2", name: "CPUSurplusCreditBalance", statistic: "Maximum",
            threshold: 0, unit: "Count"), method: .derived))
    }
    return limits
  }

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

  private func functions(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    let concurrency = try concurrency(state)
    let quota = try catalog.number("lambda.concurrencyDefault")
    return [
      Limit(
        tier: .compute, resource: "concurrent executions", load: concurrency, capacity: quota,
        unit: "executions", safeShare: parameters.quotaTarget, isQuota: true,
        metric: shareMetric(
          "AWS/Lambda", "ConcurrentExecutions", "Maximum", ofCapacity: quota),
        method: Self.concurrencyMethod)
    ]
  }
}
