package import Quantities
import RealModule

/// How large a change of an answer is, so that changes of different questions can be compared.
///
/// 1 is a change through the whole plausible range of a number, which is that of its default:
///
/// `d(a, b) = |x(b) - x(a)| / (x(high) - x(low))`
///
/// with `x(v) = ln(v + s)`, since a factor of two is as large a change of a thousand as of ten. `s`
/// is 0 for a number that cannot be 0, else a tenth of the likely default, or a tenth of the unit
/// where that is 0, too. Shares have `x(v) = ln((v + e) / (1 - v + e))`, so that from 99 % to 99.9 %
/// is about as far as from 9 % to 50 %; `e` is 1e-6 for promises, whose default is above a half, and
/// 1e-3 for other shares. Where the default has no range, a tenfold change is 1.
///
/// Another choice, another flag, or a member more or less of a set is 1 as well.
package struct AnswerScale: Hashable, Sendable {
  /// The distance of another choice.
  package static let choice = 1.0

  private let isShare: Bool
  private let offset: Double
  private let width: Double
  /// Below this a number is as good as 0.
  let least: Double

  /// - Parameters:
  ///   - kind: The unit and the limits of the number.
  ///   - fallback: The default with its range; nil for none.
  package init(_ kind: NumberKind, fallback: Estimate?) {
    isShare = kind.unit == .fraction
    if isShare {
      offset = Self.isPromise(kind, fallback) ? 1e-6 : 1e-3
      least = max(kind.least, offset)
    } else if kind.least > 0 {
      offset = 0
      least = kind.least
    } else {
      let likely = fallback?.likely ?? 0
      offset = likely > 0 ? likely / 10 : 0.1
      least = offset / 10
    }
    var width = 0.0
    if let fallback, !fallback.isKnown {
      width =
        Self.position(fallback.high, isShare, offset) - Self.position(fallback.low, isShare, offset)
    }
    // A range that is hardly one says nothing about what is plausible.
    self.width = width > Double.log(2) ? width : Double.log(10)
  }

  /// A share that is promised, such as an availability: what is missing to 1 is its natural measure.
  static func isPromise(_ kind: NumberKind, _ fallback: Estimate?) -> Bool {
    kind.unit == .fraction && (fallback?.likely ?? 0) > 0.5 && kind.greatest < 1
  }

  /// How far one value is from another; 0 for equal ones.
  package func distance(from old: Double, to new: Double) -> Double {
    abs(Self.position(new, isShare, offset) - Self.position(old, isShare, offset)) / width
  }

  private static func position(_ value: Double, _ isShare: Bool, _ offset: Double) -> Double {
    isShare
      ? Double.log((value + offset) / (1 - value + offset)) : Double.log(value + offset)
  }
}
