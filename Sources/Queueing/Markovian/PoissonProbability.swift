import RealModule

/// Probabilities of a Poisson number, to full precision far into the tails.
///
/// Loader, "Fast and accurate computation of binomial probabilities", 2000: the saddle-point form
/// `ln p(n; a) = -δ(n) - D(n, a) - ln √(2πn)`, where the deviance `D = n ln(n/a) + a - n` and the
/// error `δ` of Stirling's formula are computed without cancellation. Logarithms of factorials
/// would lose six digits at a million.
enum PoissonProbability {
  /// The natural logarithm of `P(N = count)` for a Poisson number of mean `mean`.
  ///
  /// The mean is positive. The error is a few units in the last place of the result.
  static func log(count: Int, mean: Double) -> Double {
    let n = Double(count)
    // Below 16 the factorial is exact and the Stirling series is not yet.
    guard count >= 16 else {
      var factorial = 1.0
      for k in stride(from: 2.0, through: n, by: 1) { factorial *= k }
      return n * .log(mean) - mean - .log(factorial)
    }
    return -stirlingError(n) - deviance(n, mean) - 0.5 * .log(2 * .pi * n)
  }

  /// `P(N = n)` for the counts of a range, by the ratio `mean / n` of neighbours from the likeliest of
  /// them.
  ///
  /// The mean is positive, the counts are not negative. The error grows by a unit in the last place with
  /// each step from there.
  static func law(of counts: ClosedRange<Int>, mean: Double) -> [Double] {
    let first = counts.lowerBound
    var law = [Double](repeating: 0, count: counts.count)
    let peak =
      mean < Double(counts.upperBound) ? max(first, Int(mean)) : counts.upperBound
    law[peak - first] = .exp(log(count: peak, mean: mean))
    for count in stride(from: peak, to: first, by: -1) {
      law[count - 1 - first] = law[count - first] * Double(count) / mean
    }
    for count in stride(from: peak + 1, through: counts.upperBound, by: 1) {
      law[count - first] = law[count - 1 - first] * mean / Double(count)
    }
    return law
  }

  /// The error of Stirling's formula, `ln n! - ln(√(2πn) (n/e)^n)`, for `n` of at least 16.
  private static func stirlingError(_ n: Double) -> Double {
    let square = n * n
    let tail = (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188) / square) / square) / square
    return (1.0 / 12 - (1.0 / 360 - tail) / square) / n
  }

  /// The deviance `n ln(n/a) + a - n`, by its series in `v = (n-a)/(n+a)` when `n` is close to `a`.
  private static func deviance(_ n: Double, _ mean: Double) -> Double {
    let difference = n - mean
    guard difference.magnitude < 0.1 * (n + mean) else {
      return n * .log(n / mean) + mean - n
    }
    let ratio = difference / (n + mean)
    var sum = difference * ratio
    var term = 2 * n * ratio
    var odd = 3.0
    while true {
      term *= ratio * ratio
      let next = sum + term / odd
      if next == sum { return sum }
      sum = next
      odd += 2
    }
  }
}
