import RealModule

/// Numerical inversion of Laplace transforms along the vertical line through a saddle point.
///
/// `P(T > t) = (1/2πi) ∫ M(z) e^(-zt) / z dz` over `z = c + iy`, with the moment generating function M and
/// `0 < c <` the decay rate. Near the saddle point of the integrand, which the least of Chernoff's bounds is
/// close to, it falls off like a Gaussian law does, the faster the more phases there are: Rice, "Distribution
/// of quadratic forms in normal random variables - evaluation by numerical integration", SIAM Journal on
/// Scientific and Statistical Computing 1 (1980), section 3. A sum at steps h adds up, by Poisson's formula,
/// the tail and `Σ e^(-kcu) P(T > t - ku) + Σ e^(kcu) P(T > t + ku)` with `u = 2π/h` and k from one on, so that
/// its error is known: a contour around the poles, which needs nodes for each of them, is left to the laws of
/// few phases.
enum SaddleLine {
  /// The most groups of four places that are taken.
  private static let most = 16

  /// P(T > t) to an absolute error; nil where the integrand falls off too slowly.
  ///
  /// - Parameters:
  ///   - place: c, where the bound is small.
  ///   - beyond: A place between it and the decay rate, with the bound there, `M(z) e^(-zt)`.
  static func tail(
    _ program: TransformProgram, at t: Double, place: Double,
    beyond: (place: Double, bound: Double), error: Double
  ) -> Double? {
    // Half of the error for each of the sums.
    let behind = Double.log(4 / error) / place
    let ahead = Double.log(max(1, 4 * beyond.bound / error)) / (beyond.place - place)
    let step = 2 * .pi / max(behind, ahead)
    let scale = step / .pi * .exp(-place * t)
    return program.withTransform { (transform: (ComplexLanes) -> ComplexLanes) -> Double? in
      var sum = 0.0
      for group in 0..<most {
        var heights = ComplexLanes.Lanes(0, 1, 2, 3)
        heights = (heights + Double(4 * group)) * step
        let value =
          transform(ComplexLanes(real: .init(repeating: -place), imaginary: -heights))
          / ComplexLanes(real: .init(repeating: place), imaginary: heights)
        var greatest = 0.0
        for lane in 0..<4 {
          let angle = heights[lane] * t
          let term = value.real[lane] * .cos(angle) + value.imaginary[lane] * .sin(angle)
          sum += group == 0 && lane == 0 ? 0.5 * term : term
          greatest = max(greatest, value.real[lane].magnitude + value.imaginary[lane].magnitude)
        }
        // What follows falls faster than a geometric series of this ratio.
        if greatest * scale < 0.01 * error { return sum * scale }
      }
      return nil
    }
  }
}
