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
    let hosting = log.plain(
      "frontEndHosting",
      incumbent: incumbent.flatMap { ComponentList.option(of: "frontEndHosting", in: $0) })
    guard let hosted = try log.decide("frontEndHosting", options: hosting),
      let frontEnd = FrontEndHosting(rawValue: hosted.model)
    else { return false }
    design.frontEnd = frontEnd
    design.take(hosted, of: "frontEndHosting")

    var options: [String: Signals] = [:]
    for (option, edge) in log.options("edge", modelledAs: Edge.self)
    where edge != .cloudFrontWithResponses {
      var draft = design
      draft.edge = edge
      draft.take(option, of: "edge")
      (draft.exposure, draft.balancing) = (.direct, .none)
      options[option.id] = try costs.signals(
        draft, tiers: [.edge, .frontEnd],
        isIncumbent: option.id
          == incumbent.map { $0.variants["edge"] ?? Self.edgeOption($0.edge) },
        isRejected: log.isRejectedUnpriced("edge", option))
    }
    guard let chosen = try log.decide("edge", options: options),
      let edge = Edge(rawValue: chosen.model)
    else { return false }
    design.edge = edge
    design.take(chosen, of: "edge")
    guard try chooseExposure(&log, costs, &design, incumbent) else { return false }
    guard
      let inspection = try log.decide(
        "inspection", options: log.plain("inspection", incumbent: nil))
    else { return false }
    design.hasInspection = inspection.model == "gwlb"
    design.take(inspection, of: "inspection")
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
    for (option, exposure) in log.options("exposure", modelledAs: Exposure.self) {
      var draft = design
      draft.exposure = exposure
      draft.take(option, of: "exposure")
      draft.balancing = Self.balancing(behind: exposure, design.compute)
      let added = try Self.added(by: exposure, catalog.reading(draft.variants))
      var own = try costs.signals(
        draft, tiers: [.entry], isIncumbent: isHeld(option, "exposure", by: incumbent),
        effort: incumbent == nil ? 0 : try effort("exposure"),
        isRejected: log.isRejectedUnpriced("exposure", option, ["addedMilliseconds": added]))
      own["addedMilliseconds"] = added
      options[option.id] = own
    }
    guard let way = try log.decide("exposure", options: options),
      let exposure = Exposure(rawValue: way.model)
    else { return false }
    design.exposure = exposure
    design.take(way, of: "exposure")

    let needsBalancer = Self.balancing(behind: exposure, design.compute) != .none
    log.signals["needsBalancer"] = Signal(
      .flag(needsBalancer), from: log.signals["exposure"]?.questions ?? [],
      formula: "several machines behind one address")
    var balancers: [String: Signals] = [:]
    for (option, balancing) in log.options("balancing", modelledAs: Balancing.self)
    where balancing != .gwlb {
      var draft = design
      draft.balancing = balancing
      draft.take(option, of: "balancing")
      balancers[option.id] = try costs.signals(
        draft, tiers: [.entry], isIncumbent: isHeld(option, "balancing", by: incumbent),
        effort: incumbent == nil ? 0 : try effort("balancer"),
        isRejected: log.isRejectedUnpriced("balancing", option))
    }
    guard let balancer = try log.decide("balancing", options: balancers),
      let balancing = Balancing(rawValue: balancer.model)
    else { return false }
    design.balancing = balancing
    design.take(balancer, of: "balancing")
    return true
  }

  /// Whether a design holds an option.
  func isHeld(_ option: OptionDefinition, _ decision: String, by design: Design?) -> Bool {
    design.flatMap { ComponentList.option(of: decision, in: $0) } == option.id
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
      .number(milliseconds), unit: "ms", from: ["objectives.p95Milliseconds"],
      formula: "median time that the way in adds", facts: fact.map { [$0] } ?? [])
  }
}
