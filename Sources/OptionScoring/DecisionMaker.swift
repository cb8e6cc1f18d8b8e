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
  /// Those of what it is about, such as a data set, which hide the others.
  private let extra: Signals
  private let detail: DecisionDetail

  /// The signals that break a tie of scores, the least first: what AWS manages more of (P8), then
  /// what is cheaper.
  private static let tieBreaks = [SignalName.customerDuties, .monthlyCost]

  package init(
    catalog: Catalog, signals: Signals, extra: Signals = [:], detail: DecisionDetail = .reasons
  ) {
    self.catalog = catalog
    self.signals = signals
    self.extra = extra
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
    decide(
      definition, scope: scope, OptionSignals(optionSignals, of: definition),
      shared: SignalRow(definition.index) { extra[$0] ?? signals[$0] })
  }

  /// The same of options by their places.
  ///
  /// - Parameter shared: What all options share of what the rules look at.
  package func decide(
    _ definition: DecisionDefinition, scope: String?, _ options: OptionSignals, shared: SignalRow
  ) -> Decision {
    let index = definition.index
    let isExplained = detail == .reasons
    let known = isExplained && !extra.isEmpty ? signals.merging(extra) : signals
    let shared = shared.tested(index, in: catalog)
    var rejections: [Rejection] = []
    rejections.reserveCapacity(definition.options.count)
    var survivors: [CriterionScoring.Survivor] = []
    survivors.reserveCapacity(definition.options.count)
    var digest = OptionDigest()
    for place in definition.options.indices {
      guard let own = options[place] else { continue }
      let option = definition.options[place]
      let row = shared.with(own, index)
      if detail == .values { digest.add(row, index) }
      let before = rejections.count
      if let closed = lifecycleRejection(option) { rejections.append(closed) }
      if let missing = row[index.missingPrice] {
        rejections.append(regionRejection(option, missing))
      } else {
        addConstraintRejections(to: &rejections, definition, place, row, known, own)
      }
      if rejections.count == before {
        survivors.append(CriterionScoring.Survivor(place: place, row: row))
      }
    }
    let scoring = CriterionScoring(
      definition, catalog: catalog, shared: shared, survivors: survivors)
    let evaluations = survivors.map { survivor in
      let id = definition.options[survivor.place].id
      return isExplained
        ? Evaluation(option: id, contributions: scoring.contributions(of: survivor))
        : Evaluation(option: id, score: scoring.total(of: survivor))
    }
    return Decision(
      definition: definition, scope: scope, ranking: ranked(evaluations, survivors, options),
      rejections: rejections, signals: isExplained ? known : [:],
      optionSignals: isExplained ? options.byOption(of: definition) : [:],
      looked: detail == .values ? Decision.Looked(shared: shared, options: digest) : nil)
  }

  private func addConstraintRejections(
    to rejections: inout [Rejection], _ definition: DecisionDefinition, _ place: Int,
    _ row: SignalRow, _ known: Signals, _ own: Signals
  ) {
    let option = definition.options[place]
    // An option that is modelled like another one is held to its own facts.
    let isOwnReading = option.like != nil
    let read = isOwnReading ? catalog.reading([definition.id: option.id]) : catalog
    let row = isOwnReading ? row.untested : row
    for constraint in definition.index.binding[place] {
      guard row.meets(constraint.when, in: read),
        let failed = constraint.require.firstIndex(where: { !row.meets($0, in: read) })
      else { continue }
      rejections.append(rejection(option, constraint.definition, failed, known, own, read))
    }
  }

  /// The rejection of an option by a requirement of a constraint, in words where they are wanted.
  private func rejection(
    _ option: OptionDefinition, _ constraint: ConstraintDefinition, _ failed: Int,
    _ known: Signals, _ own: Signals, _ read: Catalog
  ) -> Rejection {
    let failed = constraint.require[failed]
    guard detail == .reasons else {
      return Rejection(
        option: option.id, constraint: constraint.id, rule: constraint.rule,
        signal: failed.signal, required: "", observed: "", text: "", reason: constraint.reason,
        questions: [], facts: [])
    }
    let check = ConditionCheck(signals: known, own: own, catalog: read)
    let questions = ([failed] + constraint.when).flatMap { check[$0.signal]?.questions ?? [] }
    return Rejection(
      option: option.id, constraint: constraint.id, rule: constraint.rule, signal: failed.signal,
      required: check.requirement(failed), observed: check[failed.signal]?.text ?? "not known",
      text: constraint.text, reason: constraint.reason, questions: Set(questions).sorted(),
      facts: check.facts([failed]))
  }

  /// Nothing that the region has no price for is recommended there: it is not offered.
  private func regionRejection(_ option: OptionDefinition, _ missing: Signal) -> Rejection {
    Rejection(
      option: option.id, constraint: "region", rule: nil, signal: "missingPrice",
      required: "a price of \(catalog.region)", observed: "none for \(missing.text)",
      text: "The catalog has no price of \(catalog.region) for `\(missing.text)`: the service is "
        + "not offered there, or its price is not known.",
      reason: .functional, questions: missing.questions, facts: [])
  }

  /// Nothing that is closed to new customers is ever recommended, whatever the rules say.
  private func lifecycleRejection(_ option: OptionDefinition) -> Rejection? {
    guard let id = option.service, catalog.isClosed(id), let service = catalog.service(id)
    else { return nil }
    return Rejection(
      option: option.id, constraint: "lifecycle", rule: nil, signal: "lifecycle",
      required: Lifecycle.State.active.rawValue,
      observed: service.lifecycle.state.rawValue,
      text: "It is \(service.lifecycle.advice)", reason: .functional,
      questions: [], facts: [])
  }

  /// The evaluations of the survivors, the best first.
  private func ranked(
    _ evaluations: [Evaluation], _ survivors: [CriterionScoring.Survivor], _ options: OptionSignals
  ) -> [Evaluation] {
    guard evaluations.count > 1 else { return evaluations }
    return evaluations.indices.sorted { left, right in
      let scores = (evaluations[left].score, evaluations[right].score)
      if scores.0 != scores.1 { return scores.0 > scores.1 }
      for name in Self.tieBreaks {
        let values = (
          options.number(name, of: survivors[left].place) ?? 0,
          options.number(name, of: survivors[right].place) ?? 0
        )
        if values.0 != values.1 { return values.0 < values.1 }
      }
      return left < right
    }.map { evaluations[$0] }
  }
}
