import CatalogModel

/// Joins the shapes of instance types with the prices of a region, in the order of the prices.
struct InstanceTables {
  private var computeShapes = ComputeShapeTable(rows: [:])
  private var rdsShapes = DatabaseShapeTable(rows: [:], isAurora: false)
  private var auroraShapes = DatabaseShapeTable(rows: [:], isAurora: true)
  private var cacheShapes = CacheShapeTable(rows: [:])
  private var computePrices: [ComputePriceRow] = []
  private var databasePrices: [DatabasePriceRow] = []
  private var cachePrices: [CachePriceRow] = []

  mutating func add(_ content: CatalogFile.Content) {
    switch content {
    case .computeShapes(let table): computeShapes = table
    case .databaseShapes(let table) where table.isAurora: auroraShapes = table
    case .databaseShapes(let table): rdsShapes = table
    case .cacheShapes(let table): cacheShapes = table
    case .computePrices(let rows): computePrices = rows
    case .databasePrices(let rows): databasePrices += rows
    case .cachePrices(let rows): cachePrices = rows
    default: break
    }
  }

  func computeInstances(log: inout [Diagnostic]) -> [ComputeInstance] {
    var seen: Set<String> = []
    return computePrices.compactMap { price in
      guard let row = computeShapes.rows[price.name] else {
        return unknown(
          price.name, at: price.place, isTableBroken: computeShapes.rows.isEmpty, log: &log)
      }
      guard seen.insert(price.name).inserted else {
        return twice(price.name, at: price.place, log: &log)
      }
      return ComputeInstance(
        name: row.name, family: row.family, architecture: row.architecture,
        virtualCPUs: row.virtualCPUs, memory: row.memory,
        isCurrentGeneration: row.isCurrentGeneration, burstBaseline: row.burstBaseline,
        networkBaselineGbps: row.networkBaselineGbps, hourly: price.hourly,
        citation: price.citation, shape: row.shape)
    }
  }

  func databaseInstances(log: inout [Diagnostic]) -> [DatabaseInstance] {
    var seen: Set<String> = []
    return databasePrices.compactMap { price in
      let isAurora = price.engine == .auroraMySQL || price.engine == .auroraPostgres
      let shapes = isAurora ? auroraShapes : rdsShapes
      guard let row = shapes.rows[price.name] else {
        return unknown(price.name, at: price.place, isTableBroken: shapes.rows.isEmpty, log: &log)
      }
      guard seen.insert("\(price.name) \(price.engine.rawValue)").inserted else {
        return twice(price.name, at: price.place, log: &log)
      }
      let isMySQL = price.engine == .mysql || price.engine == .auroraMySQL
      return DatabaseInstance(
        name: row.name, family: row.family, engine: price.engine, virtualCPUs: row.virtualCPUs,
        memory: row.memory, isCurrentGeneration: row.isCurrentGeneration, hourly: price.hourly,
        multiZoneHourly: price.multiZoneHourly, citation: price.citation,
        multiZoneClusterHourly: price.multiZoneClusterHourly,
        ioOptimizedHourly: price.ioOptimizedHourly,
        connections: isMySQL ? row.mySQLConnections : row.postgresConnections, network: row.network)
    }
  }

  func cacheNodes(log: inout [Diagnostic]) -> [CacheNode] {
    var seen: Set<String> = []
    return cachePrices.compactMap { price in
      guard let row = cacheShapes.rows[price.name] else {
        return unknown(
          price.name, at: price.place, isTableBroken: cacheShapes.rows.isEmpty, log: &log)
      }
      guard seen.insert("\(price.name) \(price.engine.rawValue)").inserted else {
        return twice(price.name, at: price.place, log: &log)
      }
      return CacheNode(
        name: row.name, family: row.family, engine: price.engine, virtualCPUs: row.virtualCPUs,
        memory: row.memory, isCurrentGeneration: row.isCurrentGeneration, hourly: price.hourly,
        citation: price.citation, networkBaselineGbps: row.networkBaselineGbps,
        networkBurstGbps: row.networkBurstGbps, maxMemoryBytes: row.maxMemoryBytes)
    }
  }

  /// Reports a price of a type that no shape describes, unless the shapes themselves do not load.
  private func unknown<Row>(
    _ name: String, at place: Place, isTableBroken: Bool, log: inout [Diagnostic]
  ) -> Row? {
    if isTableBroken { return nil }
    log.append(
      Diagnostic(
        .error, at: place, "`\(name)` has a price but no shape",
        remedy: "add it to the table in instances/"))
    return nil
  }

  private func twice<Row>(_ name: String, at place: Place, log: inout [Diagnostic]) -> Row? {
    log.append(Diagnostic(.error, at: place, "`\(name)` has two prices", remedy: "keep one row"))
    return nil
  }
}
