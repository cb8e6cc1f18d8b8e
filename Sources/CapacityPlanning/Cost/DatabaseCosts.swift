import CatalogModel
import Quantities
import RealModule

/// What a month asks of the SQL database, as far as its bill goes.
struct DatabaseVolumes: Sendable {
  let size: GiB
  /// Reads and writes of a month.
  let reads: Double
  let writes: Double
  /// The share of the reads that goes to storage.
  let missShare: Double
  /// Of requests, averaged over the month.
  let meanRate: RequestsPerSecond
}

/// The bill of the SQL database.
struct DatabaseCosts {
  let catalog: Catalog
  let parameters: PlanningParameters

  /// Instances or capacity units, storage, operations, backups and the proxy of the SQL database.
  func add(
    to bill: inout Bill, _ tier: RelationalTier, _ volumes: DatabaseVolumes
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
      let storage = max(storage, (volumes.size.value / parameters.quotaTarget).rounded(.up))
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
  private func shareAwake(_ volumes: DatabaseVolumes) throws(Catalog.Gap) -> Double {
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
    _ bill: inout Bill, _ volumes: DatabaseVolumes
  ) throws(Catalog.Gap) {
    let perWrite = try catalog.number("planning.auroraIOPerWriteTransaction")
    try bill.add(
      .database, "storage", max(10, volumes.size.value), "GB-months",
      at: "aurora.standard.storage.gb-month")
    try bill.add(
      .database, "storage operations",
      volumes.reads * volumes.missShare + volumes.writes * perWrite, "requests",
      at: "aurora.standard.io-request")
  }

  /// The proxy of a database that has one.
  func addProxy(_ bill: inout Bill, _ tier: RelationalTier) throws(Catalog.Gap) {
    guard tier.hasProxy else { return }
    if tier.engine == .auroraServerless {
      try bill.add(
        .database, "proxy units", tier.proxyUnits * Bill.hours, "ACU-hours",
        at: "rds-proxy.acu-hour")
    } else if let name = tier.instanceClass,
      let instance = catalog.databaseSize(name)
    {
      try bill.add(
        .database, "proxy vCPU-hours", max(2, Double(instance.virtualCPUs)) * Bill.hours,
        "vCPU-hours", at: "rds-proxy.vcpu-hour")
    }
  }
}

extension RelationalTier {
  /// The capacity units that a proxy of Aurora Serverless is billed for: at least eight.
  var proxyUnits: Double { max(8, maximumCapacityUnits) }
}
