package import Quantities

/// Poisson arrivals, exponential service, several identical servers, one queue without limit, first
/// come first served: M/M/c.
///
/// All results are exact for those assumptions, to a relative 1e-12: Erlang 1917; Kleinrock, Queueing
/// Systems 1, 1975, section 3.5 (eq. 3.40 for C); the wait of those who wait is exponential of rate
/// `(c - a)/S`.
/// O(√c) to build, O(1) a tail.
///
/// Mean response and number present also hold for exponential demands under processor sharing, in
/// which nobody holds more than one server; the percentiles do not.
package struct MultiServerQueue: Hashable, Sendable {
  /// λ, the arrivals.
  package let arrivalRate: RequestsPerSecond
  /// S, the mean service time of one request on one server.
  package let serviceTime: Seconds
  /// c, the servers.
  package let servers: Int
  /// C(c, a), the probability that an arrival must wait.
  package let delayProbability: Double
  /// θ = (c - a)/S per second: the rate at which a wait, once there is one, ends.
  let waitEndRate: Double

  /// The queue in its steady state.
  ///
  /// - Precondition: `arrivalRate` finite and not negative, `serviceTime` finite and positive,
  ///   `servers` at least one.
  /// - Throws: `Saturation` when the offered load is not below the number of servers.
  package init(arrivalRate: RequestsPerSecond, serviceTime: Seconds, servers: Int)
    throws(Saturation)
  {
    precondition(arrivalRate.value >= 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    precondition(servers >= 1, "servers")
    let load = arrivalRate * serviceTime
    // Fused, because near saturation the rounding of λS would show in what is left of c.
    let slack = Double(servers).addingProduct(-arrivalRate.value, serviceTime.value)
    guard slack > 0 else { throw Saturation(offeredLoad: load, servers: servers) }
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.servers = servers
    waitEndRate = slack / serviceTime.value
    delayProbability = ErlangFormula.delayProbability(
      blocking: ErlangFormula.blocking(servers: servers, offeredLoad: load),
      servers: servers, load: load.value, slack: slack)
  }

  /// How every number of this queue is obtained.
  package static let method = Method.exact

  /// a = λS, the mean number of busy servers.
  package var offeredLoad: Erlangs { arrivalRate * serviceTime }

  /// ρ = a/c, the share of time that a server is busy.
  package var utilization: Double { offeredLoad.value / Double(servers) }

  /// W = C/θ, the mean time before service.
  package var meanWait: Seconds { Seconds(delayProbability / waitEndRate) }

  /// R = W + S, the mean time from arrival to completion.
  package var meanResponse: Seconds { meanWait + serviceTime }

  /// The mean number waiting, λW.
  package var queueLength: Double { arrivalRate.value * meanWait.value }

  /// The mean number waiting or in service, λR.
  package var inSystem: Double { offeredLoad.value + queueLength }
}
