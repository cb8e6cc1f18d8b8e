import CatalogModel
import OptionScoring

/// A decision in words.
enum DecisionText {
  /// The decision's title, with what it is about: `Where a data set lives: carts`.
  static func heading(_ decision: Decision) -> String {
    decision.scope.map { "\(decision.definition.title): \($0)" } ?? decision.definition.title
  }
}
