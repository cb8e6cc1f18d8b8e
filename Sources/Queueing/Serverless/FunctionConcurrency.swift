package import Quantities

/// The limits on functions that run on demand: concurrency, rate, and how fast both may rise.
///
/// AWS Lambda: one environment serves one request at a time and at most ten a second, so that a
/// rate λ of duration S needs `max(λ S, λ/10)` environments (developer guide, "Understanding function
/// scaling"); each function may add 1,000 environments every 10 seconds up to the account's limit,
/// as a bucket that refills continuously. Arithmetic on means: no randomness is in it. A ramp is O(steps).
package struct FunctionConcurrency: Hashable, Sendable {
  /// Environments that may be added at once, and the size of the bucket.
  package let burst: Double
  /// Environments that the bucket regains a second.
  package let refill: Double
  /// The most environments at once, of the account or reserved.
  package let limit: Double
  /// The most requests a second of one environment.
  package let requestsPerEnvironment: Double

  /// The limits, by default those of AWS Lambda for one function.
  ///
  /// - Precondition: all finite and positive.
  package init(
    burst: Double = 1000, refill: Double = 100, limit: Double = 1000,
    requestsPerEnvironment: Double = 10
  ) {
    for value in [burst, refill, limit, requestsPerEnvironment] {
      precondition(value > 0 && value.isFinite, "limits")
    }
    self.burst = burst
    self.refill = refill
    self.limit = limit
    self.requestsPerEnvironment = requestsPerEnvironment
  }

  /// How a ramp is obtained.
  package static let method = Method.approximate("fluid: mean numbers, no random variation")

  /// The mean number of environments that a rate needs: `max(λ S, λ/10)`.
  package func environments(rate: RequestsPerSecond, duration: Seconds) -> Double {
    max(rate.value * duration.value, rate.value / requestsPerEnvironment)
  }

  /// The greatest rate that the limit carries.
  package func greatestRate(duration: Seconds) -> RequestsPerSecond {
    RequestsPerSecond(limit / max(duration.value, 1 / requestsPerEnvironment))
  }

  /// What a rise of the rate meets.
  package struct Ramp: Hashable, Sendable {
    /// The requests that were throttled.
    package let throttledRequests: Double
    /// Their share of all requests of the ramp.
    package let throttledShare: Double
    /// From when on nothing is throttled any more; nil when that is beyond the end.
    package let recoveredAfter: Seconds?
    /// The greatest number of environments in use.
    package let greatestConcurrency: Double
    /// Environments that were started, each a cold start.
    package let coldStarts: Double
  }

  /// Follows a rate that changes over time, second by second.
  ///
  /// Environments that exist stay warm. Each second, what is missing is started as far as the bucket
  /// and the limit allow; requests beyond what the environments carry are throttled.
  ///
  /// - Parameters:
  ///   - rate: The requests per second; `before` is what the warm environments came from.
  ///   - duration: S of one request, cold start included.
  ///   - end: How long to follow.
  ///   - step: The length of a step.
  package func ramp(
    rate: PiecewiseConstant, duration: Seconds, until end: Seconds, step: Seconds = Seconds(1)
  ) -> Ramp {
    precondition(duration.value > 0 && end.value > 0 && step.value > 0, "times")
    let hold = max(duration.value, 1 / requestsPerEnvironment)
    var environments = min(limit, rate.before * hold)
    var tokens = burst
    var time = 0.0
    var throttled = 0.0
    var requests = 0.0
    var lastThrottled: Double?
    var coldStarts = 0.0
    var greatest = environments
    while time < end.value - 1e-9 * step.value {
      let span = min(step.value, end.value - time)
      let arrivals = rate.integral(from: time, to: time + span)
      let wanted = arrivals / span * hold
      let started = max(0, min(wanted - environments, tokens, limit - environments))
      environments += started
      coldStarts += started
      tokens = min(burst, tokens - started + refill * span)
      let carried = environments / hold * span
      requests += arrivals
      if arrivals > carried * (1 + 1e-9) {
        throttled += arrivals - carried
        lastThrottled = time + span
      }
      greatest = max(greatest, min(environments, wanted))
      time += span
    }
    let isStillThrottled = lastThrottled.map { $0 >= end.value - 1e-9 } ?? false
    return Ramp(
      throttledRequests: throttled, throttledShare: requests > 0 ? throttled / requests : 0,
      recoveredAfter: isStillThrottled ? nil : Seconds(lastThrottled ?? 0),
      greatestConcurrency: greatest, coldStarts: coldStarts)
  }
}
