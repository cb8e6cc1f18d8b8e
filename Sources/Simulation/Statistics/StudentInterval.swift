/// A mean of independent replications with the half-width of its 99 % confidence interval.
package struct StudentInterval: Hashable, Sendable {
  package let value: Double
  /// The true value lies within `value ± halfWidth` in 99 of 100 runs.
  package let halfWidth: Double

  package init(value: Double, halfWidth: Double) {
    self.value = value
    self.halfWidth = halfWidth
  }

  /// The interval of the mean of independent samples, by Student's t.
  ///
  /// Not a number for a value that was never observed; the half-width is infinite for one sample.
  package init(_ samples: [Double]) {
    let count = Double(samples.count)
    let mean = samples.reduce(0, +) / count
    let squares = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.value = mean
    halfWidth =
      samples.count < 2
      ? .infinity
      : Self.quantile(degrees: samples.count - 1) * (squares / (count - 1) / count).squareRoot()
  }

  package var low: Double { value - halfWidth }
  package var high: Double { value + halfWidth }
  /// The half-width over the value; 0 for a value of exactly zero.
  package var relativeHalfWidth: Double { halfWidth == 0 ? 0 : halfWidth / value.magnitude }

  private static let quantiles: [Double] = [
    63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169, 3.106, 3.055, 3.012,
    2.977, 2.947, 2.921, 2.898, 2.878, 2.861, 2.845, 2.831, 2.819, 2.807, 2.797, 2.787, 2.779,
    2.771, 2.763, 2.756, 2.750,
  ]

  /// The 99.5th percentile of Student's t.
  ///
  /// Beyond 30 degrees by Abramowitz and Stegun, eq. 26.7.5.
  static func quantile(degrees: Int) -> Double {
    if degrees <= quantiles.count { return quantiles[degrees - 1] }
    let z = 2.575829303548901
    let n = Double(degrees)
    return z + (z * z * z + z) / (4 * n)
      + (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / (96 * n * n)
  }
}
