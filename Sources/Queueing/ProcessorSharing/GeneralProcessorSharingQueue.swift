package import Quantities
import RealModule

/// Poisson arrivals, demands of any law, processor sharing on identical servers of which a request
/// uses at most one: M/G/c-PS.
///
/// Means are exact and insensitive to the law of the demand: the response to a demand x has the
/// mean `x R/D`, with R the mean response of M/M/c (Kleinrock 1967 for one server; Cohen, "The
/// multiple phase service network with generalized processor sharing", Acta Informatica 12 (1979),
/// for several).
package struct GeneralProcessorSharingQueue: Hashable, Sendable {
  package let arrivalRate: RequestsPerSecond
  /// The law of the demand of one request on one server.
  package let demand: Distribution
  package let serviceTime: Seconds
  package let servers: Int
  package let meanResponse: Seconds

  /// The queue in its steady state.
  ///
  /// - Precondition: `arrivalRate` finite and not negative, `demand` valid, `servers` at least one.
  /// - Throws: `Saturation` when the load is not below the servers.
  package init(arrivalRate: RequestsPerSecond, demand: Distribution, servers: Int)
    throws(Saturation)
  {
    precondition(demand.isValid, "demand")
    let queue = try MultiServerQueue(
      arrivalRate: arrivalRate, serviceTime: demand.mean, servers: servers)
    self.arrivalRate = arrivalRate
    self.demand = demand
    serviceTime = queue.serviceTime
    self.servers = servers
    meanResponse = queue.meanResponse
  }

  /// ρ = λD/c, the share of time that a server is busy.
  package var utilization: Double { (arrivalRate * serviceTime).value / Double(servers) }

  /// R/D, the factor by which sharing stretches a demand on average.
  package var stretch: Double { meanResponse / serviceTime }

  /// The mean response time of a request with this demand, exact.
  package func meanResponse(demand: Seconds) -> Seconds { demand * stretch }
}
