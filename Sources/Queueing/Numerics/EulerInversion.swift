import RealModule

/// Numerical inversion of the Laplace transform of a tail, for any transform that can be evaluated
/// right of zero.
///
/// Abate and Whitt, "Numerical inversion of Laplace transforms of probability distributions", ORSA
/// J. Computing 7 (1995), eqs. 5 and 6: a Fourier series along a vertical line, its alternating end
/// summed by Euler's method. Inverting the tail instead of the distribution function makes the
/// discretization error `Σ_k e^(-kA) P(T > (2k+1)t)`, small against the tail itself. The error is
/// about 1e-9 of the tail and 1e-12 absolute where the density is smooth at all times above zero.
///
/// Laws whose tails fall exponentially are inverted tilted, `e^(θt) P(T > t)` from the transform at
/// `s - θ`, with θ the exponent of the fall: there is then no absolute error, and a tail of 1e-15 has
/// the digits of one of a half. What is narrower than `t` lets the series end late: it is summed
/// plainly up to there.
enum EulerInversion {
  /// A, the exponent of the line: discretization error e^(-A) times the tail at 3t, rounding error
  /// e^(A/2) times the unit roundoff.
  static let exponent = 21.0
  /// A for tails so small that rounding counts: those at 3t are far smaller yet.
  static let farExponent = 13.0
  private static let plainTerms = 38
  private static let binomials: [Double] = [1, 11, 55, 165, 330, 462, 462, 330, 165, 55, 11, 1]

  /// Tail and density at a time above zero.
  ///
  /// - Parameters:
  ///   - tilt: θ, at most the exponent at which the tail falls.
  ///   - spread: The deviation of the narrowest part of the law, where that is narrow for its mean.
  ///   - exponent: A.
  ///   - transforms: The Laplace transforms of tail and density at a frequency.
  static func invert(
    at t: Double, tilt: Double = 0, spread: Double = .infinity,
    exponent: Double = Self.exponent,
    _ transforms: (Complex) -> (tail: Complex, density: Complex)
  ) -> TailPoint {
    let plainTerms = Self.plainTerms + Int(min(8000, 4 * t / spread))
    var tail = 0.0
    var density = 0.0
    var averageTail = 0.0
    var averageDensity = 0.0
    for k in 0..<(plainTerms + binomials.count) {
      let s = Complex(real: exponent / (2 * t) - tilt, imaginary: Double(k) * .pi / t)
      let value = transforms(s)
      let sign = (k == 0 ? 0.5 : 1) * (k.isMultiple(of: 2) ? 1 : -1)
      tail += sign * value.tail.real
      density += sign * value.density.real
      if k >= plainTerms {
        averageTail += binomials[k - plainTerms] / 2048 * tail
        averageDensity += binomials[k - plainTerms] / 2048 * density
      }
    }
    let factor = Double.exp(exponent / 2 - tilt * t) / t
    return TailPoint(
      tail: min(1, max(0, factor * averageTail)), density: max(0, factor * averageDensity))
  }
}
