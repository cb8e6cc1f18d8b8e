package import Quantities
import RealModule

extension Distribution {
  /// P(T > t), for `t` of at least zero.
  package func tail(beyond time: Seconds) -> Double {
    let t = time.value
    switch self {
    case .deterministic(let mean): return t < mean.value ? 1 : 0
    case .exponential(let mean): return .exp(-t / mean.value)
    case .erlang(let mean, let phases):
      return IncompleteGamma.upper(Double(phases), t / mean.value * Double(phases))
    case .hyperexponential(let mean, let variation):
      let branches = BalancedBranches(mean: mean.value, variation: variation)
      return branches.probability * .exp(-t / branches.fastMean)
        + (1 - branches.probability) * .exp(-t / branches.slowMean)
    case .gamma(let mean, let variation):
      let shape = 1 / (variation * variation)
      return IncompleteGamma.upper(shape, t / mean.value * shape)
    case .lognormal(let mean, let variation):
      guard t > 0 else { return 1 }
      let law = NormalLogarithm(mean: mean.value, variation: variation)
      return Self.normalTail((.log(t) - law.center) / law.deviation)
    case .weibull(let mean, let shape):
      return .exp(-.pow(t * .gamma(1 + 1 / shape) / mean.value, shape))
    case .lomax(let mean, let shape):
      return .pow(1 + t / (mean.value * (shape - 1)), -shape)
    case .boundedPareto(let lowest, let highest, let shape):
      guard t > lowest.value else { return 1 }
      guard t < highest.value else { return 0 }
      let end = Double.pow(lowest.value / highest.value, shape)
      return (.pow(lowest.value / t, shape) - end) / (1 - end)
    }
  }

  /// E[(T - t)⁺], the integral of the tail from `t` on; over the mean, the tail of the residual
  /// (equilibrium) law.
  func excess(beyond t: Double) -> Double {
    switch self {
    case .deterministic(let mean): return max(0, mean.value - t)
    case .exponential(let mean): return mean.value * .exp(-t / mean.value)
    case .erlang(let mean, let phases):
      return Self.gammaExcess(mean.value, shape: Double(phases), beyond: t)
    case .hyperexponential(let mean, let variation):
      let branches = BalancedBranches(mean: mean.value, variation: variation)
      // Each branch carries half of the mean.
      return mean.value / 2
        * (.exp(-t / branches.fastMean) + .exp(-t / branches.slowMean))
    case .gamma(let mean, let variation):
      return Self.gammaExcess(mean.value, shape: 1 / (variation * variation), beyond: t)
    case .lognormal(let mean, let variation):
      guard t > 0 else { return mean.value }
      let law = NormalLogarithm(mean: mean.value, variation: variation)
      let place = (Double.log(t) - law.center) / law.deviation
      return max(
        0, mean.value * Self.normalTail(place - law.deviation) - t * Self.normalTail(place))
    case .weibull(let mean, let shape):
      let scale = mean.value / .gamma(1 + 1 / shape)
      return mean.value * IncompleteGamma.upper(1 / shape, .pow(t / scale, shape))
    case .lomax(let mean, let shape):
      return mean.value * .pow(1 + t / (mean.value * (shape - 1)), 1 - shape)
    case .boundedPareto(let lowest, let highest, let shape):
      if t >= highest.value { return 0 }
      let start = max(t, lowest.value)
      let before = max(0, lowest.value - t)
      let end = Double.pow(lowest.value / highest.value, shape)
      let power: Double
      if (shape - 1).magnitude < 1e-9 {
        power = lowest.value * .log(highest.value / start)
      } else {
        let last =
          highest.value.isFinite
          ? highest.value * .pow(lowest.value / highest.value, shape) : 0
        power = (start * .pow(lowest.value / start, shape) - last) / (shape - 1)
      }
      let rest = highest.value.isFinite ? end * (highest.value - start) : 0
      return before + max(0, power - rest) / (1 - end)
    }
  }

  private static func gammaExcess(_ mean: Double, shape: Double, beyond t: Double) -> Double {
    let place = t / mean * shape
    return max(
      0,
      mean * IncompleteGamma.upper(shape + 1, place) - t * IncompleteGamma.upper(shape, place))
  }

  /// The probability that a standard normal variable exceeds `x`.
  static func normalTail(_ x: Double) -> Double { 0.5 * .erfc(x / 2.0.squareRoot()) }
}

/// Center and deviation of the logarithm of a lognormal time.
struct NormalLogarithm {
  let center: Double
  let deviation: Double

  init(mean: Double, variation: Double) {
    let variance = Double.log(onePlus: variation * variation)
    center = .log(mean) - variance / 2
    deviation = variance.squareRoot()
  }
}
