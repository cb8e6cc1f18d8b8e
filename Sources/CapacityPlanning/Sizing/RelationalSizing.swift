package import CatalogModel
package import Quantities

/// Cheapest class, replicas and storage of the SQL database for a demand.
package struct RelationalSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  let purchase: PurchaseOption?
  let skyline: TypeSkyline

  package init(
    catalog: Catalog, parameters: PlanningParameters, purchase: PurchaseOption? = nil
  ) {
    self.init(
      catalog: catalog, parameters: parameters, purchase: purchase,
      skyline: TypeSkyline(
        catalog, legacyFamilies: parameters.legacyFamilies, purchase: purchase))
  }

  init(
    catalog: Catalog, parameters: PlanningParameters, purchase: PurchaseOption?,
    skyline: TypeSkyline
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.purchase = purchase
    self.skyline = skyline
  }

  /// The load on the writer and on each of a number of replicas, in vCPUs.
  ///
  /// The writer takes all writes and the reads that no replica may answer; each replica takes
  /// its part of the others and replays every write.
  package static func loads(
    _ demand: RelationalDemand, replicas: Int, replayShare: Double,
    parameters: PlanningParameters
  ) -> (writer: Double, replica: Double) {
    let reads = (demand.reads * parameters.databaseReadTime).value
    let writes = (demand.writes * parameters.databaseWriteTime).value
    guard replicas > 0 else { return (reads + writes, 0) }
    let offloaded = reads * demand.replicableShare
    return (
      reads - offloaded + writes, offloaded / Double(replicas) + writes * replayShare
    )
  }

  /// The share of reads that miss the memory of an instance.
  package func missShare(size: GiB, memory: GiB) -> Double {
    Self.missShare(size: size, memory: memory, parameters: parameters)
  }

  static func missShare(size: GiB, memory: GiB, parameters: PlanningParameters) -> Double {
    let working = size.value * parameters.workingSetShare
    guard working > 0 else { return 0 }
    return max(0, 1 - memory.value * parameters.bufferShare / working)
  }

  /// The cheapest tier of an engine, with a proxy where connections need one; nil when no class or
  /// capacity is large enough.
  package func tier(
    _ engine: RelationalEngine, _ demand: RelationalDemand
  ) throws(Catalog.Gap) -> RelationalTier? {
    guard let series = try cheapest(engine, demand) else { return nil }
    let option = series.option(0)
    return needsProxy(option, connections: demand.connections) ? option.withProxy : option
  }

  /// Whether connections come too near to what a database allows.
  func needsProxy(_ tier: RelationalTier, connections: Double) -> Bool {
    tier.engine != .onInstance
      && connections > Double(tier.connectionLimit) * parameters.connectionTarget
  }

  /// The most data that an engine stores within the safe share.
  package func greatestSize(_ engine: RelationalEngine) throws(Catalog.Gap) -> GiB {
    let limit =
      engine == .aurora || engine == .auroraServerless
      ? try catalog.number("limit.aurora.storage.max") * 1024
      : try catalog.number("limit.rds.mysqlPostgres.storage.maxGiB")
    return GiB(limit * parameters.quotaTarget)
  }

  /// The monthly cost of a tier that decides: the bill, and the operation of its replicas.
  func cost(
    _ tier: RelationalTier, _ demand: RelationalDemand, missShare: Double
  ) throws(Catalog.Gap) -> Double {
    try costs(tier, demand, missShare: missShare, withProxy: false).bare
  }

  /// The same, and that behind a proxy, which comes last on a bill.
  func costs(
    _ tier: RelationalTier, _ demand: RelationalDemand, missShare: Double, withProxy: Bool = true
  ) throws(Catalog.Gap) -> (bare: Double, behindProxy: Double) {
    let costs = DatabaseCosts(catalog: catalog, parameters: parameters)
    let operation = parameters.operation(of: tier).value
    var bill = Bill(catalog: catalog, purchase: purchase, keepsItems: false)
    try costs.add(to: &bill, tier, DatabaseVolumes(demand, missShare: missShare))
    let bare = bill.totals.total.value + operation
    guard withProxy else { return (bare, bare) }
    try costs.addProxy(&bill, tier.withProxy)
    return (bare, bill.totals.total.value + operation)
  }

  /// The baseline of a burstable class, which is that of the instance type of the same name.
  static func burstBaseline(of className: String, _ catalog: Catalog) -> Double? {
    guard className.hasPrefix("db.t") else { return nil }
    return catalog.burstBaseline(String(className.dropFirst("db.".count)))
  }

  /// The least capacity of Aurora Serverless v2 that is not at rest, in ACU.
  static let leastUnitsInUse = 0.5
}

extension RelationalTier {
  /// The same tier behind a proxy.
  ///
  /// A proxy keeps connections open, and with one of them a cluster
  /// never pauses (D12).
  var withProxy: RelationalTier {
    RelationalTier(
      engine: engine, instanceClass: instanceClass, isMultiZone: isMultiZone,
      readReplicas: readReplicas, hasProxy: true,
      minimumCapacityUnits: engine == .auroraServerless
        ? max(RelationalSizing.leastUnitsInUse, minimumCapacityUnits) : 0,
      maximumCapacityUnits: maximumCapacityUnits, storage: storage,
      storageOperations: storageOperations, connectionLimit: connectionLimit)
  }
}
