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
    let dollarsPerVCPUHour: Double
    let dollarsPerGiBHour: Double
    let source: String
    let asOf: String
    let confidence: String
  }

  let rows: [Row]
  private let kind: InstanceKind

  /// All types of a kind, in the order of their names.
  static func all(_ catalog: Catalog, kind: InstanceKind) -> [Row] {
    let rows: [Row] =
      switch kind {
      case .ec2: catalog.computeInstances.map(Row.init)
      case .rds: catalog.databaseInstances.filter { $0.product == .rds }.map(Row.init)
      case .aurora: catalog.databaseInstances.filter { $0.product == .aurora }.map(Row.init)
      case .elasticache: catalog.cacheNodes.map(Row.init)
      }
    return rows.sorted { ($0.type, $0.engine ?? "") < ($1.type, $1.engine ?? "") }
  }

  init(_ rows: [Row], kind: InstanceKind, sortedBy key: ListSortKey) {
    self.kind = kind
    func number(_ row: Row) -> Double? {
      switch key {
      case .vcpu: Double(row.virtualCPUs)
      case .memory: row.memoryGiB
      case .price: row.dollarsPerHour
      case .pricePerVCPU: row.dollarsPerVCPUHour
      case .pricePerGiB: row.dollarsPerGiBHour
      case .name, .category, .state: nil
      }
    }
    // Equals stay in the order of their names.
    self.rows = rows.enumerated().sorted { left, right in
      guard let one = number(left.element), let other = number(right.element), one != other else {
        return left.offset < right.offset
      }
      return one < other
    }.map(\.element)
  }

  var table: ListTable<Row> {
    ListTable(columns: Self.columns, usual: usual)
  }

  private var usual: [String] {
    switch kind {
    case .ec2:
      [
        "type", "arch", "vcpu", "gib", "baseline", "usd-hour", "usd-month", "usd-vcpu", "as-of",
        "source",
      ]
    case .rds:
      ["type", "engine", "vcpu", "gib", "usd-hour", "multi-az", "usd-month", "as-of", "source"]
    case .aurora, .elasticache:
      ["type", "engine", "vcpu", "gib", "usd-hour", "usd-month", "as-of", "source"]
    }
  }

  private static let columns: [ListTable<Row>.Column] = [
    .init("type", "TYPE") { $0.type }, .init("family", "FAMILY") { $0.family },
    .init("engine", "ENGINE") { $0.engine ?? "-" },
    .init("arch", "ARCH") { $0.architecture ?? "-" },
    .init("generation", "GENERATION") { $0.currentGeneration ? "current" : "previous" },
    .init("vcpu", "VCPU", .right) { String($0.virtualCPUs) },
    .init("gib", "GIB", .right) { DecimalText.exact($0.memoryGiB) },
    .init("baseline", "BASELINE", .right) {
      $0.burstBaseline.map { DecimalText.fixed($0 * 100) + "%" } ?? "-"
    },
    .init("usd-hour", "USD/H", .right) {
      DecimalText.exact($0.dollarsPerHour)
        + ($0.confidence == Confidence.recalled.rawValue ? "*" : "")
    },
    .init("multi-az", "MULTI-AZ USD/H", .right) {
      $0.multiZoneDollarsPerHour.map(DecimalText.exact) ?? "-"
    },
    .init("usd-month", "USD/MONTH", .right) {
      DecimalText.fixed(USDPerHour($0.dollarsPerHour).monthly.value, 2)
    },
    .init("usd-vcpu", "USD/VCPU-H", .right) { DecimalText.fixed($0.dollarsPerVCPUHour, 5) },
    .init("usd-gib", "USD/GIB-H", .right) { DecimalText.fixed($0.dollarsPerGiBHour, 5) },
    .init("as-of", "AS OF") { $0.asOf }, .init("source", "SOURCE") { $0.source },
  ]
}

extension InstanceListing.Row {
  init(_ instance: ComputeInstance) {
    self.init(
      type: instance.name, engine: nil, family: instance.family,
      architecture: instance.architecture, virtualCPUs: instance.virtualCPUs,
      memoryGiB: instance.memory.value, currentGeneration: instance.isCurrentGeneration,
      burstBaseline: instance.burstBaseline, dollarsPerHour: instance.hourly.value,
      multiZoneDollarsPerHour: nil,
      dollarsPerVCPUHour: instance.hourly.value / Double(instance.virtualCPUs),
      dollarsPerGiBHour: instance.hourly.value / instance.memory.value,
      source: instance.citation.source, asOf: instance.citation.asOf,
      confidence: instance.citation.confidence.rawValue)
  }

  init(_ instance: DatabaseInstance) {
    self.init(
      type: instance.name, engine: instance.engine.rawValue, family: instance.family,
      architecture: nil, virtualCPUs: instance.virtualCPUs, memoryGiB: instance.memory.value,
      currentGeneration: instance.isCurrentGeneration, burstBaseline: nil,
      dollarsPerHour: instance.hourly.value,
      multiZoneDollarsPerHour: instance.multiZoneHourly?.value,
      dollarsPerVCPUHour: instance.hourly.value / Double(instance.virtualCPUs),
      dollarsPerGiBHour: instance.hourly.value / instance.memory.value,
      source: instance.citation.source, asOf: instance.citation.asOf,
      confidence: instance.citation.confidence.rawValue)
  }

  init(_ node: CacheNode) {
    self.init(
      type: node.name, engine: node.engine.rawValue, family: node.family, architecture: nil,
      virtualCPUs: node.virtualCPUs, memoryGiB: node.memory.value,
      currentGeneration: node.isCurrentGeneration, burstBaseline: nil,
      dollarsPerHour: node.hourly.value, multiZoneDollarsPerHour: nil,
      dollarsPerVCPUHour: node.hourly.value / Double(node.virtualCPUs),
      dollarsPerGiBHour: node.hourly.value / node.memory.value, source: node.citation.source,
      asOf: node.citation.asOf, confidence: node.citation.confidence.rawValue)
  }
}
