import OrderedCollections
import Quantities

/// How two states of a fact differ: of tables entry by entry.
enum FactDifference {
  static func changes(
    _ old: Fact, _ new: Fact
  ) -> [(suffix: String, old: String?, new: String?)] {
    if case .table(let before) = old.value, case .table(let after) = new.value, before != after {
      let keys = before.keys + after.keys.filter { before[$0] == nil }
      let changed = keys.filter { before[$0] != after[$0] }
      if !changed.isEmpty {
        return changed.map { key in
          (
            "#\(key)", before[key].map { number($0, old) }, after[key].map { number($0, new) }
          )
        }
      }
    }
    if old.value == new.value && old.unit == new.unit && old.citation == new.citation {
      return [("", text(old), text(new) + " (another note)")]
    }
    return [("", text(old), text(new))]
  }

  /// The value with its unit and where it comes from.
  static func text(_ fact: Fact) -> String {
    fact.value.inWords + (fact.unit.isEmpty ? "" : " " + fact.unit) + fact.citation.inWords
  }

  private static func number(_ number: Double, _ fact: Fact) -> String {
    DecimalText.exact(number) + (fact.unit.isEmpty ? "" : " " + fact.unit) + fact.citation.inWords
  }
}

extension FactValue {
  /// The value in one line.
  package var inWords: String {
    switch self {
    case .number(let number): DecimalText.exact(number)
    case .range(let low, let high): "\(DecimalText.exact(low)) to \(DecimalText.exact(high))"
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .texts(let texts): texts.joined(separator: ", ")
    case .table(let table):
      table.map { "\($0.key) \(DecimalText.exact($0.value))" }.joined(separator: ", ")
    }
  }
}
