package import CatalogModel
import OrderedCollections
import Quantities

/// Carries out a decision of the catalog: hard constraints first, then weighted criteria.
///
/// It knows neither queueing nor money: capacity and cost arrive as signals of the options.
package struct DecisionMaker: Sendable {
  package let catalog: Catalog
  /// Signals that are the same for all options.
  package let signals: Signals
  private let detail: DecisionDetail

  /// The signals that break a tie of scores, the least first: what AWS manages more of (P8), then
  /// what is cheaper.
  private static let tieBreaks = ["customerDuties", "monthlyCost"]

  package init(catalog: Catalog, signals: Signals, detail: DecisionDetail = .reasons) {
    self.catalog = catalog
    self.signals = signals
    self.detail = detail
  }

  /// Rejects, scores and ranks the options of a decision.
  ///
  /// - Parameters:
  ///   - definition: Options, constraints and criteria.
  ///   - scope: What it is about, where the same decision is taken more than once.
  ///   - optionSignals: Signals by option; an option without an entry is not offered.
  package func decide(
    _ definition: DecisionDefinition, scope: String? = nil, optionSignals: [String: Signals]
  ) -> Decision {
    var rejections: [Rejection] = []
    var survivors: [OptionDefinition] = []
    for option in definition.options {
      guard let own = optionSignals[option.id] else { continue }
      // An option that is modelled like another one is held to its own facts.
      let read = option.like == nil ? catalog : catalog.reading([definition.id: option.id])
      let check = ConditionCheck(signals: signals, own: own, catalog: read)
      let missing = regionRejection(option, own)
      let found =
        lifecycleRejection(option)
        + (missing.isEmpty ? constraintRejections(option, definition, check) : missing)
      if found.isEmpty { survivors.append(option) } else { rejections += found }
    }
    let scoring = CriterionScoring(
      catalog: catalog, signals: signals, criteria: definition.criteria, survivors: survivors,
      optionSignals: optionSignals, detail: detail)
    let evaluations = survivors.map { option in
      Evaluation(
        option: option.id,
        contributions: scoring.contributions(of: option))
    }
    return Decision(
      definition: definition, scope: scope, ranking: ranked(evaluations, optionSignals),
      rejections: rejections, signals: detail == .choices ? [:] : signals,
      optionSignals: detail == .choices ? [:] : optionSignals)
  }

  private func constraintRejections(
    _ option: OptionDefinition, _ definition: DecisionDefinition, _ check: ConditionCheck
  ) -> [Rejection] {
    definition.constraints.compactMap { constraint in
      guard constraint.binds(option.id),
        check.holds(constraint.when),
        let failed = constraint.require.first(where: { !check.holds($0) })
      else { return nil }
      guard detail == .reasons else {
        return Rejection(
          option: option.id, constraint: constraint.id, rule: constraint.rule,
          signal: failed.signal, required: "", observed: "", text: "", reason: constraint.reason,
          questions: [], facts: [])
      }
      let observed = check[failed.signal]
      let questions = ([failed] + constraint.when).flatMap {
        check[$0.signal]?.questions ?? []
      }
      return Rejection(
        option: option.id, constraint: constraint.id, rule: constraint.rule, signal: failed.signal,
        required: check.requirement(failed), observed: observed?.text ?? "not known",
        text: constraint.text, reason: constraint.reason, questions: Set(questions).sorted(),
        facts: check.facts([failed]))
    }
  }

  /// Nothing that the region has no price for is recommended there: it is not offered.
  private func regionRejection(_ option: OptionDefinition, _ own: Signals) -> [Rejection] {
    guard let missing = own["missingPrice"] else { return [] }
    return [
      Rejection(
        option: option.id, constraint: "region", rule: nil, signal: "missingPrice",
        required: "a price of \(catalog.region)", observed: "none for \(missing.text)",
        text: "The catalog has no price of \(catalog.region) for `\(missing.text)`: the service is "
          + "not offered there, or its price is not known.",
        reason: .functional, questions: missing.questions, facts: [])
    ]
  }

  /// Nothing that is closed to new customers is ever recommended, whatever the rules say.
  private func lifecycleRejection(_ option: OptionDefinition) -> [Rejection] {
    guard let id = option.service, let service = catalog.services[id], !service.lifecycle.isOpen
    else { return [] }
    return [
      Rejection(
        option: option.id, constraint: "lifecycle", rule: nil, signal: "lifecycle",
        required: Lifecycle.State.active.rawValue,
        observed: service.lifecycle.state.rawValue,
        text: "It is \(service.lifecycle.advice)", reason: .functional,
        questions: [], facts: [])
    ]
  }

  private func ranked(
    _ evaluations: [Evaluation], _ optionSignals: [String: Signals]
  ) -> [Evaluation] {
    func number(_ name: String, of option: String) -> Double {
      guard case .number(let number)? = optionSignals[option]?[name]?.value else { return 0 }
      return number
    }
    return evaluations.enumerated().sorted { left, right in
      let scores = (left.element.score, right.element.score)
      if scores.0 != scores.1 { return scores.0 > scores.1 }
      for name in Self.tieBreaks {
        let values = (
          number(name, of: left.element.option), number(name, of: right.element.option)
        )
        if values.0 != values.1 { return values.0 < values.1 }
      }
      return left.offset < right.offset
    }.map(\.element)
  }
}
