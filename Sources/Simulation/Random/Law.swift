package import Quantities

/// The law of a random time.
package enum Law: Hashable, Sendable {
  case deterministic(Seconds)
  case exponential(mean: Seconds)
  /// The sum of `phases` equal exponential times.
  case erlang(mean: Seconds, phases: Int)
  /// One of two exponential times, with balanced means: `p/μ1 = (1-p)/μ2`; `cv > 1` is the
  /// coefficient of variation.
  case hyperexponential(mean: Seconds, cv: Double)
  /// The logarithm is normal; `cv` is the coefficient of variation of the time itself.
  case lognormal(mean: Seconds, cv: Double)
  case gamma(mean: Seconds, shape: Double)
  case weibull(mean: Seconds, shape: Double)
  /// `P(T > t) = (least/t)^shape` for `t` above the least time; `shape > 1`.
  case pareto(mean: Seconds, shape: Double)
  case uniform(from: Seconds, to: Seconds)

  /// The mean time.
  package var mean: Seconds {
    switch self {
    case .deterministic(let time): time
    case .exponential(let mean), .erlang(let mean, _), .hyperexponential(let mean, _),
      .lognormal(let mean, _), .gamma(let mean, _), .weibull(let mean, _), .pareto(let mean, _):
      mean
    case .uniform(let low, let high): (low + high) / 2
    }
  }

  /// Why no such law exists; nil for a proper one.
  var flaw: String? {
    guard mean.value >= 0 && mean.value.isFinite else {
      return "a mean time is finite and not negative"
    }
    return switch self {
    case .erlang(_, let phases) where phases < 1: "an Erlang law has at least one phase"
    case .hyperexponential(_, let cv) where !(cv >= 1 && cv.isFinite):
      "a hyperexponential law has a coefficient of variation of at least 1"
    case .lognormal(_, let cv) where !(cv >= 0 && cv.isFinite):
      "a coefficient of variation is not negative"
    case .gamma(_, let shape) where !(shape > 0 && shape.isFinite),
      .weibull(_, let shape) where !(shape > 0 && shape.isFinite):
      "a shape is positive"
    case .pareto(_, let shape) where !(shape > 1 && shape.isFinite):
      "a Pareto law with a mean has a shape above 1"
    case .uniform(let low, let high) where !(low.value >= 0 && low <= high):
      "a uniform law has its ends in order"
    default: nil
    }
  }
}
