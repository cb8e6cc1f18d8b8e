package import CatalogModel

/// Signals by name.
///
/// Sorted by the numbers of the names: there are a few of an option and some dozens of a stage, which are
/// looked up far more often than made.
package struct Signals: Hashable, Sendable {
  /// A signal with its name.
  package struct Entry: Hashable, Sendable {
    package let name: SignalName
    package let signal: Signal
  }

  private var entries: [Entry] = []

  /// The place of a name, or where it would have to be put.
  private func place(of name: SignalName) -> Int {
    // Most signals are made in the order of their names.
    var (low, high) = (0, entries.count)
    if high > 0, entries[high - 1].name < name { return high }
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low
  }

  package subscript(name: SignalName) -> Signal? {
    get {
      let place = place(of: name)
      return place < entries.count && entries[place].name == name ? entries[place].signal : nil
    }
    set {
      if let newValue, entries.last.map({ $0.name < name }) ?? true {
        entries.append(Entry(name: name, signal: newValue))
        return
      }
      let place = place(of: name)
      let isKnown = place < entries.count && entries[place].name == name
      guard let newValue else {
        if isKnown { entries.remove(at: place) }
        return
      }
      let entry = Entry(name: name, signal: newValue)
      if isKnown {
        entries[place] = entry
      } else {
        entries.insert(entry, at: place)
      }
    }
  }

  /// The signal of a name as the catalog writes it; nil also where no code computes such a signal.
  package subscript(named text: String) -> Signal? { SignalName(text).flatMap { self[$0] } }

  /// Adds others, which take the place of those that have their names.
  package mutating func merge(_ others: Signals) {
    guard let last = entries.last, let first = others.entries.first else {
      if entries.isEmpty { entries = others.entries }
      return
    }
    if last.name < first.name {
      entries += others.entries
      return
    }
    var merged: [Entry] = []
    merged.reserveCapacity(entries.count + others.entries.count)
    var place = 0
    for other in others.entries {
      while place < entries.count, entries[place].name < other.name {
        merged.append(entries[place])
        place += 1
      }
      if place < entries.count, entries[place].name == other.name { place += 1 }
      merged.append(other)
    }
    merged += entries[place...]
    entries = merged
  }

  /// The same with others, which take the place of those that have their names.
  package func merging(_ others: Signals) -> Signals {
    var merged = self
    merged.merge(others)
    return merged
  }
}

extension Signals: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (SignalName, Signal)...) {
    entries.reserveCapacity(elements.count)
    for (name, signal) in elements { self[name] = signal }
  }
}

extension Signals: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { entries.count }
  package subscript(place: Int) -> Entry { entries[place] }
}
