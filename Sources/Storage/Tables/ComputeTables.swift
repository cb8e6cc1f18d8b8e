import CatalogModel
import Quantities

/// `instances/ec2.tsv`: the shape of each EC2 type, by name.
struct ComputeShapeTable: Sendable {
  struct Row: Sendable {
    let name: String
    let family: String
    let architecture: String
    let virtualCPUs: Int
    let memory: GiB
    let isCurrentGeneration: Bool
    let networkBaselineGbps: Double
    let burstBaseline: Double?
    let shape: ComputeShape
  }

  let rows: [String: Row]

  private static let columns = [
    "type", "family", "architecture", "vCPU", "memoryGiB", "currentGeneration", "cores", "clockGHz",
    "networkBaselineGbps", "networkPeakGbps", "ebsBaselineMbps", "ebsMaxMbps", "ebsBaselineIops",
    "ebsMaxIops", "instanceStoreGB", "creditsPerHour", "maxCreditBalance",
    "baselinePercentPerVCPU", "offeredIn",
  ]

  static func read(_ bytes: [UInt8], file: String, context: FileContext) -> ComputeShapeTable {
    let table = TabTable(file: file, bytes: bytes, columns: columns, context: context)
    var rows: [String: Row] = [:]
    rows.reserveCapacity(2_000)
    for row in table.rows(row) where rows.updateValue(row, forKey: row.name) != nil {
      context.log.add(Diagnostic(.error, at: Place(file: file), "`\(row.name)` occurs twice"))
    }
    return ComputeShapeTable(rows: rows)
  }

  private static func row(_ row: inout TabRow) -> Row? {
    guard let citation = row.citation(named: "shape") else { return nil }
    let shape = ComputeShape(
      cores: row.optionalCount(6), clockGHz: row.optionalNumber(7),
      networkPeakGbps: row.optionalNumber(9), ebsBaselineMbps: row.optionalNumber(10),
      ebsMaxMbps: row.optionalNumber(11), ebsBaselineIOPS: row.optionalNumber(12),
      ebsMaxIOPS: row.optionalNumber(13), instanceStoreGB: row.optionalNumber(14),
      creditsPerHour: row.optionalNumber(15), maxCreditBalance: row.optionalNumber(16),
      citation: citation)
    let architecture = row.text(2)
    if architecture != "arm64" && architecture != "x86_64" {
      row.fail(2, "`\(architecture)` is not arm64 or x86_64")
    }
    return Row(
      name: row.text(0), family: row.text(1), architecture: architecture,
      virtualCPUs: row.count(3), memory: GiB(row.number(4)), isCurrentGeneration: row.flag(5),
      networkBaselineGbps: row.number(8), burstBaseline: row.optionalNumber(17).map { $0 / 100 },
      shape: shape)
  }
}

/// A row of `prices/<region>/ec2.tsv`.
struct ComputePriceRow: Sendable {
  let name: String
  let hourly: USDPerHour
  let citation: Citation
  let place: Place

  static func read(_ bytes: [UInt8], file: String, context: FileContext) -> [ComputePriceRow] {
    let columns = ["type", "hourly", "source"]
    return TabTable(file: file, bytes: bytes, columns: columns, context: context).rows { row in
      guard let citation = row.citation(2) else { return nil }
      return ComputePriceRow(
        name: row.text(0), hourly: USDPerHour(row.number(1)), citation: citation, place: row.place)
    }
  }
}
