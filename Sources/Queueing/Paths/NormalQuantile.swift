import RealModule

/// Percentiles of the standard normal law, for first guesses.
enum NormalQuantile {
  /// The number that a standard normal variable exceeds with this probability, between 0 and 1.
  ///
  /// To an absolute 4.5e-4: Abramowitz and Stegun, eq. 26.2.23.
  static func exceeded(by probability: Double) -> Double {
    guard probability <= 0.5 else { return -exceeded(by: 1 - probability) }
    let t = (-2 * Double.log(probability)).squareRoot()
    let top = 2.515517 + t * (0.802853 + t * 0.010328)
    let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return t - top / bottom
  }
}
