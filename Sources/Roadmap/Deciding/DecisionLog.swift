import CatalogModel
import OptionScoring
import OrderedCollections

/// Carries out decisions in order and keeps them; an earlier choice is a signal to later ones.
struct DecisionLog {
  let catalog: Catalog
  var signals: Signals
  private(set) var decisions: [Decision] = []
  private let detail: DecisionDetail
  private let recall: DecisionRecall?

  /// - Parameter recall: What was decided already; nil where reasons are wanted in words.
  init(
    catalog: Catalog, signals: Signals, detail: DecisionDetail = .reasons,
    recall: DecisionRecall? = nil
  ) {
    self.catalog = catalog
    self.signals = signals
    self.detail = detail
    decisions.reserveCapacity(catalog.decisions.count)
    // What is remembered is not read again, which somebody may want to know.
    self.recall = detail == .reasons || catalog.reads != nil ? nil : recall
  }

  /// The outcome of a decision.
  ///
  /// - Parameters:
  ///   - extra: What is known of the scope alone.
  ///   - shared: What its rules look at of all that, where somebody has it already.
  ///   - basis: What the signals of the options depend on.
  ///   - options: The signals of the options, computed where the outcome is not known; it is told which
  ///     options need no price.
  /// - Throws: The id of a decision that the catalog lacks, or what the options lack.
  func outcome(
    of id: String, scope: String? = nil, extra: Signals = [:], shared: SignalRow? = nil,
    _ basis: ChoiceBasis,
    options: (UnpricedRejection) throws(Catalog.Gap) -> [String: Signals]
  ) throws(Catalog.Gap) -> Decision {
    guard let definition = catalog.decisions[id] else { throw .fact("criteria/" + id) }
    let shared = shared ?? SignalRow(definition.index) { extra[$0] ?? signals[$0] }
    func decide() throws(Catalog.Gap) -> Decision {
      let own = try options(
        UnpricedRejection(
          definition: definition, catalog: catalog, shared: shared, isWanted: detail != .reasons))
      return DecisionMaker(catalog: catalog, signals: signals, extra: extra, detail: detail)
        .decide(definition, scope: scope, optionSignals: own, shared: shared)
    }
    guard let recall else { return try decide() }
    return try recall.memo.decision(
      definition, scope: scope, detail, basis, keeps: recall.keeps,
      looks: shared.looks(definition.index, in: catalog, for: detail), decide)
  }

  /// Notes a decision, and its choice as the signal that bears the decision's id.
  ///
  /// The signal is the model of the choice, which is what later rules know.
  ///
  /// - Returns: The option that was chosen.
  mutating func take(_ decision: Decision) -> OptionDefinition? {
    decisions.append(decision)
    guard let chosen = decision.chosen.flatMap(decision.option) else { return nil }
    if decision.scope == nil {
      let id = decision.definition.id
      if let name = SignalName(id) {
        signals[name] = Signal(
          .text(chosen.model), from: decision.questions,
          formula: detail == .reasons ? "decision " + id : nil)
      }
    }
    return chosen
  }

  /// The options of a decision whose model the code has, in the catalog's order.
  func options<Model: RawRepresentable<String>>(
    _ id: String, modelledAs type: Model.Type
  ) -> [(option: OptionDefinition, model: Model)] {
    (catalog.decisions[id]?.options ?? []).compactMap { option in
      Model(rawValue: option.model).map { (option, $0) }
    }
  }

  /// Signals of options that have nothing of their own but whether they stand today.
  func plain(_ id: String, incumbent: String?) -> [String: Signals] {
    var options: [String: Signals] = [:]
    for option in catalog.decisions[id]?.options ?? [] {
      options[option.id] = [.incumbent: OptionCosts.stands(option.id == incumbent)]
    }
    return options
  }
}
