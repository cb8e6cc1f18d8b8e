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
      try edges(unpriced, costs, design, stands: stands)
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
      try log.outcome(of: decision, ChoiceBasis(incumbent: incumbent)) { unpriced in
        unpriced.definition.plain(incumbent: incumbent)
      })
  }

  private static let edgeTiers: TierSet = [.edge, .frontEnd]

  private func edges(
    _ unpriced: UnpricedRejection, _ costs: OptionCosts, _ design: Design, stands: String?
  ) throws(Catalog.Gap) -> OptionSignals {
    var options = OptionSignals(unpriced.definition)
    var straight: Double?
    var offered: [Int] = []
    for option in unpriced.definition.options(modelledAs: Edge.self)
    where option.model != .cloudFrontWithResponses {
      var draft = design
      draft.edge = option.model
      draft.take(option.option, of: "edge")
      (draft.exposure, draft.balancing) = (.direct, .none)
      options[option.place] = try costs.signals(
        draft, tiers: Self.edgeTiers, isIncumbent: option.option.id == stands,
        isRejected: unpriced.rejects(option.place))
      offered.append(option.place)
      if option.option.id == Edge.none.rawValue {
        straight = options.number(.monthlyCost, of: option.place)
      }
    }
    for place in offered {
      let saved = Self.transferSaved(
        straight: straight, by: options.number(.monthlyCost, of: place))
      options[place]?[.transferSaved] = saved
    }
    return options
  }

  private static let transferQuestions =
    RequirementSignals.rateQuestions + ["frontEnd.pageKilobytes"]

  /// What bytes to users cost less by an option than straight from the region; 0 where one of them has no price.
  private static func transferSaved(straight: Double?, by option: Double?) -> Signal {
    let saved = straight.flatMap { straight in option.map { straight - $0 } } ?? 0
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
      var options = OptionSignals(unpriced.definition)
      for offered in unpriced.definition.options(modelledAs: Exposure.self) {
        var draft = design
        draft.exposure = offered.model
        draft.take(offered.option, of: "exposure")
        draft.balancing = Self.balancing(behind: offered.model, design.compute)
        let added = try Self.added(by: offered.model, catalog.reading(draft.variants))
        var own = try costs.signals(
          draft, tiers: .entry, isIncumbent: offered.option.id == stands, effort: effort,
          isRejected: unpriced.rejects(offered.place, [.addedMilliseconds: added]))
        own[.addedMilliseconds] = added
        options[offered.place] = own
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
    log[.needsBalancer] = Signal(
      .flag(needsBalancer), from: log[.exposure]?.questions ?? [],
      formula: "several machines behind one address")
    let stands = held(of: "balancing", incumbent)
    let outcome = try log.outcome(
      of: "balancing",
      ChoiceBasis(costs, from: design, incumbent: stands, isFirst: incumbent == nil)
    ) { (unpriced) throws(Catalog.Gap) in
      let effort = incumbent == nil ? 0 : try effort("balancer")
      var options = OptionSignals(unpriced.definition)
      for offered in unpriced.definition.options(modelledAs: Balancing.self)
      where offered.model != .gwlb {
        var draft = design
        draft.balancing = offered.model
        draft.take(offered.option, of: "balancing")
        options[offered.place] = try costs.signals(
          draft, tiers: .entry, isIncumbent: offered.option.id == stands, effort: effort,
          isRejected: unpriced.rejects(offered.place))
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
