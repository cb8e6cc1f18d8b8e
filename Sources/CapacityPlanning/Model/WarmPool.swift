package import Quantities
import Queueing
import RealModule

/// The share of invocations that start a new function environment.
package enum WarmPool {
  /// A share of cold starts below which it shows in no percentile that is asked for.
  private static let negligible = 1e-3
  /// An offered load up to which the exact share takes some ten microseconds.
  private static let small = 30.0

  /// How the share is obtained.
  package static let method = Method.approximate(
    "the most recent environment first, exponential times without queueing, share within 10 %, and within 25 % below a "
      + "thousandth")
  /// What the method says of its error, as a share.
  package static func error(of share: Double) -> Double { share < negligible ? 0.25 : 0.1 }

  /// The probability of a cold start in the steady state.
  ///
  /// `WarmInstances`, exact for exponential times: the most recently used idle environment is taken.
  /// Assumes that a busy environment is not reused and nothing is kept provisioned. Above a load of 30, where
  /// fewer than one request in a thousand starts one, by `overflow`, which is cheaper.
  ///
  /// - Complexity: `O(a + √a)` for an offered load of `a = rate · duration`.
  package static func coldStartProbability(
    rate: RequestsPerSecond, duration: Seconds, expiry: Seconds
  ) -> Double {
    guard rate > .zero else { return 1 }
    guard duration > .zero, expiry > .zero else {
      return overflow(rate: rate, duration: duration, expiry: expiry)
    }
    if (rate * duration).value > small {
      let estimate = overflow(rate: rate, duration: duration, expiry: expiry)
      if estimate <= negligible { return estimate }
    }
    return WarmInstances(arrivalRate: rate, serviceTime: duration, idleTimeout: expiry).coldShare
  }

  /// Environments in a fixed order, the most used first, each with one request at a time.
  ///
  /// The n-th then serves the share `B(n-1, a) - B(n, a)` of the requests, with Erlang's B, and
  /// while idle it is called at the rate of the overflow of those before it, `λ B(n-1)`. It starts
  /// cold when it idled for longer than the expiry. Taking the overflow as Poisson,
  /// `P(cold) = Σ_n (B(n-1) - B(n)) exp(-λ B(n-1) · expiry)`, whose first term is exact. Overflow
  /// streams are burstier than Poisson, so cold starts are up to a quarter more frequent.
  private static func overflow(
    rate: RequestsPerSecond, duration: Seconds, expiry: Seconds
  ) -> Double {
    let load = (rate * duration).value
    var blocking = 1.0
    var probability = 0.0
    var number = 0.0
    while blocking > 1e-9 && number < 1e6 {
      number += 1
      // B(n) = a B(n-1) / (n + a B(n-1)), which is stable upwards.
      let next = load * blocking / (number + load * blocking)
      let share = blocking - next
      // Beyond that the exponential is zero, which is slow to find out.
      let calls = rate.value * blocking * expiry.value
      if calls < 746 { probability += share * Double.exp(-calls) }
      blocking = next
    }
    return min(1, probability + blocking)
  }
}
