import Quantities
import RealModule

extension Distribution {
  /// E[T^k] in seconds to that power, for a `k` of at least 1; infinite where it does not exist.
  ///
  /// Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 2nd ed. 1994.
  package func moment(_ order: Int) -> Double {
    let k = Double(order)
    switch self {
    case .deterministic(let mean): return .pow(mean.value, order)
    case .exponential(let mean): return .pow(mean.value, order) * .gamma(k + 1)
    case .erlang(let mean, let phases):
      return .pow(mean.value, order) * Self.gammaMoment(order, shape: Double(phases))
    case .hyperexponential(let mean, let variation):
      let branches = BalancedBranches(mean: mean.value, variation: variation)
      let fast = branches.probability * .pow(branches.fastMean, order)
      return (fast + (1 - branches.probability) * .pow(branches.slowMean, order)) * .gamma(k + 1)
    case .gamma(let mean, let variation):
      let shape = 1 / (variation * variation)
      return .pow(mean.value, order) * Self.gammaMoment(order, shape: shape)
    case .lognormal(let mean, let variation):
      return .pow(mean.value, order)
        * .pow(1 + variation * variation, k * (k - 1) / 2)
    case .weibull(let mean, let shape):
      let scale = mean.value / .gamma(1 + 1 / shape)
      return .pow(scale, order) * .gamma(1 + k / shape)
    case .lomax(let mean, let shape):
      guard shape > k else { return .infinity }
      var value = Double.pow(mean.value * (shape - 1), order)
      for j in 1...order { value *= Double(j) / (shape - Double(j)) }
      return value
    case .boundedPareto(let lowest, let highest, let shape):
      let low = lowest.value
      let ratio = low / highest.value
      let share = 1 - Double.pow(ratio, shape)
      if (shape - k).magnitude < 1e-9 {
        return highest.value.isFinite
          ? shape * .pow(low, order) * -.log(ratio) / share : .infinity
      }
      guard highest.value.isFinite || shape > k else { return .infinity }
      return shape / (shape - k) * .pow(low, order) * (1 - .pow(ratio, shape - k)) / share
    }
  }

  /// `Π_{j<k} (shape + j)/shape`, the moment of the gamma law of mean one.
  private static func gammaMoment(_ order: Int, shape: Double) -> Double {
    var value = 1.0
    for j in 0..<order { value *= (shape + Double(j)) / shape }
    return value
  }
}
