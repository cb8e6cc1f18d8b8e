import RealModule

/// The functions of a complex number that transforms need; principal branches, cut along the
/// negative real axis.
extension Complex {
  init(_ real: Double) { self.init(real: real, imaginary: 0) }

  /// `modulus · e^(i · angle)`.
  init(modulus: Double, angle: Double) {
    self.init(real: modulus * .cos(angle), imaginary: modulus * .sin(angle))
  }

  static func - (left: Complex, right: Complex) -> Complex {
    Complex(real: left.real - right.real, imaginary: left.imaginary - right.imaginary)
  }

  static func += (left: inout Complex, right: Complex) { left = left + right }

  var modulus: Double { .hypot(real, imaginary) }

  /// The argument, in (-π, π].
  var angle: Double { .atan2(y: imaginary, x: real) }

  static func exp(_ z: Complex) -> Complex {
    Complex(modulus: .exp(z.real), angle: z.imaginary)
  }

  /// `e^z - 1` without cancellation near zero.
  static func expMinusOne(_ z: Complex) -> Complex {
    let half = Double.sin(z.imaginary / 2)
    return Complex(
      real: .expMinusOne(z.real) * .cos(z.imaginary) - 2 * half * half,
      imaginary: .exp(z.real) * .sin(z.imaginary))
  }

  static func log(_ z: Complex) -> Complex {
    Complex(real: .log(z.modulus), imaginary: z.angle)
  }

  /// `z^p` for a real exponent.
  static func pow(_ z: Complex, _ exponent: Double) -> Complex {
    exp(exponent * log(z))
  }
}
