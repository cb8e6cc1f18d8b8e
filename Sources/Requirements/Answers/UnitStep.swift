/// The step from numbers in one unit to numbers in another of the same dimension.
///
/// Whole factors stay whole and powers of ten go into the decimal exponent, so that a unit converts
/// to itself, and milliseconds to seconds, without a rounding error.
struct UnitStep: Hashable, Sendable {
  private let multiplier: Double
  private let divisor: Double
  private let exponent: Int

  /// - Parameter exponent: Of ten, for a multiple such as the `k` of `10k`.
  init(from entry: UnitTable.Entry, to base: UnitTable.Entry, exponent: Int = 0) {
    let isWhole = entry.multiplier.remainder(dividingBy: base.multiplier) == 0
    let isPart = base.multiplier.remainder(dividingBy: entry.multiplier) == 0
    self.exponent = exponent + entry.exponent - base.exponent
    multiplier = isWhole ? entry.multiplier / base.multiplier : isPart ? 1 : entry.multiplier
    divisor = isWhole ? 1 : isPart ? base.multiplier / entry.multiplier : base.multiplier
  }

  /// The number in the other unit; infinite beyond the largest number.
  func apply(_ number: NumberText) -> Double {
    number.scaled(by: exponent) * multiplier / divisor
  }
}
