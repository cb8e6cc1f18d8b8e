import CatalogModel
import Quantities
import Requirements

/// The capacities of an architecture with their use, and the CloudWatch metric of each.
struct LimitBook {
  let catalog: Catalog
  let parameters: PlanningParameters

  /// All limits, in the order of the tiers.
  func limits(of state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    try entry(state) + compute(state) + database(state) + tables(state) + cache(state)
  }

  private func entry(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    let service: String
    switch state.architecture.exposure {
    case .httpAPI: service = "apigateway-http"
    case .restAPI: service = "apigateway-rest"
    case .direct, .alb, .nlb, .webSocketAPI, .appSync: return []
    }
    return [
      Limit(
        tier: .entry, resource: "account throttle", load: state.origin.requestRate.value,
        capacity: try catalog.number(service + ".throttleRps"), unit: "req/s",
        safeShare: parameters.quotaTarget, isQuota: true,
        metric: percentMetric("AWS/ApiGateway", "Count", "Sum", ofCapacity: 10_000 * 60))
    ]
  }

  private func percentMetric(
    _ namespace: String, _ name: String, _ statistic: String, ofCapacity capacity: Double,
    share: Double? = nil
  ) -> Metric {
    Metric(
      namespace: namespace, name: name, statistic: statistic,
      threshold: ((share ?? parameters.quotaTarget) * capacity).rounded(.down), unit: "Count")
  }

  private func compute(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
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
            threshold: 0, unit: "Count")))
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

  private func functions(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    let sizing = TaskSizing(catalog: catalog, parameters: parameters)
    let duration = NetworkState.unqueuedDuration(
      state.origin, architecture: state.architecture, parameters)
    let concurrency = try sizing.concurrency(rate: state.origin.requestRate, duration: duration)
    let quota = try catalog.number("lambda.concurrencyDefault")
    return [
      Limit(
        tier: .compute, resource: "concurrent executions", load: concurrency, capacity: quota,
        unit: "executions", safeShare: parameters.quotaTarget, isQuota: true,
        metric: percentMetric(
          "AWS/Lambda", "ConcurrentExecutions", "Maximum", ofCapacity: quota))
    ]
  }

  private func database(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    guard let station = state.database, station.tier.engine != .onInstance else { return [] }
    var limits = [
      Limit(
        tier: .database, resource: "CPU", load: station.writerLoad, capacity: station.virtualCPUs,
        unit: "vCPU of the writer", safeShare: parameters.databaseTarget,
        metric: Metric(
          namespace: "AWS/RDS", name: "CPUUtilization", statistic: "Average",
          threshold: parameters.databaseTarget * 100, unit: "Percent"))
    ]
    if station.tier.readReplicas > 0 {
      limits.append(
        Limit(
          tier: .database, resource: "replica CPU", load: station.replicaLoad,
          capacity: station.virtualCPUs, unit: "vCPU of each replica",
          safeShare: parameters.databaseTarget,
          metric: Metric(
            namespace: "AWS/RDS", name: "CPUUtilization", statistic: "Maximum",
            threshold: parameters.databaseTarget * 100, unit: "Percent")))
    }
    limits += writerZoneLost(station, state)
    if !station.tier.hasProxy {
      let connections = ArchitectureSizing.connections(
        of: state.architecture.compute, parameters: parameters)
      limits.append(
        Limit(
          tier: .database, resource: "connections", load: connections,
          capacity: Double(station.tier.connectionLimit), unit: "connections",
          safeShare: parameters.connectionTarget,
          metric: percentMetric(
            "AWS/RDS", "DatabaseConnections", "Maximum",
            ofCapacity: Double(station.tier.connectionLimit), share: parameters.connectionTarget)))
    }
    limits += try storage(station, state)
    return limits
  }

  /// The writer while the replicas of a zone are gone: it takes over what they read.
  private func writerZoneLost(_ station: DatabaseStation, _ state: NetworkState) -> [Limit] {
    let zones = state.architecture.zones
    let replicas = station.tier.readReplicas
    guard zones > 1, replicas > 0 else { return [] }
    let isAurora = station.tier.engine != .rds
    let lost = RelationalSizing.loads(
      RelationalDemand(state.traffic, meanShare: 1, connections: 0, zones: zones),
      replicas: replicas - (replicas + zones - 1) / zones,
      replayShare: isAurora ? parameters.replayShareAurora : parameters.replayShareRDS,
      parameters: parameters
    ).writer
    guard lost > station.writerLoad else { return [] }
    let share = parameters.computeTargetZoneLost
    return [
      Limit(
        tier: .database, resource: "CPU with a zone lost", load: lost,
        capacity: station.virtualCPUs, unit: "vCPU of the writer", safeShare: share,
        metric: Metric(
          namespace: "AWS/RDS", name: "CPUUtilization", statistic: "Maximum",
          threshold: (share * station.writerLoad / lost * 100).rounded(.down), unit: "Percent"))
    ]
  }

  private func storage(
    _ station: DatabaseStation, _ state: NetworkState
  ) throws(Catalog.Gap) -> [Limit] {
    let isAurora = station.tier.engine != .rds
    let greatest =
      isAurora
      ? try catalog.number("limit.aurora.storage.max") * 1024
      : try catalog.number("limit.rds.mysqlPostgres.storage.maxGiB")
    var limits = [
      Limit(
        tier: .database, resource: "storage", load: state.traffic.sqlSize.value,
        capacity: greatest, unit: "GiB", safeShare: parameters.quotaTarget,
        metric: Metric(
          namespace: "AWS/RDS", name: isAurora ? "VolumeBytesUsed" : "FreeStorageSpace",
          statistic: isAurora ? "Maximum" : "Minimum",
          threshold: (isAurora
            ? greatest * parameters.quotaTarget : station.tier.storage.value * 0.2)
            * 1_073_741_824, unit: "Bytes"))
    ]
    if station.tier.engine == .rds {
      let capacity = Double(station.tier.storageOperations)
      let operations =
        state.traffic.sqlReads.value * station.missShare
        + state.traffic.sqlWrites.value * StorageSizing.operationsPerWrite
      limits.append(
        Limit(
          tier: .database, resource: "storage operations", load: operations, capacity: capacity,
          unit: "IOPS", safeShare: parameters.quotaTarget,
          metric: percentMetric("AWS/RDS", "WriteIOPS", "Average", ofCapacity: capacity)))
    }
    return limits
  }

  private func tables(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    let partitionReads = try catalog.number("dynamodb.partitionRCU")
    let partitionWrites = try catalog.number("dynamodb.partitionWCU")
    var limits: [Limit] = []
    for (table, traffic) in zip(state.architecture.tables, state.traffic.tables) {
      let hottest = traffic.load.set.hottestKeyShare
      let units = TableSizing.units(traffic)
      // A hot key lives in one partition; its use is that of the scarcer unit.
      let use =
        hottest
        * max(units.reads / partitionReads, units.writes / partitionWrites)
      limits.append(
        Limit(
          tier: .tables, resource: "hottest partition of \(table.name)", load: use, capacity: 1,
          unit: "partitions", safeShare: parameters.quotaTarget,
          metric: Metric(
            namespace: "AWS/DynamoDB", name: "ReadThrottleEvents", statistic: "Sum", threshold: 0,
            unit: "Count")))
    }
    return limits
  }

  private func cache(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    guard let tier = state.architecture.cache,
      let node = catalog.cacheNodes.first(where: { $0.name == tier.nodeType })
    else { return [] }
    let perCPU = try catalog.number("planning.cacheOperationsPerSecondPerVCPU")
    let memory = state.traffic.cacheableSize.value * parameters.workingSetShare
    return [
      Limit(
        tier: .cache, resource: "memory", load: memory,
        capacity: node.memory.value * Double(tier.shards), unit: "GiB",
        safeShare: parameters.cacheMemoryTarget,
        metric: Metric(
          namespace: "AWS/ElastiCache", name: "DatabaseMemoryUsagePercentage",
          statistic: "Maximum", threshold: parameters.cacheMemoryTarget * 100, unit: "Percent")),
      Limit(
        tier: .cache, resource: "commands", load: state.traffic.cacheLookups.value,
        capacity: perCPU * Double(node.virtualCPUs * tier.shards), unit: "commands/s",
        safeShare: parameters.databaseTarget,
        metric: Metric(
          namespace: "AWS/ElastiCache", name: "EngineCPUUtilization", statistic: "Average",
          threshold: parameters.databaseTarget * 100, unit: "Percent")),
    ]
  }
}
