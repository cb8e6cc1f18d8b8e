package import CatalogModel
import Quantities

/// Whether conditions hold for a set of signals.
package struct ConditionCheck: Sendable {
  private let signals: Signals
  private let own: Signals
  package let catalog: Catalog

  /// - Parameters:
  ///   - signals: What all options share.
  ///   - own: What is looked at before that, such as the signals of an option.
  package init(signals: Signals, own: Signals = [:], catalog: Catalog) {
    self.signals = signals
    self.own = own
    self.catalog = catalog
  }

  /// The signal that a condition looks at; nil where there is none.
  package subscript(name: String) -> Signal? {
    SignalName(name).flatMap { own[$0] ?? signals[$0] }
  }

  /// Whether all conditions hold; a condition on a signal that is absent does not.
  package func holds(_ conditions: [Condition]) -> Bool {
    conditions.allSatisfy { holds($0) }
  }

  /// Whether one condition holds.
  package func holds(_ condition: Condition) -> Bool {
    guard let signal = self[condition.signal] else { return false }
    return condition.comparison.holds(of: signal.value, in: catalog)
  }

  /// What a condition asks for, as people read it: `at most 900 s`.
  package func requirement(_ condition: Condition) -> String {
    let unit = self[condition.signal].map { $0.unit.isEmpty ? "" : " " + $0.unit } ?? ""
    switch condition.comparison {
    case .atLeast(let operand): return "at least " + text(operand) + unit
    case .atMost(let operand): return "at most " + text(operand) + unit
    case .above(let operand): return "more than " + text(operand) + unit
    case .below(let operand): return "less than " + text(operand) + unit
    case .oneOf(let texts): return texts.count == 1 ? texts[0] : "one of " + list(texts)
    case .noneOf(let texts): return "not " + list(texts)
    case .includes(let member): return "with " + member
    case .excludes(let member): return "without " + member
    case .equals(let flag): return flag ? "yes" : "no"
    }
  }

  /// The facts that conditions compare with, for the sources of an explanation.
  package func facts(_ conditions: [Condition]) -> [Fact] {
    conditions.compactMap { condition in
      switch condition.comparison {
      case .atLeast(.fact(let id)), .atMost(.fact(let id)), .above(.fact(let id)),
        .below(.fact(let id)):
        // `id#key` is an entry of a table.
        catalog.fact(String(id.prefix { $0 != "#" }))
      default: nil
      }
    }
  }

  private func text(_ operand: Operand) -> String {
    operand.value(in: catalog).map { DecimalText.significant($0, 4) } ?? "an unknown fact"
  }

  private func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }
}
