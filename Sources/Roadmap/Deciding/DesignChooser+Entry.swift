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
    guard
      let hosted = try takePlain("frontEndHosting", &log, held(of: "frontEndHosting", incumbent)),
      let frontEnd = FrontEndHosting(rawValue: hosted.model)
    else { return false }
    design.frontEnd = frontEnd
    design.take(hosted, of: "frontEndHosting")

    let stands = incumbent.map { $0.variants["edge"] ?? Self.edgeOption($0.edge) }
    let outcome = try log.outcome(
      of: "edge",
      ChoiceBasis(costs, from: design, incumbent: stands, isFirst: incumbent == nil)
    ) { (unpriced) throws(Catalog.Gap) in
      try edges(log, unpriced, costs, design, stands: stands)
    }
    guard let chosen = log.take(outcome), let edge = Edge(rawValue: chosen.model) else {
      return false
    }
    design.edge = edge
    design.take(chosen, of: "edge")
    guard try chooseExposure(&log, costs, &design, incumbent),
      try chooseBalancing(&log, costs, &design, incumbent),
      let inspection = try takePlain("inspection", &log, nil)
    else { return false }
    design.hasInspection = inspection.model == "gwlb"
    design.take(inspection, of: "inspection")
    return true
  }

  /// Takes a decision whose options have nothing of their own but whether they stand today.
  func takePlain(
    _ decision: String, _ log: inout DecisionLog, _ incumbent: String?
  ) throws(Catalog.Gap) -> OptionDefinition? {
    log.take(
      try log.outcome(of: decision, ChoiceBasis(incumbent: incumbent)) { _ in
        log.plain(decision, incumbent: incumbent)
      })
  }

  private func edges(
    _ log: DecisionLog, _ unpriced: UnpricedRejection, _ costs: OptionCosts, _ design: Design,
    stands: String?
  ) throws(Catalog.Gap) -> [String: Signals] {
    var options: [String: Signals] = [:]
    for (option, edge) in log.options("edge", modelledAs: Edge.self)
    where edge != .cloudFrontWithResponses {
      var draft = design
      draft.edge = edge
      draft.take(option, of: "edge")
      (draft.exposure, draft.balancing) = (.direct, .none)
      options[option.id] = try costs.signals(
        draft, tiers: [.edge, .frontEnd], isIncumbent: option.id == stands,
        isRejected: unpriced.rejects(option))
    }
    let priced = options
    for option in priced.keys {
      options[option]?[.transferSaved] = Self.transferSaved(by: option, priced)
    }
    return options
  }

  private static let transferQuestions =
    RequirementSignals.rateQuestions + ["frontEnd.pageKilobytes"]

  /// What bytes to users cost less by an option than straight from the region; 0 where one of them has no price.
  private static func transferSaved(by option: String, _ options: [String: Signals]) -> Signal {
    func cost(_ option: String) -> Double? {
      guard case .number(let cost)? = options[option]?[.monthlyCost]?.value else { return nil }
      return cost
    }
    let straight = cost(Edge.none.rawValue)
    let saved = straight.flatMap { straight in cost(option).map { straight - $0 } } ?? 0
    return Signal(
      .number(max(0, saved)), unit: "USD/month",
      from: transferQuestions,
      formula: "transfer straight from the region - transfer and requests by the option")
  }

  /// An edge that also keeps responses is the same option of the edge decision.
  private static func edgeOption(_ edge: Edge) -> String {
    edge == .none ? Edge.none.rawValue : Edge.cloudFront.rawValue
  }

  private func chooseExposure(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    let stands = held(of: "exposure", incumbent)
    let outcome = try log.outcome(
      of: "exposure",
      ChoiceBasis(costs, from: design, incumbent: stands, isFirst: incumbent == nil)
    ) { (unpriced) throws(Catalog.Gap) in
      let effort = incumbent == nil ? 0 : try effort("exposure")
      var options: [String: Signals] = [:]
      for (option, exposure) in log.options("exposure", modelledAs: Exposure.self) {
        var draft = design
        draft.exposure = exposure
        draft.take(option, of: "exposure")
        draft.balancing = Self.balancing(behind: exposure, design.compute)
        let added = try Self.added(by: exposure, catalog.reading(draft.variants))
        var own = try costs.signals(
          draft, tiers: [.entry], isIncumbent: option.id == stands, effort: effort,
          isRejected: unpriced.rejects(option, [.addedMilliseconds: added]))
        own[.addedMilliseconds] = added
        options[option.id] = own
      }
      return options
    }
    guard let way = log.take(outcome), let exposure = Exposure(rawValue: way.model) else {
      return false
    }
    design.exposure = exposure
    design.take(way, of: "exposure")
    return true
  }

  private func chooseBalancing(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    let needsBalancer = Self.balancing(behind: design.exposure, design.compute) != .none
    log.signals[.needsBalancer] = Signal(
      .flag(needsBalancer), from: log.signals[.exposure]?.questions ?? [],
      formula: "several machines behind one address")
    let stands = held(of: "balancing", incumbent)
    let outcome = try log.outcome(
      of: "balancing",
      ChoiceBasis(costs, from: design, incumbent: stands, isFirst: incumbent == nil)
    ) { (unpriced) throws(Catalog.Gap) in
      let effort = incumbent == nil ? 0 : try effort("balancer")
      var options: [String: Signals] = [:]
      for (option, balancing) in log.options("balancing", modelledAs: Balancing.self)
      where balancing != .gwlb {
        var draft = design
        draft.balancing = balancing
        draft.take(option, of: "balancing")
        options[option.id] = try costs.signals(
          draft, tiers: [.entry], isIncumbent: option.id == stands, effort: effort,
          isRejected: unpriced.rejects(option))
      }
      return options
    }
    guard let balancer = log.take(outcome), let balancing = Balancing(rawValue: balancer.model)
    else { return false }
    design.balancing = balancing
    design.take(balancer, of: "balancing")
    return true
  }

  /// The option of a decision that a design holds.
  func held(of decision: String, _ design: Design?) -> String? {
    design.flatMap { ComponentList.option(of: decision, in: $0) }
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
