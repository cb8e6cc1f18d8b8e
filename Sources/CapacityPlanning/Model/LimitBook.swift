import CatalogModel
import Quantities
import Requirements

/// The capacities of an architecture with their use, and the CloudWatch metric of each.
struct LimitBook {
  let catalog: Catalog
  let parameters: PlanningParameters

  /// All limits, in the order of the tiers.
  func limits(of state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    try entry(state) + compute(state) + database(state) + tables(state) + cache(state)
  }

  private func entry(_ state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    let service: String
    switch state.architecture.exposure {
    case .httpAPI: service = "apigateway-http"
    case .restAPI: service = "apigateway-rest"
    case .direct, .alb, .nlb, .webSocketAPI, .appSync: return []
    }
    let throttle = try catalog.number(service + ".throttleRps")
    return [
      Limit(
        tier: .entry, resource: "account throttle", load: state.origin.requestRate.value,
        capacity: throttle, unit: "req/s", safeShare: parameters.quotaTarget, isQuota: true,
        metric: shareMetric(
          "AWS/ApiGateway", "Count", "Sum", ofCapacity: throttle * Self.alarmPeriod),
        method: .derived)
    ]
  }

  /// Seconds over which an alarm sums or averages its metric; the templates use the same.
  static let alarmPeriod = 300.0

  /// A metric whose threshold is a share of a capacity, by default that of quotas.
  func shareMetric(
    _ namespace: String, _ name: String, _ statistic: String, ofCapacity capacity: Double,
    share: Double? = nil
  ) -> Metric {
    Metric(
      namespace: namespace, name: name, statistic: statistic,
      threshold: ((share ?? parameters.quotaTarget) * capacity).rounded(.down), unit: "Count")
  }
}
