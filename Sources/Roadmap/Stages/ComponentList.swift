import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities

/// The parts of an architecture, each with its size, its decision and what calls for it.
struct ComponentList {
  let architecture: Architecture
  let decisions: [Decision]
  let incumbent: Design?

  private func decision(_ id: String, scope: String? = nil) -> Decision? {
    decisions.first { $0.definition.id == id && (scope == nil || $0.scope == scope) }
  }

  private func component(
    _ slot: String, _ tier: Tier, _ option: String, size: String, decision id: String,
    scope: String? = nil, effort: String
  ) -> Component? {
    guard let decision = decision(id, scope: scope) else { return nil }
    let model = option
    let option = scope == nil ? architecture.variants[id] ?? model : model
    let stands = incumbent.flatMap { Self.option(of: id, in: $0) }
    let why = DecisionReason(decision, instead: stands == option ? nil : stands)
    let price = option == "dynamodb" ? Self.priceOfLeavingSQL(decision) : ""
    return Component(
      slot: slot, tier: tier, option: option, title: decision.title(option), size: size,
      decision: decision.id, trigger: price.isEmpty ? why.text : why.text.trimmingStop + price,
      effortKind: effort, reason: why.reason,
      rule: why.rule)
  }

  /// What it means to take relational data out of SQL, which is the last resort.
  private static func priceOfLeavingSQL(_ decision: Decision) -> String {
    guard case .text("relational")? = decision.signals[.content]?.value else { return "" }
    let cost = decision.optionSignals["dynamodb"]?[.monthlyCost]?.text ?? "an unknown price"
    return ". The last resort: joins, constraints and transactions move into the code, and the "
      + "table alone costs \(cost), its move included"
  }

  /// The option that a design holds for a decision.
  static func option(of decision: String, in design: Design) -> String? {
    if let variant = design.variants[decision] { return variant }
    return switch decision {
    case "compute": design.compute.rawValue
    case "frontEndHosting": design.frontEnd.rawValue
    case "edge": design.edge.rawValue
    case "exposure": design.exposure.rawValue
    case "balancing": design.balancing.rawValue
    case "database": design.engine?.rawValue
    case "caching": design.caching.rawValue
    case "workers": design.workers?.rawValue
    default: nil
    }
  }

  /// All parts, in the order of the tiers.
  func components() -> [Component] {
    entry() + [compute()].compactMap { $0 } + data() + work()
  }

  private func entry() -> [Component] {
    var list: [Component?] = []
    if architecture.frontEnd != .none {
      list.append(
        component(
          "frontEnd", .frontEnd, architecture.frontEnd.rawValue, size: "",
          decision: "frontEndHosting", effort: "files"))
    }
    if architecture.edge != .none {
      list.append(
        component("edge", .edge, "cloudfront", size: "", decision: "edge", effort: "edge"))
    }
    if architecture.exposure != .direct,
      architecture.exposure.rawValue != architecture.balancing.rawValue,
      architecture.exposure != .alb
    {
      list.append(
        component(
          "exposure", .entry, architecture.exposure.rawValue, size: "", decision: "exposure",
          effort: "exposure"))
    }
    if architecture.balancing != .none {
      list.append(
        component(
          "balancing", .entry, architecture.balancing.rawValue,
          size: "\(architecture.zones) zones", decision: "balancing", effort: "balancer"))
    }
    if architecture.hasInspection {
      list.append(
        component(
          "inspection", .entry, "gwlb", size: "", decision: "inspection", effort: "balancer"))
    }
    return list.compactMap { $0 }
  }

  private func compute() -> Component? {
    let tier = architecture.compute
    let shape =
      "\(DecimalText.significant(tier.virtualCPUs)) vCPU, "
      + "\(DecimalText.significant(tier.memory.value)) GiB"
    let count =
      tier.minimumCount == tier.count ? "\(tier.count)" : "\(tier.minimumCount) to \(tier.count)"
    let size =
      switch tier.platform {
      case .lambda:
        "\(DecimalText.fixed(tier.memory.value * 1024)) MB each"
      case .fargate: "\(count) tasks of \(shape)"
      case .singleInstance: "\(tier.instanceType ?? "") (\(shape))"
      case .autoScalingGroup, .ecsOnEC2, .eks:
        "\(count) x \(tier.instanceType ?? "") (\(shape))"
      }
    return component(
      "compute", .compute, tier.platform.rawValue, size: size, decision: "compute",
      effort: "platform")
  }

  private func data() -> [Component] {
    var list: [Component?] = []
    if let tier = architecture.relational {
      list += relational(tier)
    }
    for table in architecture.tables {
      // What is paid by the request needs no size, and grows without a step.
      let size =
        table.isOnDemand
        ? "\(table.name), on demand"
        : "\(table.name), provisioned, peak "
          + "\(DecimalText.fixed(table.peakReadUnits.rounded(.up))) read and "
          + "\(DecimalText.fixed(table.peakWriteUnits.rounded(.up))) write units/s"
      list.append(
        component(
          "table:" + table.name, .tables, "dynamodb",
          size: size, decision: "store", scope: table.name, effort: "table"))
    }
    if let cache = architecture.cache {
      let copies = cache.replicasPerShard > 0 ? " with a replica each" : ""
      list.append(
        component(
          "cache", .cache, cache.engine.rawValue,
          size: "\(cache.shards) x \(cache.nodeType)\(copies)", decision: "caching",
          effort: "cache"))
    } else if architecture.tables.contains(where: \.hasAccelerator) {
      list.append(
        component(
          "cache", .cache, "dax", size: "\(max(1, architecture.zones)) nodes", decision: "caching",
          effort: "cache"))
    } else if architecture.edge == .cloudFrontWithResponses {
      list.append(
        component(
          "cache", .cache, "cloudfront", size: "responses kept at the edge", decision: "caching",
          effort: "edge-cache"))
    }
    if architecture.hasFileStorage {
      let scope = decisions.first { $0.definition.id == "store" && $0.chosen == "s3" }?.scope
      list.append(
        component("files", .files, "s3", size: "", decision: "store", scope: scope, effort: "files")
      )
    }
    return list.compactMap { $0 }
  }

  private func relational(_ tier: RelationalTier) -> [Component?] {
    let units =
      "\(DecimalText.significant(tier.minimumCapacityUnits)) to "
      + "\(DecimalText.significant(tier.maximumCapacityUnits)) ACU"
    let shape = tier.instanceClass ?? (tier.engine == .onInstance ? "on the instance" : units)
    var list = [
      component(
        "database", .database, tier.engine.rawValue,
        size: "\(shape), \(DecimalText.fixed(tier.storage.value)) GiB", decision: "database",
        effort: "engine")
    ]
    func part(
      _ slot: String, _ title: String, _ size: String, _ trigger: String, _ effort: String,
      _ reason: Reason, _ rule: String
    ) {
      list.append(
        Component(
          slot: slot, tier: .database, option: slot, title: title, size: size,
          decision: "database", trigger: trigger, effortKind: effort, reason: reason, rule: rule))
    }
    if tier.isMultiZone {
      part(
        "standby", "Standby in another zone", "",
        "the availability objective: a lost zone must "
          + "not take the database with it", "standby", .nonFunctional, "D10")
    }
    let readers =
      tier.engine == .rds ? tier.readReplicas : tier.readReplicas - (tier.isMultiZone ? 1 : 0)
    if readers > 0 {
      part(
        "replicas", "Read replicas", "\(readers)",
        "the writer's CPU: reads that tolerate the lag move to replicas for minor changes of the "
          + "application; every write stays with the writer", "replicas", .physical, "D14")
    }
    if tier.hasProxy {
      part(
        "proxy", "RDS Proxy", "", "connections near the limit of \(tier.connectionLimit)",
        "proxy", .physical, "D14")
    }
    return list
  }

  private func work() -> [Component] {
    var list: [Component?] = architecture.messaging.map {
      component(
        "messaging:" + $0.rawValue, .messaging, $0.rawValue, size: "", decision: "messaging",
        effort: "messaging")
    }
    if let workers = architecture.workers {
      list.append(
        component(
          "workers", .workers, workers.platform.rawValue,
          size: workers.platform == .lambda
            ? "as many as there are jobs" : "\(workers.count) x 1 vCPU",
          decision: "workers", effort: "workers"))
    }
    list.append(
      Component(
        slot: "metrics", tier: .observability, option: "cloudwatch",
        title: "CloudWatch metrics, logs and alarms", size: "an alarm for each limit",
        decision: "observability",
        trigger: "nothing can be tuned that is not measured", effortKind: "observability",
        reason: .nonFunctional, rule: "O1"))
    if architecture.observability.hasTraces {
      list.append(
        component(
          "traces", .observability, "xray-otel", size: "", decision: "tracing", effort: "tracing"))
    }
    return list.compactMap { $0 }
  }
}

extension String {
  /// Without a full stop at its end, to be continued.
  fileprivate var trimmingStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
