import RealModule

/// The standard normal law, to rounding.
enum NormalLaw {
  /// P(X ≤ x).
  static func below(_ x: Double) -> Double { 0.5 * .erfc(-x / 2.0.squareRoot()) }

  /// The density at `x`.
  static func density(_ x: Double) -> Double {
    .exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  /// The number below which X lies with this probability, above 0 and below 1.
  ///
  /// Two steps of Halley's method from `NormalQuantile`; relative error of the probability 1e-14.
  static func quantile(_ probability: Double) -> Double {
    let isUpper = probability > 0.5
    let share = isUpper ? 1 - probability : probability
    var x = -NormalQuantile.exceeded(by: share)
    for _ in 0..<2 {
      let error = (below(x) - share) / density(x)
      x -= error / (1 + x * error / 2)
    }
    return isUpper ? -x : x
  }
}
