import CatalogModel
import Quantities

/// A fact's value as people read it.
enum FactText {
  static func value(_ fact: Fact) -> String {
    switch fact.value {
    case .number(let number): DecimalText.significant(number, 4)
    case .range(let low, let high):
      "\(DecimalText.significant(low, 4)) to \(DecimalText.significant(high, 4))"
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .texts(let texts): texts.joined(separator: ", ")
    case .table(let entries):
      entries.map { "\($0.key) \(DecimalText.significant($0.value, 4))" }.joined(separator: ", ")
    }
  }
}
