import CatalogModel
import Quantities

/// `instances/elasticache.tsv`: the shape of each node type, by name.
struct CacheShapeTable: Sendable {
  struct Row: Sendable {
    let name: String
    let family: String
    let virtualCPUs: Int
    let memory: GiB
    let isCurrentGeneration: Bool
    let networkBaselineGbps: Double?
    let networkBurstGbps: Double?
    let maxMemoryBytes: Double?
  }

  let rows: [String: Row]

  private static let columns = [
    "node", "family", "vCPU", "memoryGiB", "currentGeneration", "network", "networkBaselineGbps",
    "networkBurstGbps", "maxMemoryBytes", "enhancedIO", "enhancedIOMultiplexing", "networkSource",
  ]

  static func read(_ bytes: [UInt8], file: String, context: FileContext) -> CacheShapeTable {
    let table = TabTable(file: file, bytes: bytes, columns: columns, context: context)
    var rows: [String: Row] = [:]
    for row in table.rows(row) where rows.updateValue(row, forKey: row.name) != nil {
      context.log.add(Diagnostic(.error, at: Place(file: file), "`\(row.name)` occurs twice"))
    }
    return CacheShapeTable(rows: rows)
  }

  private static func row(_ row: inout TabRow) -> Row? {
    _ = row.citation(11)
    return Row(
      name: row.text(0), family: row.text(1), virtualCPUs: row.count(2),
      memory: GiB(row.number(3)), isCurrentGeneration: row.flag(4),
      networkBaselineGbps: row.optionalNumber(6), networkBurstGbps: row.optionalNumber(7),
      maxMemoryBytes: row.optionalNumber(8))
  }
}

/// A row of `prices/<region>/elasticache.tsv`.
struct CachePriceRow: Sendable {
  let name: String
  let engine: CacheNode.Engine
  let hourly: USDPerHour
  let citation: Citation
  let place: Place

  static func read(_ bytes: [UInt8], file: String, context: FileContext) -> [CachePriceRow] {
    let columns = ["node", "engine", "hourly", "source"]
    return TabTable(file: file, bytes: bytes, columns: columns, context: context).rows { row in
      guard let engine = row.choice(1, of: CacheNode.Engine.self), let citation = row.citation(3)
      else { return nil }
      return CachePriceRow(
        name: row.text(0), engine: engine, hourly: USDPerHour(row.number(2)), citation: citation,
        place: row.place)
    }
  }
}
