import CapacityPlanning
import Quantities
import Roadmap

/// An architecture in words: whole for a verdict, short for a table.
struct ArchitectureWords {
  let stage: PlannedStage

  private var architecture: Architecture { stage.architecture }

  private func component(_ slot: String) -> Component? {
    stage.components.first { $0.slot == slot }
  }

  private func sized(_ slot: String) -> String? {
    component(slot).map { $0.size.isEmpty ? $0.title : "\($0.title) (\($0.size))" }
  }

  /// One or two sentences that name every part but the metrics, with sizes.
  var full: String {
    var first = "Run the code on \(sized("compute") ?? "nothing")"
    if architecture.zones > 1, architecture.compute.platform != .lambda {
      first += " in \(architecture.zones) zones"
    }
    let entry = [component("exposure")?.title, balancer].compactMap { $0 }
    if !entry.isEmpty { first += " behind \(entry.joined(separator: " and "))" }
    if !stores.isEmpty { first += ", with the data in \(stores.joined(separator: " and "))" }
    let second = others.joined(separator: "; ")
    return second.isEmpty ? first + "." : first + ". " + MarkdownText.sentence(second)
  }

  private var balancer: String? {
    switch architecture.balancing {
    case .none: nil
    case .alb: "an Application Load Balancer"
    case .nlb: "a Network Load Balancer"
    case .nlbToALB: "a Network Load Balancer and an Application Load Balancer"
    case .acceleratorToALB: "Global Accelerator and an Application Load Balancer"
    case .clb: "a Classic Load Balancer"
    case .gwlb: "a Gateway Load Balancer"
    }
  }

  private var stores: [String] {
    var stores: [String] = []
    if var database = sized("database") {
      if component("standby") != nil { database += " with a standby" }
      if let replicas = component("replicas") { database += " and \(replicas.size) read replicas" }
      stores.append(database)
    }
    let tables = architecture.tables.map(\.name)
    if !tables.isEmpty { stores.append("DynamoDB (\(tables.joined(separator: ", ")))") }
    if component("files") != nil { stores.append("S3 (files)") }
    return stores
  }

  private var others: [String] {
    var others: [String] = []
    switch architecture.frontEnd {
    case .staticHosting: others.append("serve the web interface from S3 through CloudFront")
    case .serverRendered, .traditional, .onInstance, .none:
      if architecture.edge != .none { others.append("put CloudFront in front") }
    }
    if architecture.hasInspection {
      others.append("lead traffic through appliances with a Gateway Load Balancer")
    }
    if component("cache") != nil, let cache = sized("cache") { others.append("cache in \(cache)") }
    let queues = architecture.messaging.compactMap { component("messaging:" + $0.rawValue)?.title }
    if let workers = component("workers") {
      let over = queues.isEmpty ? "" : " from \(queues.joined(separator: " and "))"
      others.append("do background work\(over) on \(workers.title) (\(workers.size))")
    } else if !queues.isEmpty {
      others.append("hand work on over \(queues.joined(separator: " and "))")
    }
    return others
  }

  /// The parts that hold the load: compute, database, tables and cache.
  var short: String { ([compute] + data).joined(separator: "; ") }

  /// The model of a part in words, or the option that is modelled like it with those words behind.
  private func named(_ words: String, _ decision: String, _ slot: String) -> String {
    guard architecture.variants[decision] != nil, let part = component(slot) else { return words }
    return "\(part.title) (sized like \(words))"
  }

  private var compute: String { named(model, "compute", "compute") }

  private var model: String {
    let tier = stage.architecture.compute
    let count =
      tier.minimumCount == tier.count ? "\(tier.count)" : "\(tier.minimumCount)-\(tier.count)"
    let shape = "\(DecimalText.significant(tier.virtualCPUs)) vCPU"
    switch tier.platform {
    case .lambda: return "Lambda \(DecimalText.fixed(tier.memory.value * 1024)) MB"
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
      parts.append(
        named(Self.name(database), "database", "database") + standby + (replicas ?? ""))
    }
    let tables = stage.architecture.tables.map(\.name)
    if !tables.isEmpty { parts.append("DynamoDB " + tables.joined(separator: ", ")) }
    if let cache = stage.architecture.cache {
      parts.append(named("cache \(cache.shards) x \(cache.nodeType)", "caching", "cache"))
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
