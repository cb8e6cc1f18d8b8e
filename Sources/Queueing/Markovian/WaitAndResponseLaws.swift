package import Quantities
import RealModule

/// The distributions of wait and response of M/M/c, first come first served.
///
/// An arrival waits with probability C, and then exponentially at rate θ; its service is
/// exponential at rate μ = 1/S and independent of the wait. Gross, Shortle, Thompson and Harris,
/// Fundamentals of Queueing Theory, 4th ed. 2008, section 2.3.
extension MultiServerQueue {
  /// P(wait > t) = C e^(-θt), for `t` of at least zero.
  package func waitTail(beyond time: Seconds) -> Double {
    delayProbability * .exp(-waitEndRate * time.value)
  }

  /// The least wait that a share `p` of the requests, between 0 and 1, does not exceed.
  ///
  /// Zero when that share does not wait at all.
  package func waitPercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    guard delayProbability > 1 - p else { return .zero }
    return Seconds(.log(delayProbability / (1 - p)) / waitEndRate)
  }

  /// P(response > t), for `t` of at least zero.
  package func responseTail(beyond time: Seconds) -> Double { responseLaw(time.value).tail }

  /// The least response time that a share `p` of the requests, between 0 and 1, does not exceed.
  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    let guess = meanResponse.value * -Double.log(onePlus: -p)
    return Seconds(TailRoot.solve(exceeding: 1 - p, guess: guess) { responseLaw($0) })
  }

  /// Tail and density of the response time at `t` seconds:
  /// `P(T > t) = e^(-μt) + C μ (e^(-θt) - e^(-μt))/(μ - θ)`, with the divided difference taken so
  /// that it neither cancels for θ near μ nor overflows.
  func responseLaw(_ t: Double) -> TailPoint {
    let rate = 1 / serviceTime.value
    let gap = (waitEndRate - rate).magnitude * t
    let share = gap < 1e-9 ? 1 - gap / 2 : -Double.expMinusOne(-gap) / gap
    let both = delayProbability * rate * t * .exp(-min(rate, waitEndRate) * t) * share
    let served = Double.exp(-rate * t)
    // f = (1-C) f_S + C f_(S+W), and the density of S+W is θ times `both` over C.
    return TailPoint(
      tail: served + both,
      density: (1 - delayProbability) * rate * served + waitEndRate * both)
  }
}
