import CatalogModel
import Quantities

/// `instances/rds.tsv` or `instances/aurora.tsv`: the shape of each class, by name.
struct DatabaseShapeTable: Sendable {
  struct Row: Sendable {
    let name: String
    let family: String
    let virtualCPUs: Int
    let memory: GiB
    let isCurrentGeneration: Bool
    let network: String?
    let mySQLConnections: Int?
    let postgresConnections: Int?
  }

  let rows: [String: Row]
  /// Whether the classes are Aurora's.
  let isAurora: Bool

  private static let columns = [
    "class", "family", "vCPU", "memoryGiB", "currentGeneration", "network", "connectionsMySQL",
    "connectionsPostgres",
  ]

  static func read(
    _ bytes: [UInt8], file: String, isAurora: Bool, context: FileContext
  ) -> DatabaseShapeTable {
    let table = TabTable(file: file, bytes: bytes, columns: columns, context: context)
    var rows: [String: Row] = [:]
    for row in table.rows(row) where rows.updateValue(row, forKey: row.name) != nil {
      context.log.add(Diagnostic(.error, at: Place(file: file), "`\(row.name)` occurs twice"))
    }
    return DatabaseShapeTable(rows: rows, isAurora: isAurora)
  }

  private static func row(_ row: inout TabRow) -> Row? {
    Row(
      name: row.text(0), family: row.text(1), virtualCPUs: row.count(2),
      memory: GiB(row.number(3)), isCurrentGeneration: row.flag(4), network: row.optionalText(5),
      mySQLConnections: row.optionalCount(6), postgresConnections: row.optionalCount(7))
  }
}

/// A row of `prices/<region>/rds.tsv` or `prices/<region>/aurora.tsv`.
struct DatabasePriceRow: Sendable {
  let name: String
  let engine: DatabaseInstance.Engine
  let hourly: USDPerHour
  let multiZoneHourly: USDPerHour?
  let multiZoneClusterHourly: USDPerHour?
  let ioOptimizedHourly: USDPerHour?
  let citation: Citation
  let place: Place

  /// The RDS prices, without those that the model has no use for.
  ///
  /// The tables keep MariaDB, which is no engine of the model, and classes that are only sold as a
  /// cluster of three, which have no price of one instance.
  static func readRDS(_ bytes: [UInt8], file: String, context: FileContext) -> [DatabasePriceRow] {
    let columns = ["class", "engine", "singleZone", "multiZone", "multiZoneCluster", "source"]
    let table = TabTable(file: file, bytes: bytes, columns: columns, context: context)
    return table.rows { row in
      if row.text(1) == "mariadb" { return nil }
      let prices = (2...4).map { row.optionalNumber($0).map(USDPerHour.init) }
      guard let engine = row.choice(1, of: DatabaseInstance.Engine.self),
        let citation = row.citation(5), let hourly = prices[0]
      else { return nil }
      return DatabasePriceRow(
        name: row.text(0), engine: engine, hourly: hourly, multiZoneHourly: prices[1],
        multiZoneClusterHourly: prices[2], ioOptimizedHourly: nil, citation: citation,
        place: row.place)
    }
  }

  static func readAurora(
    _ bytes: [UInt8], file: String, context: FileContext
  ) -> [DatabasePriceRow] {
    let columns = ["class", "engine", "standard", "ioOptimized", "source"]
    let table = TabTable(file: file, bytes: bytes, columns: columns, context: context)
    return table.rows { row in
      guard let engine = row.choice(1, of: DatabaseInstance.Engine.self),
        let citation = row.citation(4)
      else { return nil }
      return DatabasePriceRow(
        name: row.text(0), engine: engine, hourly: USDPerHour(row.number(2)), multiZoneHourly: nil,
        multiZoneClusterHourly: nil, ioOptimizedHourly: row.optionalNumber(3).map(USDPerHour.init),
        citation: citation, place: row.place)
    }
  }
}
