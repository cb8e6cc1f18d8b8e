import RealModule

/// The squared loading g of a normal factor with which two waits of one law have a given correlation.
///
/// With `W = h(X)` of a normal X and the Hermite coefficients `a_n = E[h(X) He_n(X)]/√n!`, which are
/// `∫ He_(n-1)(x(w)) φ(x(w)) dw / √n!` by parts, two waits whose X have the correlation g have the
/// covariance `Σ_n g^n a_n²` (Mehler; Nataf and Der Kiureghian: Liu and Der Kiureghian, "Multivariate
/// distribution models with prescribed marginals and covariances", Probabilistic Engineering Mechanics
/// 1 (1986)).
package enum CopulaLoading {
  private static let orders = 48
  private static let points = 1500
  /// Beyond this probability the law counts no longer.
  private static let negligible = 1e-9

  /// - Parameters:
  ///   - correlation: From 0 to 1.
  ///   - waitTail: P(W > w).
  ///   - scale: A time of the order of the wait, above zero.
  package static func squared(
    correlation: Double, scale: Double, waitTail: @Sendable (Double) -> Double
  ) -> Double {
    guard correlation > 0 else { return 0 }
    var end = scale
    while waitTail(end) > negligible, end < 1e9 * scale { end *= 1.5 }
    let sampled = SampledTail(upTo: end, of: waitTail)
    var squares = [Double](repeating: 0, count: orders)
    let step = end / Double(points)
    var mean = 0.0
    var second = 0.0
    for place in 0..<points {
      let w = (Double(place) + 0.5) * step
      let tail = min(1, sampled.tail(w))
      mean += tail
      second += 2 * w * tail
      guard tail > negligible, tail < 1 else { continue }
      let x = -NormalLaw.quantile(tail)
      // He_n(x)/√n!, and a_n from the one before: `a_n = ∫ He_(n-1)/√(n-1)! φ / √n`.
      var (before, polynomial) = (0.0, 1.0)
      let density = NormalLaw.density(x)
      for n in 1...orders {
        let order = Double(n)
        squares[n - 1] += polynomial * density / order.squareRoot()
        let next =
          (x * polynomial - (order - 1).squareRoot() * before) / order.squareRoot()
        (before, polynomial) = (polynomial, next)
      }
    }
    mean *= step
    let variance = second * step - mean * mean
    guard variance > 0 else { return correlation }
    squares = squares.map { $0 * step * $0 * step }
    let wanted = correlation * variance
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      var covariance = 0.0
      for square in squares.reversed() { covariance = (covariance + square) * middle }
      if covariance < wanted { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
