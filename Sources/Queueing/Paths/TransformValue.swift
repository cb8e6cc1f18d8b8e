import RealModule

/// Where a transform is evaluated, and what it comes to: complex on the contour of an inversion, real for
/// the moment generating function.
protocol TransformValue {
  static var zero: Self { get }
  static var one: Self { get }
  static func + (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func * (factor: Double, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  /// `1 + factor · self`.
  func onePlus(times factor: Double) -> Self
  /// The number to a whole power of at least zero.
  func raised(to power: Int) -> Self
}

extension Complex: TransformValue {}

extension Double: TransformValue {
  static var one: Double { 1 }

  func onePlus(times factor: Double) -> Double { 1 + factor * self }

  func raised(to power: Int) -> Double { power == 1 ? self : .pow(self, power) }
}
