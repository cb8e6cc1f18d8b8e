package import CatalogModel

/// What a decision sees of a signal: its value where that is scored, and otherwise which of the conditions on it
/// hold.
///
/// Decisions that see the same come out the same, but for the values that they keep.
package enum SignalLook: Hashable, Sendable {
  case absent
  case value(SignalValue)
  /// A bit for each of the comparisons of its place, the first of them the lowest.
  case holding(UInt64)
}

extension SignalRow {
  /// What the rules of a decision see of the signals that all options share.
  ///
  /// - Parameter catalog: Where facts that conditions compare with come from.
  package func looks(_ index: RuleIndex, in catalog: Catalog) -> [SignalLook] {
    var looks: [SignalLook] = []
    looks.reserveCapacity(index.comparisons.count)
    for place in index.comparisons.indices {
      guard let signal = self[place] else {
        looks.append(.absent)
        continue
      }
      if index.comparisons[place] != nil {
        looks.append(.holding(holding(place, index, in: catalog)))
      } else {
        looks.append(.value(signal.value))
      }
    }
    return looks
  }
}
