import CatalogModel
import Quantities

/// The instance types of one kind as a list.
struct InstanceListing {
  /// A type in the JSON form; what a kind does not have is left out.
  struct Row: Encodable {
    let type: String
    let engine: String?
    let family: String
    let architecture: String?
    let virtualCPUs: Int
    let memoryGiB: Double
    let currentGeneration: Bool
    let burstBaseline: Double?
    let dollarsPerHour: Double
    let multiZoneDollarsPerHour: Double?
    let source: String
    let asOf: String
    let confidence: String
  }

  let rows: [Row]
  private let region: String

  init(
    _ catalog: Catalog, kind: InstanceKind, family: String?, architecture: String?,
    sortedBy key: ListSortKey
  ) {
    region = catalog.region
    let rows = Self.rows(of: catalog, kind: kind).filter { row in
      (family == nil || row.family == family)
        && (architecture == nil || row.architecture == architecture)
    }
    self.rows = rows.sorted { left, right in
      let tie = (left.type, left.engine ?? "") < (right.type, right.engine ?? "")
      switch key {
      case .vcpu:
        return left.virtualCPUs == right.virtualCPUs ? tie : left.virtualCPUs < right.virtualCPUs
      case .memory:
        return left.memoryGiB == right.memoryGiB ? tie : left.memoryGiB < right.memoryGiB
      case .price:
        return left.dollarsPerHour == right.dollarsPerHour
          ? tie : left.dollarsPerHour < right.dollarsPerHour
      default: return tie
      }
    }
  }

  var text: String {
    let hasEngine = rows.contains { $0.engine != nil }
    let hasMultiZone = rows.contains { $0.multiZoneDollarsPerHour != nil }
    var table = TextTable(
      [("TYPE", .left), (hasEngine ? "ENGINE" : "ARCH", .left), ("VCPU", .right), ("GIB", .right)]
        + (hasEngine ? [] : [("BASELINE", .right)])
        + [("USD/H", .right)] + (hasMultiZone ? [("MULTI-AZ USD/H", .right)] : [])
        + [("USD/MONTH", .right), ("AS OF", .left), ("SOURCE", .left)])
    for row in rows {
      let star = row.confidence == Confidence.recalled.rawValue ? "*" : ""
      let monthly = USDPerHour(row.dollarsPerHour).monthly.value
      table.add(
        [
          row.type, row.engine ?? row.architecture ?? "-", String(row.virtualCPUs),
          DecimalText.exact(row.memoryGiB),
        ]
          + (hasEngine ? [] : [row.burstBaseline.map { DecimalText.fixed($0 * 100) + "%" } ?? "-"])
          + [DecimalText.exact(row.dollarsPerHour) + star]
          + (hasMultiZone ? [row.multiZoneDollarsPerHour.map(DecimalText.exact) ?? "-"] : [])
          + [DecimalText.fixed(monthly, 2), row.asOf, row.source])
    }
    return table.text + "\n\(rows.count) types in \(region), on demand\n"
  }

  private static func rows(of catalog: Catalog, kind: InstanceKind) -> [Row] {
    switch kind {
    case .ec2: catalog.computeInstances.map(Row.init)
    case .rds: catalog.databaseInstances.filter { !$0.isAurora }.map(Row.init)
    case .aurora: catalog.databaseInstances.filter(\.isAurora).map(Row.init)
    case .elasticache: catalog.cacheNodes.map(Row.init)
    }
  }
}

extension DatabaseInstance {
  /// Whether the class runs Aurora.
  fileprivate var isAurora: Bool { engine == .auroraMySQL || engine == .auroraPostgres }
}

extension InstanceListing.Row {
  init(_ instance: ComputeInstance) {
    self.init(
      type: instance.name, engine: nil, family: instance.family,
      architecture: instance.architecture, virtualCPUs: instance.virtualCPUs,
      memoryGiB: instance.memory.value, currentGeneration: instance.isCurrentGeneration,
      burstBaseline: instance.burstBaseline, dollarsPerHour: instance.hourly.value,
      multiZoneDollarsPerHour: nil, source: instance.citation.source,
      asOf: instance.citation.asOf, confidence: instance.citation.confidence.rawValue)
  }

  init(_ instance: DatabaseInstance) {
    self.init(
      type: instance.name, engine: instance.engine.rawValue, family: instance.family,
      architecture: nil, virtualCPUs: instance.virtualCPUs, memoryGiB: instance.memory.value,
      currentGeneration: instance.isCurrentGeneration, burstBaseline: nil,
      dollarsPerHour: instance.hourly.value,
      multiZoneDollarsPerHour: instance.multiZoneHourly?.value, source: instance.citation.source,
      asOf: instance.citation.asOf, confidence: instance.citation.confidence.rawValue)
  }

  init(_ node: CacheNode) {
    self.init(
      type: node.name, engine: node.engine.rawValue, family: node.family, architecture: nil,
      virtualCPUs: node.virtualCPUs, memoryGiB: node.memory.value,
      currentGeneration: node.isCurrentGeneration, burstBaseline: nil,
      dollarsPerHour: node.hourly.value, multiZoneDollarsPerHour: nil,
      source: node.citation.source, asOf: node.citation.asOf,
      confidence: node.citation.confidence.rawValue)
  }
}
