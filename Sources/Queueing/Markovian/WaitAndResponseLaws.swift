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

  /// Tail and density of the response time at `t` seconds.
  func responseLaw(_ t: Double) -> TailPoint {
    ExponentialDelay(
      serviceTime: serviceTime.value, probability: delayProbability, endRate: waitEndRate
    ).response(t)
  }
}
