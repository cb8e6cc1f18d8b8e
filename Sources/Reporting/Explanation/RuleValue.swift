import CatalogModel
import OptionScoring
import Quantities

/// A value that the rules of a decision look at, with how it came about.
struct RuleValue {
  /// What it is for one option, or for all.
  struct Reading {
    /// Nil where it is the same for every option.
    let option: String?
    let value: String
    /// What it adds up from, with its numbers; empty where it is no sum.
    let sum: String
  }

  /// The signal's name.
  let name: String
  let readings: [Reading]
  /// How it is computed; nil for an answer as it was given.
  let formula: String?
  /// The questions whose answers enter it.
  let questions: [String]
  /// The facts that enter it, by id.
  let facts: [String]

  /// All values of a decision, in the order of their names.
  static func all(of decision: Decision) -> [RuleValue] {
    decision.definition.signalNames.compactMap { name in
      let own = decision.definition.options.compactMap { option in
        decision.optionSignals[option.id]?[named: name].map { (option: option.id, signal: $0) }
      }
      if own.isEmpty {
        return decision.signals[named: name].map { RuleValue(name, [(nil, $0)]) }
      }
      return RuleValue(name, own.map { ($0.option, $0.signal) })
    }
  }

  private init(_ name: String, _ signals: [(option: String?, signal: Signal)]) {
    self.name = name
    readings = signals.map { option, signal in
      Reading(option: option, value: signal.text, sum: Self.sum(signal))
    }
    var formulas: [String] = []
    for formula in signals.compactMap(\.signal.formula) where !formulas.contains(formula) {
      formulas.append(formula)
    }
    formula = formulas.isEmpty ? nil : formulas.joined(separator: "; or ")
    questions = Set(signals.flatMap(\.signal.questions)).sorted()
    var facts: [String] = []
    for fact in signals.flatMap(\.signal.facts) where !facts.contains(fact) { facts.append(fact) }
    self.facts = facts
  }

  private static func sum(_ signal: Signal) -> String {
    signal.parts.map { "\($0.name) \(DecimalText.significant($0.value, 4))" }
      .joined(separator: " + ")
  }
}
