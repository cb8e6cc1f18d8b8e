package import Quantities
import RealModule

/// The law of a random time that is not negative, such as a service time, a demand or the time
/// between arrivals.
///
/// `variation` is the coefficient of variation, the standard deviation over the mean.
package enum Distribution: Hashable, Sendable {
  /// Always the same time.
  case deterministic(Seconds)
  /// The law without memory.
  case exponential(mean: Seconds)
  /// The sum of `phases` equal exponential times; variation 1/√phases.
  case erlang(mean: Seconds, phases: Int)
  /// One of two exponential times with balanced means, for a variation of at least 1:
  /// `p = (1 + √((v²-1)/(v²+1)))/2`, rates `2p/mean` and `2(1-p)/mean`.
  case hyperexponential(mean: Seconds, variation: Double)
  /// The gamma law of shape 1/v².
  case gamma(mean: Seconds, variation: Double)
  /// `ln T` is normal with variance `ln(1 + v²)`.
  case lognormal(mean: Seconds, variation: Double)
  /// `P(T > t) = e^(-(t/scale)^shape)`: heavy-tailed for a shape below 1.
  case weibull(mean: Seconds, shape: Double)
  /// `P(T > t) = (1 + t/scale)^(-shape)` for a shape above 1: Pareto's law of the second kind.
  case lomax(mean: Seconds, shape: Double)
  /// Pareto's law between two bounds, of which the upper may be infinite:
  /// `P(T > t) ∝ t^(-shape) - highest^(-shape)`.
  case boundedPareto(lowest: Seconds, highest: Seconds, shape: Double)

  /// Whether the parameters describe a law with a finite positive mean.
  package var isValid: Bool {
    func positive(_ value: Double) -> Bool { value > 0 && value.isFinite }
    switch self {
    case .deterministic(let mean), .exponential(let mean): return positive(mean.value)
    case .erlang(let mean, let phases): return positive(mean.value) && phases >= 1
    case .hyperexponential(let mean, let variation):
      return positive(mean.value) && variation >= 1 && variation.isFinite
    case .gamma(let mean, let variation), .lognormal(let mean, let variation):
      return positive(mean.value) && positive(variation)
    case .weibull(let mean, let shape): return positive(mean.value) && positive(shape)
    case .lomax(let mean, let shape):
      return positive(mean.value) && shape > 1 && shape.isFinite
    case .boundedPareto(let lowest, let highest, let shape):
      return positive(lowest.value) && highest > lowest && positive(shape)
        && (highest.value.isFinite || shape > 1)
    }
  }

  /// Whether the density is smooth at all times above zero, so that transforms can be inverted.
  var isSmooth: Bool {
    switch self {
    case .deterministic, .boundedPareto: false
    default: true
    }
  }

  /// E[T].
  package var mean: Seconds { Seconds(moment(1)) }

  /// Var T over the square of the mean; infinite where the variance is.
  package var squaredVariation: Double {
    switch self {
    case .deterministic: 0
    case .exponential: 1
    case .erlang(_, let phases): 1 / Double(phases)
    case .hyperexponential(_, let variation), .gamma(_, let variation),
      .lognormal(_, let variation):
      variation * variation
    case .weibull, .lomax, .boundedPareto: moment(2) / (moment(1) * moment(1)) - 1
    }
  }

  /// The same law on another scale of time.
  package func scaled(by factor: Double) -> Distribution {
    switch self {
    case .deterministic(let mean): .deterministic(mean * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .erlang(let mean, let phases): .erlang(mean: mean * factor, phases: phases)
    case .hyperexponential(let mean, let variation):
      .hyperexponential(mean: mean * factor, variation: variation)
    case .gamma(let mean, let variation): .gamma(mean: mean * factor, variation: variation)
    case .lognormal(let mean, let variation):
      .lognormal(mean: mean * factor, variation: variation)
    case .weibull(let mean, let shape): .weibull(mean: mean * factor, shape: shape)
    case .lomax(let mean, let shape): .lomax(mean: mean * factor, shape: shape)
    case .boundedPareto(let lowest, let highest, let shape):
      .boundedPareto(lowest: lowest * factor, highest: highest * factor, shape: shape)
    }
  }
}

/// The two branches of a hyperexponential law with balanced means.
struct BalancedBranches {
  let probability: Double
  let fastMean: Double
  let slowMean: Double

  init(mean: Double, variation: Double) {
    let square = variation * variation
    probability = (1 + ((square - 1) / (square + 1)).squareRoot()) / 2
    fastMean = mean / (2 * probability)
    slowMean = mean / (2 * (1 - probability))
  }
}
