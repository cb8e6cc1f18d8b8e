import CatalogModel
import Quantities
import RealModule
import Requirements

extension CostModel {
  /// Instances or capacity units, storage, operations, backups and the proxy of the SQL database.
  func addDatabase(
    _ bill: inout Bill, _ tier: RelationalTier, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    let storage = tier.storage.value
    switch tier.engine {
    case .onInstance:
      try bill.add(.database, "data volume", storage, "GB-months", at: "ebs.gp3.gb-month")
      try bill.add(
        .database, "snapshots",
        storage * (try catalog.number("planning.snapshotShare")), "GB-months",
        at: "ebs.snapshot.gb-month")
    case .rds:
      let instance = try instance(tier, engine: .postgres)
      let hourly = tier.isMultiZone ? instance.multiZoneHourly : instance.hourly
      guard let hourly else { throw .instances(instance.name) }
      bill.addHours(
        .database, "\(instance.name) \(tier.isMultiZone ? "with standby" : "instance")",
        machines: 1, hourly: hourly, type: instance.name, of: instance.product,
        citation: instance.citation)
      bill.addHours(
        .database, "read replicas", machines: Double(tier.readReplicas), hourly: instance.hourly,
        type: instance.name, of: instance.product, citation: instance.citation)
      // A volume grows by itself when it is nearly full, and is paid for as it has grown.
      let storage = max(storage, (volumes.sqlSize.value / parameters.quotaTarget).rounded(.up))
      try bill.add(
        .database, "storage", storage, "GB-months",
        at: tier.isMultiZone ? "rds.gp3.multi-az.gb-month" : "rds.gp3.single-az.gb-month")
      let sizing = StorageSizing(catalog: catalog, parameters: parameters)
      let volume = StorageSizing.Volume(size: tier.storage, operations: tier.storageOperations)
      try bill.add(
        .database, "storage operations above the baseline", try sizing.paidOperations(volume),
        "IOPS-months", at: StorageSizing.extraKey(isMultiZone: tier.isMultiZone))
      try bill.add(
        .database, "replica storage", storage * Double(tier.readReplicas), "GB-months",
        at: "rds.gp3.single-az.gb-month")
    case .aurora:
      let instance = try instance(tier, engine: .auroraPostgres)
      bill.addHours(
        .database, "\(instance.name) instances", machines: Double(1 + tier.readReplicas),
        hourly: instance.hourly, type: instance.name, of: instance.product,
        citation: instance.citation)
      try addAuroraStorage(&bill, volumes)
    case .auroraServerless:
      // Capacity follows the load between its least and its greatest; the mean is the least.
      let units =
        tier.minimumCapacityUnits > 0
        ? tier.minimumCapacityUnits
        : RelationalSizing.leastUnitsInUse * (try shareAwake(volumes))
      try bill.add(
        .database, "capacity units",
        units * Double(1 + tier.readReplicas) * Bill.hours, "ACU-hours",
        at: "aurora.serverless-v2.acu-hour")
      try addAuroraStorage(&bill, volumes)
    }
    try addProxy(&bill, tier)
  }

  /// The share of time in which a cluster that may pause is awake: the last request is less than the
  /// idle time `T` before it pauses ago.
  ///
  /// `1 - exp(-λT)` for Poisson arrivals at the mean rate `λ` of the month. Approximate: a real day
  /// has a night, in which it pauses for longer.
  private func shareAwake(_ volumes: MonthlyVolumes) throws(Catalog.Gap) -> Double {
    let idle = try catalog.number("limit.auroraServerlessV2.autoPauseSeconds")
    return 1 - Double.exp(-volumes.meanRate.value * idle)
  }

  private func instance(
    _ tier: RelationalTier, engine: DatabaseInstance.Engine
  ) throws(Catalog.Gap) -> DatabaseInstance {
    guard let name = tier.instanceClass,
      let instance = catalog.databaseInstance(name, engine: engine)
    else { throw .instances(tier.instanceClass ?? engine.rawValue) }
    return instance
  }

  private func addAuroraStorage(
    _ bill: inout Bill, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    let perWrite = try catalog.number("planning.auroraIOPerWriteTransaction")
    try bill.add(
      .database, "storage", max(10, volumes.sqlSize.value), "GB-months",
      at: "aurora.standard.storage.gb-month")
    try bill.add(
      .database, "storage operations",
      volumes.sqlReads * volumes.missShare + volumes.sqlWrites * perWrite, "requests",
      at: "aurora.standard.io-request")
  }

  private func addProxy(_ bill: inout Bill, _ tier: RelationalTier) throws(Catalog.Gap) {
    guard tier.hasProxy else { return }
    if tier.engine == .auroraServerless {
      // The proxy is billed for at least eight units.
      try bill.add(
        .database, "proxy units", max(8, tier.maximumCapacityUnits) * Bill.hours, "ACU-hours",
        at: "rds-proxy.acu-hour")
    } else if let name = tier.instanceClass,
      let instance = catalog.databaseSize(name)
    {
      try bill.add(
        .database, "proxy vCPU-hours", max(2, Double(instance.virtualCPUs)) * Bill.hours,
        "vCPU-hours", at: "rds-proxy.vcpu-hour")
    }
  }

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
