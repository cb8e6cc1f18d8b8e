import CapacityPlanning
import Quantities
import Roadmap

/// An architecture in words: whole for a verdict, short for a table.
struct ArchitectureWords {
  let stage: PlannedStage

  /// Every part but the metrics, from the users to the data, with its size in brackets.
  var full: String {
    let parts = stage.components.filter { $0.tier != .observability }.map { part in
      part.size.isEmpty ? part.title : "\(part.title) (\(part.size))"
    }
    return parts.joined(separator: ", ")
  }

  /// The parts that hold the load: compute, database, tables and cache.
  var short: String { ([compute] + data).joined(separator: "; ") }

  private var compute: String {
    let tier = stage.architecture.compute
    let count =
      tier.minimumCount == tier.count ? "\(tier.count)" : "\(tier.minimumCount)-\(tier.count)"
    let shape = "\(DecimalText.significant(tier.virtualCPUs)) vCPU"
    switch tier.platform {
    case .lambda: return "Lambda, up to \(DecimalText.fixed(Double(tier.concurrency))) at once"
    case .fargate: return "Fargate \(count) x \(shape)"
    case .singleInstance: return "one \(tier.instanceType ?? "instance")"
    case .autoScalingGroup: return "EC2 \(count) x \(tier.instanceType ?? shape)"
    case .ecsOnEC2: return "ECS \(count) x \(tier.instanceType ?? shape)"
    case .eks: return "EKS \(count) x \(tier.instanceType ?? shape)"
    }
  }

  private var data: [String] {
    var parts: [String] = []
    if let database = stage.architecture.relational {
      let replicas = stage.components.first { $0.slot == "replicas" }
        .map { " + \($0.size) read replica" + ($0.size == "1" ? "" : "s") }
      let standby = stage.components.contains { $0.slot == "standby" } ? " + standby" : ""
      parts.append(Self.name(database) + standby + (replicas ?? ""))
    }
    let tables = stage.architecture.tables.map(\.name)
    if !tables.isEmpty { parts.append("DynamoDB " + tables.joined(separator: ", ")) }
    if let cache = stage.architecture.cache {
      parts.append("cache \(cache.shards) x \(cache.nodeType)")
    } else if stage.architecture.tables.contains(where: \.hasAccelerator) {
      parts.append("DAX")
    }
    return parts
  }

  static func name(_ database: RelationalTier) -> String {
    switch database.engine {
    case .onInstance: "PostgreSQL on the instance"
    case .rds: "RDS \(database.instanceClass ?? "")"
    case .aurora: "Aurora \(database.instanceClass ?? "")"
    case .auroraServerless:
      "Aurora Serverless v2, \(DecimalText.significant(database.minimumCapacityUnits)) to "
        + "\(DecimalText.significant(database.maximumCapacityUnits)) ACU"
    }
  }
}
