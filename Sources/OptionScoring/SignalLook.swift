package import CatalogModel

/// What a decision sees of a signal: its value where that is scored, and otherwise which of the conditions on it
/// hold.
///
/// Decisions that see the same come out the same, but for what they keep to be read.
package enum SignalLook: Hashable, Sendable {
  case absent
  case value(SignalValue)
  /// A bit for each of the comparisons of its place, the first of them the lowest.
  case holding(UInt64)
}

extension SignalRow {
  /// What the rules of a decision see of the signals that all options share.
  ///
  /// - Parameters:
  ///   - catalog: Where facts that conditions compare with come from.
  ///   - detail: What the decision keeps; where it keeps values, they count themselves.
  package func looks(
    _ index: RuleIndex, in catalog: Catalog, for detail: DecisionDetail
  ) -> [SignalLook] {
    index.comparisons.enumerated().map { place, comparisons in
      guard let value = self[place]?.value else { return .absent }
      guard detail == .choices, let comparisons else { return .value(value) }
      var bits: UInt64 = 0
      for (number, comparison) in comparisons.enumerated()
      where comparison.holds(of: value, in: catalog) {
        bits |= 1 << UInt64(number)
      }
      return .holding(bits)
    }
  }
}
