import CatalogModel
import Quantities
import Requirements

/// The capacities of an architecture with their use, and the CloudWatch metric of each.
struct LimitBook {
  let catalog: Catalog
  let parameters: PlanningParameters

  /// All limits, in the order of the tiers.
  func limits(of state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    var list = LimitList()
    try add(state, to: &list)
    return list.limits
  }

  /// How full the tiers are.
  func strains(of state: NetworkState) throws(Catalog.Gap) -> TierStrains {
    var strains = TierStrains()
    try add(state, to: &strains)
    return strains
  }

  private func add(_ state: NetworkState, to sink: inout some LimitSink) throws(Catalog.Gap) {
    try entry(state, to: &sink)
    try compute(state, to: &sink)
    try database(state, to: &sink)
    try tables(state, to: &sink)
    try cache(state, to: &sink)
    workers(state, to: &sink)
  }

  /// Jobs that run at a time.
  ///
  /// Functions are as many as there are jobs, and those beside the application share its processors.
  private func workers(_ state: NetworkState, to sink: inout some LimitSink) {
    guard let tier = state.architecture.workers, tier.platform != .lambda,
      tier.platform != .singleInstance
    else { return }
    sink.add(
      .workers, "jobs at a time", load: state.origin.jobLoad.value, capacity: Double(tier.count),
      unit: "jobs", safeShare: parameters.computeTarget, isQuota: false,
      metric: Self.processorMetric(tier.platform, threshold: parameters.computeTarget * 100),
      method: .derived)
  }

  private func entry(_ state: NetworkState, to sink: inout some LimitSink) throws(Catalog.Gap) {
    let fact: String
    switch state.architecture.exposure {
    case .httpAPI: fact = "apigateway-http.throttleRps"
    case .restAPI: fact = "apigateway-rest.throttleRps"
    case .direct, .alb, .nlb, .webSocketAPI, .appSync: return
    }
    let throttle = try catalog.number(fact)
    sink.add(
      .entry, "account throttle", load: state.origin.requestRate.value, capacity: throttle,
      unit: "req/s", safeShare: parameters.quotaTarget, isQuota: true,
      metric: shareMetric(
        "AWS/ApiGateway", "Count", "Sum", ofCapacity: throttle * Self.alarmPeriod),
      method: .derived)
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
