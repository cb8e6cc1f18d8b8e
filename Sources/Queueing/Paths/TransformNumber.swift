/// What a Laplace transform is computed with: a complex number, or several at once; or a real one, for the
/// moment generating function.
protocol TransformNumber {
  static var zero: Self { get }
  static var one: Self { get }

  static func + (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func * (factor: Double, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self

  /// `1 + factor · self`.
  func onePlus(times factor: Double) -> Self
  /// `1 / self`, with the digits of that division.
  var inverse: Self { get }
}

extension TransformNumber {
  /// The number to a whole power of at least zero, by repeated squaring.
  @inline(__always)
  func raised(to power: Int) -> Self {
    guard power != 1 else { return self }
    var result = Self.one
    var base = self
    var rest = power
    while rest > 0 {
      if rest & 1 == 1 { result = result * base }
      base = base * base
      rest >>= 1
    }
    return result
  }
}

extension Double: TransformNumber {
  static var one: Double { 1 }

  func onePlus(times factor: Double) -> Double { 1 + factor * self }

  var inverse: Double { 1 / self }
}
