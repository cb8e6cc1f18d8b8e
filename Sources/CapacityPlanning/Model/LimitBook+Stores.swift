import CatalogModel
import Quantities
import Requirements

extension LimitBook {
  /// The hottest partition of each table.
  func tables(_ state: NetworkState, to sink: inout some LimitSink) throws(Catalog.Gap) {
    guard !state.architecture.tables.isEmpty else { return }
    let partitionReads = try catalog.number("dynamodb.partitionRCU")
    let partitionWrites = try catalog.number("dynamodb.partitionWCU")
    for (table, traffic) in zip(state.architecture.tables, state.traffic.tables) {
      let hottest = traffic.load.set.hottestKeyShare
      let units = TableSizing.units(traffic)
      // A hot key lives in one partition; its use is that of the scarcer unit.
      let use =
        hottest
        * max(units.reads / partitionReads, units.writes / partitionWrites)
      sink.add(
        .tables, "hottest partition of \(table.name)", load: use, capacity: 1,
        unit: "partitions", safeShare: parameters.quotaTarget, isQuota: false,
        metric: Metric(
          namespace: "AWS/DynamoDB", name: "ReadThrottleEvents", statistic: "Sum", threshold: 0,
          unit: "Count"), method: .derived)
    }
  }

  /// Memory and commands of the in-memory cache.
  func cache(_ state: NetworkState, to sink: inout some LimitSink) throws(Catalog.Gap) {
    guard let tier = state.architecture.cache,
      let node = catalog.cacheNode(
        tier.nodeType, engine: tier.engine == .valkey ? .valkey : .memcached)
    else { return }
    let perCPU = try catalog.number("planning.cacheOperationsPerSecondPerVCPU")
    let threads = CacheSizing.commandThreads(engine: tier.engine, virtualCPUs: node.virtualCPUs)
    let memory = state.traffic.cacheableSize.value * parameters.workingSetShare
    sink.add(
      .cache, "memory", load: memory, capacity: node.memory.value * Double(tier.shards),
      unit: "GiB", safeShare: parameters.cacheMemoryTarget, isQuota: false,
      metric: Metric(
        namespace: "AWS/ElastiCache", name: "DatabaseMemoryUsagePercentage",
        statistic: "Maximum", threshold: parameters.cacheMemoryTarget * 100, unit: "Percent"),
      method: .derived)
    sink.add(
      .cache, "commands", load: state.traffic.cacheLookups.value,
      capacity: perCPU * Double(threads * tier.shards), unit: "commands/s",
      safeShare: parameters.databaseTarget, isQuota: false,
      metric: Metric(
        namespace: "AWS/ElastiCache", name: "EngineCPUUtilization", statistic: "Average",
        threshold: parameters.databaseTarget * 100, unit: "Percent"), method: .derived)
  }
}
