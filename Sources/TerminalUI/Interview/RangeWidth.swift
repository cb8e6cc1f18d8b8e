import Quantities
import Requirements

/// The ranges that one key leads through: the number, a fifth around it, half to double, and back.
enum RangeWidth {
  static func next(after estimate: Estimate, _ kind: NumberKind) -> Estimate {
    let likely = estimate.likely
    if estimate.isKnown { return around(likely, 0.8, 1.2, kind) }
    let half = around(likely, 0.5, 2, kind)
    return estimate == around(likely, 0.8, 1.2, kind) ? half : Estimate(likely)
  }

  /// The range between two multiples of a number, within what its question allows.
  private static func around(
    _ likely: Double, _ below: Double, _ above: Double, _ kind: NumberKind
  ) -> Estimate {
    func rounded(_ value: Double) -> Double {
      kind.isInteger
        ? value.rounded() : Double(DecimalText.significant(value, 3, grouped: false)) ?? value
    }
    return Estimate(
      low: min(likely, max(kind.least, rounded(likely * below))), likely: likely,
      high: max(likely, min(kind.greatest, rounded(likely * above))))
  }
}
