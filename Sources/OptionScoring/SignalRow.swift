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

  private let shared: SharedSignals
  private(set) var own: [Own] = []

  private init(_ shared: SharedSignals) { self.shared = shared }

  /// Those that all options share.
  package init(_ index: RuleIndex, _ shared: (SignalName) -> Signal?) {
    self.init(SharedSignals(index.signals.map { name in name.flatMap(shared) }))
  }

  /// Those that all options share, from a table and from what hides some of it.
  package init(_ index: RuleIndex, _ known: SignalTable, hiddenBy extra: Signals = [:]) {
    self.init(
      SharedSignals(
        extra.isEmpty
          ? index.signals.map { name in name.flatMap { known[$0] } }
          : index.signals.map { name in name.flatMap { extra[$0] ?? known[$0] } }))
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

  /// The same with a signal that all options share in the place of another.
  ///
  /// - Precondition: Nothing is known of an option alone.
  package func sharing(_ name: SignalName, _ signal: Signal, _ index: RuleIndex) -> SignalRow {
    index.place(of: name).map { SignalRow(shared.putting(signal, at: $0)) } ?? self
  }

  /// The same with all conditions tested on what the options share, which is done once for all of them.
  ///
  /// - Parameter catalog: The one that conditions will be asked in; an option that reads another needs `untested`.
  package func tested(_ index: RuleIndex, in catalog: Catalog) -> SignalRow {
    if shared.holding != nil { return self }
    var row = SignalRow(shared.tested(index, in: catalog))
    row.own = own
    return row
  }

  /// The same, for another catalog.
  package var untested: SignalRow {
    if shared.holding == nil { return self }
    var row = SignalRow(SharedSignals(shared.signals))
    row.own = own
    return row
  }

  /// The signal of a place; nil where there is none.
  package subscript(place: Int) -> Signal? {
    var next = 0
    while next < own.count {
      if own[next].place == place { return own[next].signal }
      next += 1
    }
    return shared.signals[place]
  }

  /// A bit for each of the tests of a place, the first of them the lowest.
  func holding(_ place: Int, _ index: RuleIndex, in catalog: Catalog) -> UInt64 {
    if let holding = shared.holding, own.isEmpty { return holding[place] }
    return self[place].map { index.holding(of: $0.value, at: place, in: catalog) } ?? 0
  }

  /// Whether all conditions hold; a condition on a signal that is absent does not.
  package func meets(_ conditions: [PlacedCondition], in catalog: Catalog) -> Bool {
    for condition in conditions where !meets(condition, in: catalog) { return false }
    return true
  }

  /// Whether one condition holds.
  package func meets(_ condition: PlacedCondition, in catalog: Catalog) -> Bool {
    let place = condition.place
    var next = 0
    while next < own.count {
      if own[next].place == place {
        return condition.comparison.holds(of: own[next].signal.value, in: catalog)
      }
      next += 1
    }
    if let holding = shared.holding, let test = condition.test {
      return holding[place] & (1 << UInt64(test)) != 0
    }
    guard let signal = shared.signals[place] else { return false }
    return condition.comparison.holds(of: signal.value, in: catalog)
  }
}

/// Signals that all options of a decision share.
///
/// A reference to what never changes, since every option lies above it.
private final class SharedSignals: Hashable, Sendable {
  let signals: [Signal?]
  /// A bit for each of the tests of a place, the first of them the lowest, in the catalog that was asked; nil where
  /// none was.
  let holding: [UInt64]?

  init(_ signals: [Signal?], holding: [UInt64]? = nil) {
    self.signals = signals
    self.holding = holding
  }

  func putting(_ signal: Signal, at place: Int) -> SharedSignals {
    var signals = signals
    signals[place] = signal
    return SharedSignals(signals)
  }

  func tested(_ index: RuleIndex, in catalog: Catalog) -> SharedSignals {
    var holding = [UInt64](repeating: 0, count: signals.count)
    for place in signals.indices {
      guard let signal = signals[place] else { continue }
      holding[place] = index.holding(of: signal.value, at: place, in: catalog)
    }
    return SharedSignals(signals, holding: holding)
  }

  static func == (left: SharedSignals, right: SharedSignals) -> Bool {
    left === right || left.signals == right.signals
  }

  func hash(into hasher: inout Hasher) { hasher.combine(signals) }
}

extension RuleIndex {
  /// Which of the tests of a place hold of a value.
  fileprivate func holding(of value: SignalValue, at place: Int, in catalog: Catalog) -> UInt64 {
    var bits: UInt64 = 0
    let tests = tests[place]
    for number in tests.indices where tests[number].holds(of: value, in: catalog) {
      bits |= 1 << UInt64(number)
    }
    return bits
  }
}
