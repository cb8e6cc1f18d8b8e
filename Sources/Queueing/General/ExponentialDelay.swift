import RealModule

/// Wait and response where who must wait waits an exponential time, and service is exponential and
/// independent of the wait.
struct ExponentialDelay: Hashable, Sendable {
  /// S, the mean service time.
  let serviceTime: Double
  /// C, the probability of waiting.
  let probability: Double
  /// θ, the rate at which a wait ends.
  let endRate: Double

  var meanWait: Double { probability / endRate }

  func waitTail(_ t: Double) -> Double { probability * .exp(-endRate * t) }

  func waitPercentile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    guard probability > 1 - p else { return 0 }
    return .log(probability / (1 - p)) / endRate
  }

  func responsePercentile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    let guess = (meanWait + serviceTime) * -Double.log(onePlus: -p)
    return TailRoot.solve(exceeding: 1 - p, guess: guess) { response($0) }
  }

  /// Tail and density of the response time at `t` seconds:
  /// `P(T > t) = e^(-μt) + C μ (e^(-θt) - e^(-μt))/(μ - θ)`, with the divided difference taken so
  /// that it neither cancels for θ near μ nor overflows.
  func response(_ t: Double) -> TailPoint {
    let rate = 1 / serviceTime
    let gap = (endRate - rate).magnitude * t
    let share = gap < 1e-9 ? 1 - gap / 2 : -Double.expMinusOne(-gap) / gap
    let both = probability * rate * t * .exp(-min(rate, endRate) * t) * share
    let served = Double.exp(-rate * t)
    // f = (1-C) f_S + C f_(S+W), and the density of S+W is θ times `both` over C.
    return TailPoint(
      tail: served + both, density: (1 - probability) * rate * served + endRate * both)
  }
}
