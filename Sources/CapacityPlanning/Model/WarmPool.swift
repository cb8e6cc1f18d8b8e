package import Quantities
import Queueing
import RealModule

/// The share of invocations that start a new function environment.
package enum WarmPool {
  /// What the method says of its error, as a share.
  ///
  /// Measured in 40 systems of 0.003 to 10 busy environments with shares from 1 in 10,000 to 0.4, simulated
  /// with intervals of 0.1 to 2.3 %: constant, Erlang, exponential, lognormal and hyperexponential durations,
  /// kept 100 to 10,000 times as long, with starts that take no time or up to a hundredth of what one is
  /// kept. Without starts within 5 %, with them within 6 %, but where the durations have a variation of two,
  /// 15 % too low: a call that comes during a start needs one more.
  package static let error = 0.15
  /// How the share is obtained.
  package static let method = Method.approximate(
    "the most recent environment first, exponential times without queueing and starts without length, "
      + "share within 15 % (measured for up to 10 busy environments)",
    within: error)

  /// The most environments that are followed; the more there are, the smaller the share.
  private static let mostBusy = 1e8

  /// The probability of a cold start in the steady state.
  ///
  /// `WarmInstances`, exact for exponential times: the most recently used idle environment is taken.
  /// Assumes that a busy environment is not reused, nothing is kept provisioned, and a start takes no
  /// longer than a hundredth of what one is kept. What takes no time is done by one environment; what is
  /// not kept is always started. Above 10^8 busy environments the share of 10^8 that are kept as long,
  /// which is not below.
  ///
  /// - Complexity: `O(√a)` for an offered load of `a = rate · duration`.
  package static func coldStartProbability(
    rate: RequestsPerSecond, duration: Seconds, expiry: Seconds
  ) -> Double {
    guard rate > .zero, expiry > .zero else { return 1 }
    guard duration > .zero else {
      return WarmInstances.singleColdShare(arrivalRate: rate, idleTimeout: expiry)
    }
    let followed = min(rate, RequestsPerSecond(mostBusy / duration.value))
    return WarmInstances(arrivalRate: followed, serviceTime: duration, idleTimeout: expiry)
      .coldShare
  }
}
