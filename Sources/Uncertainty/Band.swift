/// The middle nine tenths of a sampled quantity: its 5th, 50th and 95th percentile.
///
/// A value may be infinite, for what saturates in so many samples that it has no bound.
package struct Band: Hashable, Sendable {
  package let p5: Double
  package let p50: Double
  package let p95: Double

  /// The band of some values, by nearest rank, which needs no arithmetic on infinite values.
  ///
  /// - Precondition: At least one value, none of them not a number. O(n log n).
  package init(_ values: [Double]) {
    precondition(!values.isEmpty, "a band needs a value")
    let sorted = values.sorted()
    func rank(_ share: Double) -> Double {
      sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)]
    }
    p5 = rank(0.05)
    p50 = rank(0.5)
    p95 = rank(0.95)
  }
}
