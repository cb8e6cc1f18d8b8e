package import CatalogModel

/// The signals that the rules of a decision look at, by their places in its `RuleIndex`.
///
/// What is known of an option lies above what all options share, which is not copied for each.
package struct SignalRow: Hashable, Sendable {
  /// A signal in the place of the one that is shared.
  struct Own: Hashable, Sendable {
    let place: Int
    let signal: Signal
  }

  private let shared: [Signal?]
  private(set) var own: [Own] = []

  /// Those that all options share.
  package init(_ index: RuleIndex, _ shared: (SignalName) -> Signal?) {
    self.shared = index.signals.map { name in name.flatMap(shared) }
  }

  /// Those that all options share, from a table and from what hides some of it.
  package init(_ index: RuleIndex, _ known: SignalTable, hiddenBy extra: Signals = [:]) {
    shared =
      extra.isEmpty
      ? index.signals.map { name in name.flatMap { known[$0] } }
      : index.signals.map { name in name.flatMap { extra[$0] ?? known[$0] } }
  }

  /// The same with what is known of one option in place of that.
  package func with(_ own: Signals, _ index: RuleIndex) -> SignalRow {
    var row = self
    row.own.reserveCapacity(row.own.count + own.count)
    for entry in own {
      guard let place = index.place(of: entry.name) else { continue }
      if !self.own.isEmpty, let known = self.own.firstIndex(where: { $0.place == place }) {
        row.own[known] = Own(place: place, signal: entry.signal)
      } else {
        row.own.append(Own(place: place, signal: entry.signal))
      }
    }
    return row
  }

  /// The signal of a place; nil where there is none.
  package subscript(place: Int) -> Signal? {
    var next = 0
    while next < own.count {
      if own[next].place == place { return own[next].signal }
      next += 1
    }
    return shared[place]
  }

  /// The values of all places.
  package var values: [SignalValue?] {
    var values = shared.map { $0?.value }
    for own in own { values[own.place] = own.signal.value }
    return values
  }

  /// Whether all conditions hold; a condition on a signal that is absent does not.
  package func meets(_ conditions: [PlacedCondition], in catalog: Catalog) -> Bool {
    for condition in conditions where !meets(condition, in: catalog) { return false }
    return true
  }

  /// Whether one condition holds.
  package func meets(_ condition: PlacedCondition, in catalog: Catalog) -> Bool {
    guard let signal = self[condition.place] else { return false }
    return condition.comparison.holds(of: signal.value, in: catalog)
  }
}
