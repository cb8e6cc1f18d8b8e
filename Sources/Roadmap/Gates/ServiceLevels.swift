import CapacityPlanning
import CatalogModel
import Quantities

/// The service level agreements of the parts that every request passes, multiplied.
///
/// A reference only: an agreement is a refund threshold and not a forecast, so it does not refuse a
/// plan by itself. Parts are taken as independent and in series.
struct ServiceLevels {
  let catalog: Catalog

  /// The product of the agreements, as a share of time, and the weakest of them by fact id.
  func serial(_ architecture: Architecture) throws(Catalog.Gap) -> (
    product: Double, weakest: String
  ) {
    var product = 1.0
    var weakest = (share: 1.0, fact: "")
    for fact in facts(of: architecture) {
      let share = try catalog.number(fact) / 100
      product *= share
      if share < weakest.share { weakest = (share, fact) }
    }
    return (product, weakest.fact)
  }

  private func facts(of architecture: Architecture) -> [String] {
    var facts = [compute(architecture)]
    if architecture.edge != .none { facts.append("sla.cloudfront") }
    switch architecture.exposure {
    case .direct, .alb, .nlb: break
    case .httpAPI, .restAPI, .webSocketAPI: facts.append("sla.apigateway")
    case .appSync: facts.append("sla.appsync")
    }
    switch architecture.balancing {
    case .none: break
    case .alb, .nlb, .clb, .gwlb: facts.append("sla.alb-nlb-gwlb")
    case .nlbToALB: facts += ["sla.alb-nlb-gwlb", "sla.alb-nlb-gwlb"]
    case .acceleratorToALB: facts += ["sla.global-accelerator", "sla.alb-nlb-gwlb"]
    }
    if let database = architecture.relational { facts += relational(database) }
    if !architecture.tables.isEmpty { facts.append("sla.dynamodb-standard") }
    return facts
  }

  private func compute(_ architecture: Architecture) -> String {
    switch architecture.compute.platform {
    case .lambda: "sla.lambda"
    case .fargate: "sla.fargate"
    case .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
      architecture.zones > 1 ? "sla.ec2-region-level" : "sla.ec2-instance-level"
    }
  }

  private func relational(_ tier: RelationalTier) -> [String] {
    switch (tier.engine, tier.isMultiZone) {
    case (.onInstance, _): []
    case (.rds, true): ["sla.rds-multi-az"]
    case (.rds, false): ["sla.rds-single-az"]
    case (.aurora, true), (.auroraServerless, true): ["sla.aurora-multi-az"]
    case (.aurora, false), (.auroraServerless, false): ["sla.aurora-single-az"]
    }
  }
}
