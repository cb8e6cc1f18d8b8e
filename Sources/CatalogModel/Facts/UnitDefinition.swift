package import OrderedCollections

/// A unit that facts and prices may be in: an entry of `Catalog/units.yaml`.
package struct UnitDefinition: Hashable, Sendable {
  /// `ms`, `USD/GB`.
  package let id: String
  package let title: String
  /// The least and the greatest sane value.
  package let least: Double
  package let greatest: Double

  package init(id: String, title: String, least: Double, greatest: Double) {
    self.id = id
    self.title = title
    self.least = least
    self.greatest = greatest
  }

  /// What may stand between a unit and the words that describe it.
  private static let separators: Set<Character> = [" ", ",", ";", ":", "("]

  /// The unit that a text names: the longest known one that it is or begins with.
  ///
  /// `ms of one vCPU per query` is in `ms`; the words after the unit are for people.
  package static func named(
    by text: String, in units: OrderedDictionary<String, UnitDefinition>
  ) -> UnitDefinition? {
    if let unit = units[text] { return unit }
    // A unit has at most three words, as `USD/read request unit`.
    var best: UnitDefinition?
    var words = 0
    var index = text.startIndex
    while index < text.endIndex, words < 4 {
      if separators.contains(text[index]) {
        words += 1
        if let unit = units[String(text[..<index])] { best = unit }
      }
      index = text.index(after: index)
    }
    return best
  }
}
