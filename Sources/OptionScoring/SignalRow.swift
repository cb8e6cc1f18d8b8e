package import CatalogModel

/// The signals that the rules of a decision look at, by their places in its `RuleIndex`.
package struct SignalRow: Hashable, Sendable {
  private var signals: [Signal?]

  /// Those that all options share.
  package init(_ index: RuleIndex, _ shared: (SignalName) -> Signal?) {
    signals = index.signals.map { name in name.flatMap(shared) }
  }

  /// The same with what is known of one option in place of that.
  package func with(_ own: Signals, _ index: RuleIndex) -> SignalRow {
    var row = self
    for entry in own {
      if let place = index.place(of: entry.name) { row.signals[place] = entry.signal }
    }
    return row
  }

  /// The signal of a place; nil where there is none.
  package subscript(place: Int) -> Signal? { signals[place] }

  /// The values of all places.
  package var values: [SignalValue?] { signals.map { $0?.value } }

  /// Whether all conditions hold; a condition on a signal that is absent does not.
  package func meets(_ conditions: [PlacedCondition], in catalog: Catalog) -> Bool {
    for condition in conditions where !meets(condition, in: catalog) { return false }
    return true
  }

  /// Whether one condition holds.
  package func meets(_ condition: PlacedCondition, in catalog: Catalog) -> Bool {
    guard let signal = signals[condition.place] else { return false }
    return condition.comparison.holds(of: signal.value, in: catalog)
  }
}
