package import Quantities
import RealModule

/// Poisson arrivals, exponential demands, processor sharing on identical servers of which a request
/// uses at most one: M/M/c-PS.
///
/// With n present each proceeds at rate `min(1, c/n)`. Means are those of M/M/c; the response time
/// is a mixture of exponentials (for one server: Coffman, Muntz and Trotter, "Waiting time
/// distributions for processor-sharing systems", JACM 17 (1970); Morrison 1985), computed from the
/// spectrum of the chain that a tagged request sees, `SharingChain`. Means are exact, percentiles
/// to a relative 1e-8. Building takes O((c + 40/(1-ρ)) · 40²), a percentile microseconds.
package struct ProcessorSharingQueue: Hashable, Sendable {
  package let arrivalRate: RequestsPerSecond
  /// D, the mean demand of one request on one server.
  package let serviceTime: Seconds
  package let servers: Int
  /// The mean time from arrival to completion.
  package let meanResponse: Seconds
  /// The law of the response time.
  let response: ExponentialMixture

  /// The branches of the response law that are kept.
  private static let branches = 40

  /// The states that building goes through at most in some seconds.
  package static let mostStates = 1e6

  /// The states that building would go through; infinite at saturation.
  package static func states(load: Erlangs, servers: Int) -> Double {
    let idle = 1 - load.value / Double(servers)
    return idle > 0 ? Double(servers) + 40 / idle : .infinity
  }

  /// The queue in its steady state.
  ///
  /// - Precondition: `arrivalRate` finite and not negative, `serviceTime` finite and positive,
  ///   `servers` at least one.
  /// - Throws: `Saturation` when the load is not below the servers.
  package init(arrivalRate: RequestsPerSecond, serviceTime: Seconds, servers: Int)
    throws(Saturation)
  {
    let queue = try MultiServerQueue(
      arrivalRate: arrivalRate, serviceTime: serviceTime, servers: servers)
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.servers = servers
    meanResponse = queue.meanResponse
    let chain = SharingChain(
      load: queue.offeredLoad.value, servers: servers, serviceTime: serviceTime.value)
    response = chain.mixture(branches: Self.branches)
  }

  /// A queue whose law is known otherwise.
  init(
    arrivalRate: RequestsPerSecond, serviceTime: Seconds, servers: Int, meanResponse: Seconds,
    response: ExponentialMixture
  ) {
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.servers = servers
    self.meanResponse = meanResponse
    self.response = response
  }

  /// How every number of this queue is obtained.
  package static let method = Method.exact

  /// a = λD, the mean number of busy servers.
  package var offeredLoad: Erlangs { arrivalRate * serviceTime }

  /// ρ = a/c, the share of time that a server is busy.
  package var utilization: Double { offeredLoad.value / Double(servers) }

  /// The mean number present: Little's law.
  package var inSystem: Double { arrivalRate.value * meanResponse.value }

  /// P(response > t), for `t` of at least zero.
  package func responseTail(beyond time: Seconds) -> Double {
    min(1, response.law(time.value).tail)
  }

  /// The least response time that a share `p` of the requests, between 0 and 1, does not exceed.
  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    return Seconds(response.percentile(p))
  }
}
