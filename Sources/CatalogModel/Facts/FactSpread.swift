import OrderedCollections
package import Quantities

/// How far the true value of a fact may lie from the stated one.
package enum FactSpread: Hashable, Sendable {
  /// The least and the greatest value thought possible.
  case range(Double, Double)
  /// From the stated value over the factor to the stated value times the factor.
  case factor(Double)
}

extension Fact {
  /// The number with its range: the fact's own where it has one, else by a factor that stands for
  /// the confidence.
  ///
  /// A range value is its own range. An entry of a table is spread by the table's factor.
  ///
  /// - Parameters:
  ///   - key: The entry, of a table.
  ///   - factor: At least 1; what a fact of this confidence may be off by.
  ///   - bounds: What values of the unit can be, such as 0 to 1 for a fraction.
  /// - Returns: Nil where the fact is no number, or has no such entry.
  package func estimate(
    _ key: String? = nil, factor: Double, within bounds: ClosedRange<Double>
  ) -> Estimate? {
    var likely = number
    if let key {
      guard case .table(let entries) = value else { return nil }
      likely = entries[key]
    }
    guard let likely else { return nil }
    let (low, high): (Double, Double)
    switch (spread, value) {
    case (.range(let least, let greatest)?, _) where key == nil: (low, high) = (least, greatest)
    case (.factor(let own)?, _): (low, high) = (likely / own, likely * own)
    case (_, .range(let least, let greatest)): (low, high) = (least, greatest)
    default: (low, high) = (likely / factor, likely * factor)
    }
    return Estimate(
      low: min(likely, max(low, bounds.lowerBound)), likely: likely,
      high: max(likely, min(high, bounds.upperBound)))
  }
}

extension Catalog {
  /// A fact's number with its range; `id#key` names an entry of a table fact.
  ///
  /// A fact without a range of its own is spread by `planning.confidenceSpread`: nothing for what
  /// AWS published, little for what somebody else did, much for what nobody looked up.
  package func estimate(_ id: String) throws(Gap) -> Estimate {
    let parts = id.split(separator: "#", maxSplits: 1).map(String.init)
    guard let fact = fact(parts.first ?? id) else { throw .fact(id) }
    let factor = try number("planning.confidenceSpread#" + fact.citation.confidence.rawValue)
    let unit = UnitDefinition.named(by: fact.unit, in: units)
    guard
      let estimate = fact.estimate(
        parts.count > 1 ? parts[1] : nil, factor: max(1, factor),
        within: (unit?.least ?? -.greatestFiniteMagnitude)...(unit?.greatest
          ?? .greatestFiniteMagnitude))
    else { throw .fact(id) }
    return estimate
  }
}
