import CatalogModel
import Quantities
import Requirements

extension LimitBook {
  /// The hottest partition of each table.
  func tables(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
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
            unit: "Count"), method: .derived))
    }
    return limits
  }

  /// Memory and commands of the in-memory cache.
  func cache(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    guard let tier = state.architecture.cache,
      let node = catalog.cacheNodes.first(where: { $0.name == tier.nodeType })
    else { return [] }
    let perCPU = try catalog.number("planning.cacheOperationsPerSecondPerVCPU")
    let threads = CacheSizing.commandThreads(engine: tier.engine, virtualCPUs: node.virtualCPUs)
    let memory = state.traffic.cacheableSize.value * parameters.workingSetShare
    return [
      Limit(
        tier: .cache, resource: "memory", load: memory,
        capacity: node.memory.value * Double(tier.shards), unit: "GiB",
        safeShare: parameters.cacheMemoryTarget,
        metric: Metric(
          namespace: "AWS/ElastiCache", name: "DatabaseMemoryUsagePercentage",
          statistic: "Maximum", threshold: parameters.cacheMemoryTarget * 100, unit: "Percent"),
        method: .derived),
      Limit(
        tier: .cache, resource: "commands", load: state.traffic.cacheLookups.value,
        capacity: perCPU * Double(threads * tier.shards), unit: "commands/s",
        safeShare: parameters.databaseTarget,
        metric: Metric(
          namespace: "AWS/ElastiCache", name: "EngineCPUUtilization", statistic: "Average",
          threshold: parameters.databaseTarget * 100, unit: "Percent"), method: .derived),
    ]
  }
}
