package import Quantities
import Queueing
import RealModule

/// The share of invocations that start a new function environment.
package enum WarmPool {
  /// A share of cold starts below which it shows in no percentile that is asked for.
  private static let negligible = 1e-3

  /// How the share is obtained.
  package static let method = Method.approximate(
    "the most recent environment first, exponential times without queueing, share within 10 %, and within 25 % below a "
      + "thousandth")
  /// What the method says of its error, as a share.
  package static func error(of share: Double) -> Double { share < negligible ? 0.25 : 0.1 }

  /// The most environments that are followed; the more there are, the smaller the share.
  private static let mostBusy = 1e8

  /// The probability of a cold start in the steady state.
  ///
  /// `WarmInstances`, exact for exponential times: the most recently used idle environment is taken.
  /// Assumes that a busy environment is not reused and nothing is kept provisioned. What takes no time
  /// is done by one environment; what is not kept is always started. Above 10^8 busy environments the share of
  /// 10^8 that are kept as long, which is not below.
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
