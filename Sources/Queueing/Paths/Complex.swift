/// A complex number: a frequency, or the value of a Laplace transform at one.
struct Complex: Hashable, Sendable, TransformNumber {
  var real: Double
  var imaginary: Double

  static let zero = Complex(real: 0, imaginary: 0)
  static let one = Complex(real: 1, imaginary: 0)

  static func + (left: Complex, right: Complex) -> Complex {
    Complex(real: left.real + right.real, imaginary: left.imaginary + right.imaginary)
  }

  static func * (left: Complex, right: Complex) -> Complex {
    Complex(
      real: left.real * right.real - left.imaginary * right.imaginary,
      imaginary: left.real * right.imaginary + left.imaginary * right.real)
  }

  static func * (factor: Double, right: Complex) -> Complex {
    Complex(real: factor * right.real, imaginary: factor * right.imaginary)
  }

  static func / (left: Complex, right: Complex) -> Complex {
    let scale = 1 / (right.real * right.real + right.imaginary * right.imaginary)
    return Complex(
      real: (left.real * right.real + left.imaginary * right.imaginary) * scale,
      imaginary: (left.imaginary * right.real - left.real * right.imaginary) * scale)
  }

  /// `1 + factor · self`.
  func onePlus(times factor: Double) -> Complex {
    Complex(real: 1 + factor * real, imaginary: factor * imaginary)
  }

  var inverse: Complex {
    let scale = 1 / (real * real + imaginary * imaginary)
    return Complex(real: real * scale, imaginary: -imaginary * scale)
  }
}
