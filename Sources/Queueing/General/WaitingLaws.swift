package import Quantities

/// What a queue that is served first come first served answers in its steady state.
///
/// "Wait" is the time before service, "response" wait and service. A percentile for `p` is the
/// least time that a share `p` of the requests does not exceed; that of the wait is zero when such
/// a share does not wait at all.
package protocol WaitingLaws: Sendable {
  /// λ, the arrivals.
  var arrivalRate: RequestsPerSecond { get }
  /// E[S], the mean service time.
  var serviceTime: Seconds { get }
  /// c, the servers.
  var servers: Int { get }
  /// The probability that an arrival must wait.
  var delayProbability: Double { get }
  /// The mean wait; infinite where the law of the service has no variance and the mean does not
  /// exist.
  var meanWait: Seconds { get }
  /// How means, tails and percentiles are obtained.
  var method: Method { get }

  /// The greatest p whose percentile has the accuracy that `method` states.
  var greatestPercentile: Double { get }

  /// P(wait > t), for `t` of at least zero.
  func waitTail(beyond time: Seconds) -> Double
  func waitPercentile(_ p: Double) -> Seconds
  /// P(response > t), for `t` of at least zero.
  func responseTail(beyond time: Seconds) -> Double
  func responsePercentile(_ p: Double) -> Seconds
}

extension WaitingLaws {
  package var greatestPercentile: Double { 1 - 1e-12 }

  /// a = λ E[S], the mean number of busy servers.
  package var offeredLoad: Erlangs { arrivalRate * serviceTime }

  /// ρ = a/c, the share of time that a server is busy.
  package var utilization: Double { offeredLoad.value / Double(servers) }

  /// The mean time from arrival to completion.
  package var meanResponse: Seconds { meanWait + serviceTime }

  /// The mean number waiting: Little's law.
  package var queueLength: Double { arrivalRate.value * meanWait.value }

  /// The mean number waiting or in service: Little's law.
  package var inSystem: Double { arrivalRate.value * meanResponse.value }
}

extension MultiServerQueue: WaitingLaws {
  package var method: Method { .exact }
}
