/// A real number in one fixed unit, so that adding seconds to dollars does not compile.
///
/// Conforming types are plain wrappers around a `Double`. Operators between different units are
/// written out beside the unit they produce, and only where physics has them.
package protocol Quantity: Hashable, Comparable, Codable, Sendable {
  /// The number, in the unit that `unit` names.
  var value: Double { get }

  /// The unit as printed after the number, such as `req/s`.
  static var unit: String { get }

  /// Wraps a number that is already in this unit.
  init(_ value: Double)
}

extension Quantity {
  /// The quantity of size zero.
  package static var zero: Self { Self(0) }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
  package static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }
  package static func - (left: Self, right: Self) -> Self { Self(left.value - right.value) }
  package static func * (left: Self, factor: Double) -> Self { Self(left.value * factor) }
  package static func * (factor: Double, right: Self) -> Self { Self(factor * right.value) }
  package static func / (left: Self, divisor: Double) -> Self { Self(left.value / divisor) }

  /// The ratio of two quantities of one unit: a pure number.
  package static func / (left: Self, right: Self) -> Double { left.value / right.value }

  package static func += (left: inout Self, right: Self) { left = left + right }

  /// Decodes a bare number.
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(Double.self))
  }

  /// Encodes a bare number; the key that holds it names the unit.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Sequence where Element: Quantity {
  /// The sum in sequence order, so that equal inputs give equal bits.
  package func sum() -> Element { reduce(.zero, +) }
}
