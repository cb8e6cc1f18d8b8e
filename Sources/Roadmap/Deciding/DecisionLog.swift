package import CatalogModel
package import OptionScoring

/// Carries out decisions in order and keeps them; an earlier choice is a signal to later ones.
struct DecisionLog {
  let catalog: Catalog
  var signals: Signals
  private(set) var decisions: [Decision] = []

  init(catalog: Catalog, signals: Signals) {
    self.catalog = catalog
    self.signals = signals
  }

  /// Takes a decision and records its choice as the signal that bears the decision's id.
  ///
  /// - Throws: The id of a decision that the catalog lacks.
  mutating func decide(
    _ id: String, scope: String? = nil, extra: Signals = [:],
    options: [String: Signals]
  ) throws(Catalog.Gap) -> String? {
    guard let definition = catalog.decisions[id] else { throw .fact("criteria/" + id) }
    let decision = DecisionMaker(catalog: catalog, signals: signals.merging(extra) { $1 })
      .decide(definition, scope: scope, optionSignals: options)
    decisions.append(decision)
    if let chosen = decision.chosen, scope == nil {
      signals[id] = Signal(.text(chosen), from: decision.questions, formula: "decision " + id)
    }
    return decision.chosen
  }

  /// Signals of options that have nothing of their own but whether they stand today.
  func plain(_ id: String, incumbent: String?) -> [String: Signals] {
    var options: [String: Signals] = [:]
    for option in catalog.decisions[id]?.options ?? [] {
      options[option.id] = [
        "incumbent": Signal(.flag(option.id == incumbent), from: ["system.today"])
      ]
    }
    return options
  }
}
