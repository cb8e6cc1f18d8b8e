import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

extension DesignChooser {
  /// Front end, edge, exposure, balancing and inspection; false when one has no option left.
  func chooseEntry(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    let hosting = log.plain("frontEndHosting", incumbent: incumbent?.frontEnd.rawValue)
    guard
      let frontEnd = try log.decide("frontEndHosting", options: hosting)
        .flatMap(FrontEndHosting.init)
    else { return false }
    design.frontEnd = frontEnd

    var options: [String: Signals] = [:]
    for edge in [Edge.none, .cloudFront] {
      var draft = design
      draft.edge = edge
      (draft.exposure, draft.balancing) = (.direct, .none)
      options[edge.rawValue] = try costs.signals(
        draft, tiers: [.edge, .frontEnd],
        isIncumbent: edge.rawValue == incumbent.map { Self.edgeOption($0.edge) })
    }
    guard let edge = try log.decide("edge", options: options).flatMap(Edge.init) else {
      return false
    }
    design.edge = edge
    guard try chooseExposure(&log, costs, &design, incumbent) else { return false }
    guard
      let inspection = try log.decide(
        "inspection", options: log.plain("inspection", incumbent: nil))
    else { return false }
    design.hasInspection = inspection == "gwlb"
    return true
  }

  /// An edge that also keeps responses is the same option of the edge decision.
  private static func edgeOption(_ edge: Edge) -> String {
    edge == .none ? Edge.none.rawValue : Edge.cloudFront.rawValue
  }

  private func chooseExposure(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    var options: [String: Signals] = [:]
    for exposure in Exposure.allCases {
      var draft = design
      draft.exposure = exposure
      draft.balancing = Self.balancing(behind: exposure, design.compute)
      var own = try costs.signals(
        draft, tiers: [.entry], isIncumbent: exposure == incumbent?.exposure,
        effort: incumbent == nil ? 0 : try effort("exposure"))
      own["addedMilliseconds"] = try Self.added(by: exposure, catalog)
      options[exposure.rawValue] = own
    }
    guard let exposure = try log.decide("exposure", options: options).flatMap(Exposure.init)
    else { return false }
    design.exposure = exposure

    let needsBalancer = Self.balancing(behind: exposure, design.compute) != .none
    log.signals["needsBalancer"] = Signal(
      .flag(needsBalancer), from: log.signals["exposure"]?.questions ?? [],
      formula: "several machines behind one address")
    var balancers: [String: Signals] = [:]
    for balancing in Balancing.allCases where balancing != .gwlb {
      var draft = design
      draft.balancing = balancing
      balancers[balancing.rawValue] = try costs.signals(
        draft, tiers: [.entry], isIncumbent: balancing == incumbent?.balancing,
        effort: incumbent == nil ? 0 : try effort("balancer"))
    }
    guard let balancing = try log.decide("balancing", options: balancers).flatMap(Balancing.init)
    else { return false }
    design.balancing = balancing
    return true
  }

  /// What must spread load behind a way in: nothing before functions and a single instance.
  static func balancing(
    behind exposure: Exposure, _ platform: ComputePlatform
  ) -> Balancing {
    switch (exposure, platform) {
    case (.alb, _): .alb
    case (.nlb, _): .nlb
    case (_, .singleInstance), (_, .lambda): .none
    default: .alb
    }
  }

  private static func added(
    by exposure: Exposure, _ catalog: Catalog
  ) throws(Catalog.Gap) -> Signal {
    let fact: String? =
      switch exposure {
      case .direct: nil
      case .alb: "latency.alb.p50"
      case .nlb: "latency.nlb.p50"
      case .httpAPI, .webSocketAPI: "latency.apigateway.http.p50"
      case .restAPI, .appSync: "latency.apigateway.rest.p50"
      }
    var milliseconds = 0.0
    if let fact { milliseconds = try catalog.number(fact) }
    return Signal(
      .number(milliseconds), unit: "ms", from: ["objectives.p95Milliseconds"], formula: fact)
  }
}
