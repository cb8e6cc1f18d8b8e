import RealModule

/// Numerical inversion of Laplace transforms along a vertical line, for laws of so many phases that
/// they are close to constants, where a contour around the poles no longer helps.
///
/// Abate and Whitt, "Numerical inversion of Laplace transforms of probability distributions", 1995:
/// the Fourier series of eq. 5 with its alternating end summed by Euler's method. Sums of many
/// phases let the series end by itself; the absolute error is then about 1e-11.
enum EulerSummation {
  /// The exponent of the line: the discretization error is e^(-25) ≈ 1e-11 at most.
  private static let exponent = 25.0
  private static let binomials: [Double] = [1, 11, 55, 165, 330, 462, 462, 330, 165, 55, 11, 1]

  /// Tail and density at time `t` of the law with this transform.
  ///
  /// The transform of a law of many phases with standard deviation σ falls like a Gaussian, to
  /// nothing after about `2.5 t/σ` terms; of several the narrowest decides. What decays
  /// slower is left to Euler's method.
  ///
  /// - Parameter isCoarse: Whether a relative error of 1e-4 will do: a series that ends by itself then ends
  ///   at a ten-billionth of the density and not at the last digit, after three quarters of the terms.
  static func invert(
    _ program: TransformProgram, leastVariance: Double, at t: Double, isCoarse: Bool = false
  ) -> TailPoint {
    let negligible = isCoarse ? 1e-10 : 1e-18
    let plainTerms = 60 + Int(min(4000, 4 * t / leastVariance.squareRoot()))
    var share = 0.0
    var density = 0.0
    var averageShare = 0.0
    var averageDensity = 0.0
    var quiet = 0
    program.withTransform { (transform: (ComplexLanes) -> ComplexLanes) in
      for first in stride(from: 0, to: plainTerms + binomials.count, by: 4) {
        let places = ComplexLanes(
          real: ComplexLanes.Lanes(repeating: exponent / (2 * t)),
          imaginary: (ComplexLanes.Lanes(0, 1, 2, 3) + Double(first)) * .pi / t)
        let values = transform(places)
        let shares = values / places
        for k in first..<min(first + 4, plainTerms + binomials.count) {
          let sign = (k == 0 ? 0.5 : 1) * (k.isMultiple(of: 2) ? 1 : -1)
          share += sign * shares.real[k - first] / t
          density += sign * values.real[k - first] / t
          if k >= plainTerms {
            averageShare += binomials[k - plainTerms] / 2048 * share
            averageDensity += binomials[k - plainTerms] / 2048 * density
          }
          let size =
            (values.real[k - first].magnitude + values.imaginary[k - first].magnitude) / t
          quiet = size <= negligible * density.magnitude ? quiet + 1 : 0
          if quiet == 3 {
            averageShare = share
            averageDensity = density
            return
          }
        }
      }
    }
    let factor = Double.exp(exponent / 2)
    return TailPoint(
      tail: min(1, max(0, 1 - factor * averageShare)), density: max(0, factor * averageDensity))
  }
}
