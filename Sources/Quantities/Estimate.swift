/// A number that is not known exactly: the least, the likely and the greatest value it may have.
///
/// A known number is an estimate whose three values agree. The unit is that of the question or
/// fact that the estimate answers.
package struct Estimate: Hashable, Codable, Sendable {
  /// The least value thought possible.
  package let low: Double
  /// The value to plan with.
  package let likely: Double
  /// The greatest value thought possible.
  package let high: Double

  /// An estimate from its three values; the caller has checked `low <= likely <= high`.
  package init(low: Double, likely: Double, high: Double) {
    self.low = low
    self.likely = likely
    self.high = high
  }

  /// A number that is known.
  package init(_ value: Double) {
    self.init(low: value, likely: value, high: value)
  }

  /// So many times the estimate.
  ///
  /// - Precondition: The factor is not negative.
  package func times(_ factor: Double) -> Estimate {
    Estimate(low: low * factor, likely: likely * factor, high: high * factor)
  }

  /// Whether the three values agree.
  package var isKnown: Bool { low == high }
}
