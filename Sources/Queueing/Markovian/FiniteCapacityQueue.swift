package import Quantities
import RealModule

/// M/M/c/K: as M/M/c, but an arrival that finds `K` requests present is turned away.
///
/// All results are exact. Any load has a steady state. "Accepted" means over the requests that were
/// not turned away.
///
/// The planner does not use it yet; the suite checks it against the reference numbers of its kind.
package struct FiniteCapacityQueue: Hashable, Sendable {
  /// λ, the arrivals, turned away or not.
  package let arrivalRate: RequestsPerSecond
  /// S, the mean service time of one request on one server.
  package let serviceTime: Seconds
  /// c, the servers.
  package let servers: Int
  /// K, the most requests present at once, those in service included.
  package let capacity: Int
  /// P(K present): the share of arrivals turned away.
  package let blockingProbability: Double
  /// The share of arrivals accepted, one less the share turned away, precise also when small.
  package let acceptedShare: Double
  /// The mean number waiting.
  package let queueLength: Double
  /// The probability that an accepted request must wait.
  package let delayProbability: Double
  /// P(none present).
  package let emptyProbability: Double

  /// The queue in its steady state, in O(K - c) operations.
  ///
  /// With `r = a/c` and `m = K - c` the probabilities of c, c+1, ..., K present stand as
  /// `1 : r : ... : r^m`, and those of at most c present weigh `1/B` together. Gross, Shortle,
  /// Thompson and Harris, Fundamentals of Queueing Theory, 4th ed. 2008, section 2.5.
  ///
  /// - Precondition: rate and service time finite and positive, `servers` at least one, `capacity`
  ///   at least `servers`.
  package init(
    arrivalRate: RequestsPerSecond, serviceTime: Seconds, servers: Int, capacity: Int
  ) {
    precondition(arrivalRate.value > 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    precondition(servers >= 1 && capacity >= servers, "servers and capacity")
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.servers = servers
    self.capacity = capacity

    let load = (arrivalRate * serviceTime).value
    let inverse = InverseBlocking(servers: servers, load: load)
    let weights = WaitingRoomWeights(ratio: load / Double(servers), places: capacity - servers)
    // Everything in units of the weight of c present, times B where 1/B may be out of range.
    let blocking = inverse.blocking
    let total = weights.allBusy + blocking * weights.waiting
    blockingProbability = blocking * weights.full / total
    // What is below K: the states below c, and from c on all but the last.
    let belowServers = blocking * inverse.excess
    let below = inverse.excess.isFinite ? belowServers * weights.allBusy : weights.allBusy
    acceptedShare = (below + blocking * weights.notFull) / total
    queueLength = blocking * weights.waitingMoment / total
    delayProbability = blocking * weights.notFull / total / acceptedShare
    let logAllBusy = .log(blocking > 0 ? weights.allBusy / total : 1) + inverse.logBlocking
    emptyProbability = .exp(
      logAllBusy - load - PoissonProbability.log(count: servers, mean: load))
  }

  /// How every number of this queue is obtained.
  package static let method = Method.exact

  /// a = λS, what the servers would carry if nobody were turned away.
  package var offeredLoad: Erlangs { arrivalRate * serviceTime }

  /// The accepted arrivals, X = λ (1 - P(K)).
  package var throughput: RequestsPerSecond { arrivalRate * acceptedShare }

  /// X S / c, the share of time that a server is busy.
  package var utilization: Double { offeredLoad.value * acceptedShare / Double(servers) }

  /// The mean number waiting or in service.
  package var inSystem: Double { offeredLoad.value * acceptedShare + queueLength }

  /// The mean time before service of accepted requests.
  package var meanWait: Seconds { Seconds(queueLength / throughput.value) }

  /// The mean time from arrival to completion of accepted requests.
  package var meanResponse: Seconds { meanWait + serviceTime }
}

/// Sums over the states with all servers busy, scaled so that the heaviest state weighs one.
private struct WaitingRoomWeights {
  /// The weight of c present.
  private(set) var allBusy = 1.0
  /// The weight of K present.
  private(set) var full = 1.0
  /// The sum over c+1, ..., K present.
  private(set) var waiting = 0.0
  /// The sum over c, ..., K-1 present.
  private(set) var notFull = 0.0
  /// The sum over c+1, ..., K present, each times the number waiting.
  private(set) var waitingMoment = 0.0

  init(ratio: Double, places: Int) {
    let rising = ratio > 1
    let factor = rising ? 1 / ratio : ratio
    var weight = 1.0
    // From the heaviest end to the lightest, so that terms that vanish can be left out.
    for step in 0...places {
      let waitingHere = Double(rising ? places - step : step)
      if waitingHere > 0 { waiting += weight }
      if waitingHere < Double(places) { notFull += weight }
      waitingMoment += weight * waitingHere
      if step < places { weight *= factor }
      if weight < 1e-300 { break }
    }
    // Not the last weight of the loop, which ends where the rest does not count.
    weight = .exp(Double(places) * .log(factor))
    if rising { allBusy = weight } else { full = weight }
  }
}
