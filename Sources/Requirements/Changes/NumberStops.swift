package import Quantities
import RealModule

/// The values that a number may take on one side of its present one, nearest first.
///
/// They have two significant digits, which is as well as any threshold is known; of a promise such
/// as an availability, what is missing to 1 has them. The limit of the question is the last.
package struct NumberStops: Hashable, Sendable {
  package enum Side: Hashable, Sendable, CaseIterable {
    case below, above
  }

  package let values: [Double]

  package init(
    _ kind: NumberKind, fallback: Estimate?, from present: Double, _ side: Side
  ) {
    let isPromise = AnswerScale.isPromise(kind, fallback)
    let least = AnswerScale(kind, fallback: fallback).least
    var values: [Double] = []
    func take(_ value: Double) {
      if kind.isInteger && value != value.rounded() { return }
      if value >= kind.least && value <= kind.greatest { values.append(value) }
    }
    if isPromise {
      // What is missing shrinks as the promise grows.
      let gap = 1 - present
      switch side {
      case .above:
        for grid in Self.grid(from: gap, downTo: 1 - kind.greatest) { take(Self.promise(grid)) }
      case .below:
        for grid in Self.grid(from: gap, upTo: 1 - kind.least) { take(Self.promise(grid)) }
      }
    } else {
      switch side {
      case .above:
        for value in Self.grid(from: max(present, least), upTo: kind.greatest) { take(value) }
      case .below: for value in Self.grid(from: present, downTo: least) { take(value) }
      }
    }
    let limit = side == .above ? kind.greatest : kind.least
    if present != limit, values.last != limit { values.append(limit) }
    self.values = values.filter { side == .above ? $0 > present : $0 < present }
  }

  /// Without the error of the subtraction in the last digits.
  private static func promise(_ gap: Double) -> Double { ((1 - gap) * 1e9).rounded() / 1e9 }

  private static func grid(from start: Double, upTo end: Double) -> [Double] {
    guard start > 0, end > start else { return [] }
    return (index(start)...index(end)).map(value).filter { $0 >= start && $0 <= end }
  }

  private static func grid(from start: Double, downTo end: Double) -> [Double] {
    guard end > 0, start > end else { return [] }
    return (index(end)...index(start)).reversed().map(value).filter { $0 >= end && $0 <= start }
  }

  /// The number of a value on a ruler with ninety marks a decade, rounded down.
  private static func index(_ value: Double) -> Int {
    let decade = Int(Double.log10(value).rounded(.down))
    let digits = value / power(decade - 1)
    // A power of ten may fall on either side of its own logarithm.
    return decade * 90 + Int(digits.rounded(.down)) - 10
  }

  private static func value(_ index: Int) -> Double {
    let decade = index >= 0 ? index / 90 : -((89 - index) / 90)
    let digits = Double(index - decade * 90 + 10)
    let exponent = decade - 1
    return exponent >= 0 ? digits * power(exponent) : digits / power(-exponent)
  }

  private static func power(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    return exponent >= 0 ? power : 1 / power
  }
}
