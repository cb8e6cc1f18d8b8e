package import Quantities

/// M/M/c+M: as M/M/c, but who waits loses patience after an exponential time: Erlang A.
///
/// All results are exact. Any load has a steady state. Palm 1957; Garnett, Mandelbaum and Reiman,
/// "Designing a call center with impatient customers", 2002, section 2.
///
/// Exact to a relative 1e-12; `model solve` answers it. O(c + λ · patience) terms.
package struct AbandonmentQueue: Hashable, Sendable {
  /// λ, the arrivals.
  package let arrivalRate: RequestsPerSecond
  /// S, the mean service time of one request on one server.
  package let serviceTime: Seconds
  /// The mean time after which a waiting request gives up; those in service never do.
  package let patience: Seconds
  /// c, the servers.
  package let servers: Int
  /// The probability that an arrival finds all servers busy.
  package let delayProbability: Double
  /// The mean number waiting.
  package let queueLength: Double
  /// The mean number of busy servers.
  package let busyServers: Double

  /// The queue in its steady state.
  ///
  /// With n > c present requests leave at rate `c/S + (n - c)/patience`. The sum over the waiting
  /// is cut where it no longer counts; under overload it has about λ · patience terms.
  ///
  /// - Precondition: rate, service time and patience finite and positive, `servers` at least one.
  package init(
    arrivalRate: RequestsPerSecond, serviceTime: Seconds, patience: Seconds, servers: Int
  ) {
    precondition(arrivalRate.value > 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    precondition(patience.value > 0 && patience.value.isFinite, "patience")
    precondition(servers >= 1, "servers")
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.patience = patience
    self.servers = servers

    let load = (arrivalRate * serviceTime).value
    let count = Double(servers)
    let inverse = InverseBlocking(servers: servers, load: load)
    var allBusy = 1.0
    var term = 1.0
    var waiting = 0.0
    var moment = 0.0
    var place = 0.0
    while true {
      place += 1
      let ratio = load / (count + place * serviceTime.value / patience.value)
      term *= ratio
      waiting += term
      moment += place * term
      if ratio < 1 && term * place <= (1 - ratio) * (1 - ratio) * moment * 1e-17 { break }
      if term > 1e200 {
        // Deep overload: only the proportions count.
        allBusy *= 1e-200
        term *= 1e-200
        waiting *= 1e-200
        moment *= 1e-200
      }
    }
    let blocking = inverse.blocking
    let total = allBusy + blocking * waiting
    let belowServers =
      inverse.excess.isFinite ? blocking * inverse.excess * allBusy / total : allBusy / total
    delayProbability = blocking * (allBusy + waiting) / total
    queueLength = blocking * moment / total
    // From λ P(n < c) = μ (E[busy] - c P(n > c)): only positive terms.
    busyServers = load * belowServers + count * blocking * waiting / total
  }

  /// How every number of this queue is obtained.
  package static let method = Method.exact

  /// The share of arrivals that give up before service.
  package var abandonmentProbability: Double {
    queueLength / (arrivalRate.value * patience.value)
  }

  /// The requests that are served.
  package var throughput: RequestsPerSecond { RequestsPerSecond(busyServers / serviceTime.value) }

  /// The share of time that a server is busy.
  package var utilization: Double { busyServers / Double(servers) }

  /// The mean time waiting over all arrivals, served or not.
  package var meanWait: Seconds { Seconds(queueLength / arrivalRate.value) }
}
