package import CatalogModel

/// The signals of the options that a decision offers, by the places of the options in its definition.
package struct OptionSignals: Sendable {
  private var places: [Signals?]

  /// Of a decision that offers nothing yet.
  package init(_ definition: DecisionDefinition) {
    places = [Signals?](repeating: nil, count: definition.options.count)
  }

  /// The same by option; ids that the definition lacks are passed over.
  package init(_ signals: [String: Signals], of definition: DecisionDefinition) {
    places = definition.options.map { signals[$0.id] }
  }

  /// The signals of the option at a place; nil where it is not offered.
  package subscript(place: Int) -> Signals? {
    get { places[place] }
    set { places[place] = newValue }
  }

  /// The number that an option has for a signal; nil where it has none.
  package func number(_ name: SignalName, of place: Int) -> Double? {
    guard case .number(let number)? = places[place]?[name]?.value else { return nil }
    return number
  }

  /// The signals by the ids of the options that are offered.
  package func byOption(of definition: DecisionDefinition) -> [String: Signals] {
    var named: [String: Signals] = [:]
    named.reserveCapacity(places.count)
    for (option, signals) in zip(definition.options, places) {
      if let signals { named[option.id] = signals }
    }
    return named
  }
}
