package import CatalogModel

/// Signals that the rules of many decisions look up, each at the place of its name.
package struct SignalTable: Sendable {
  private var places: [Signal?]

  package init(_ signals: Signals) {
    places = [Signal?](repeating: nil, count: SignalName.allCases.count)
    for entry in signals { places[entry.name.rawValue] = entry.signal }
  }

  package subscript(name: SignalName) -> Signal? {
    get { places[name.rawValue] }
    set { places[name.rawValue] = newValue }
  }
}
