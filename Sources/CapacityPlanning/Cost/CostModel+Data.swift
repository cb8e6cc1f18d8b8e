import CatalogModel
import Quantities
import Requirements

extension CostModel {
  /// Requests or provisioned units, storage and point-in-time recovery of the tables.
  func addTables(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    let target = parameters.quotaTarget
    for (table, traffic) in zip(architecture.tables, volumes.traffic.tables) {
      if table.isOnDemand {
        let units = TableSizing.meanUnits(traffic, meanShare: volumes.meanShare)
        let month = Bill.seconds
        try bill.add(
          .tables, "\(table.name) reads", units.reads * month, "request units",
          at: "dynamodb.on-demand.read")
        try bill.add(
          .tables, "\(table.name) writes", units.writes * month, "request units",
          at: "dynamodb.on-demand.write")
      } else {
        try bill.add(
          .tables, "\(table.name) read capacity", table.peakReadUnits / target * Bill.hours,
          "RCU-hours", at: "dynamodb.provisioned.rcu-hour")
        try bill.add(
          .tables, "\(table.name) write capacity", table.peakWriteUnits / target * Bill.hours,
          "WCU-hours", at: "dynamodb.provisioned.wcu-hour")
      }
      try bill.add(
        .tables, "\(table.name) storage", traffic.load.size.value, "GB-months",
        at: "dynamodb.storage.gb-month")
      try bill.add(
        .tables, "\(table.name) recovery", traffic.load.size.value, "GB-months",
        at: "dynamodb.pitr.gb-month")
    }
    if architecture.tables.contains(where: \.hasAccelerator) {
      try bill.add(
        .cache, "DAX nodes", Bill.hours * Double(max(1, architecture.zones)), "hours",
        at: Self.acceleratorNode)
    }
  }

  /// The smallest DAX node that is not burstable.
  package static let acceleratorNode = "dax.r5.large.node-hour"

  /// Nodes of the in-memory cache.
  func addCache(_ bill: inout Bill, _ architecture: Architecture) throws(Catalog.Gap) {
    guard let cache = architecture.cache else { return }
    let engine: CacheNode.Engine = cache.engine == .valkey ? .valkey : .memcached
    guard let node = catalog.cacheNode(cache.nodeType, engine: engine) else {
      throw .instances(cache.nodeType)
    }
    bill.addHours(
      .cache, "\(node.name) nodes", machines: Double(cache.shards * (1 + cache.replicasPerShard)),
      hourly: node.hourly, type: node.name, of: .elasticache, citation: node.citation)
  }
}
