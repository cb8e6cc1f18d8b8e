package import Quantities
import RealModule

/// Instances with a limited number of holders (worker threads, connections of a pool) that are kept
/// while a request computes on the instance and waits on stations shared by all instances:
/// simultaneous possession, the layered limit of synchronous servers.
///
/// Decomposition by flow-equivalent service (Chandy, Herzog and Woo 1975; Lazowska et al. 1984,
/// chapters 8 and 9; the method of layers of Rolia and Sevcik 1995 iterates the same step). Below:
/// the n requests that hold a holder circulate in a closed network of the instance's processors, the
/// delays and the shared stations, which carry the other instances as an open load; it gives the
/// throughput X(n). Above: requests arrive at a queue that works at rate X(min(n, holders)).
/// The wait for a holder is that of this queue times `(c_a² + c_s²)/2`, as in `HeavyTrafficQueue`,
/// with the variation of arrivals at one instance and that of the time a holder is held, a sum of
/// exponential parts. Approximate, because arrivals and departures disturb the inner balance.
package struct LayeredTier: Hashable, Sendable {
  /// A station that all instances use, such as a database.
  package struct SharedStation: Hashable, Sendable {
    package let servers: Int
    /// D, the demand of one request over all its visits.
    package let demand: Seconds
    /// V, the mean number of visits of one request: the more, the less its time varies.
    package let visits: Double

    package init(servers: Int, demand: Seconds, visits: Double = 1) {
      self.servers = servers
      self.demand = demand
      self.visits = visits
    }
  }

  /// How requests are spread over the instances.
  package enum Balancing: Hashable, Sendable {
    /// Each at random.
    case random
    /// In turn, so that arrivals at one instance are as regular as Erlang's of that many phases.
    case roundRobin
    /// To the one with the fewest: as if the holders of all were one pool.
    case leastOutstanding
  }

  /// λ, all arrivals.
  package let arrivalRate: RequestsPerSecond
  /// X(n) of one pool of holders with n of them held, for n from 1.
  package let throughputs: [RequestsPerSecond]
  /// The probability that a request must wait for a holder.
  package let delayProbability: Double
  /// The mean wait for a holder.
  package let meanWait: Seconds
  /// The mean time for which a holder is held.
  package let meanHeld: Seconds

  /// The tier in its steady state.
  ///
  /// - Precondition: counts at least one, times not negative, some demand positive.
  /// - Throws: `ClosedNetworkRefusal.saturation` when the arrivals exceed what the holders or a
  ///   shared station can carry.
  package init(
    arrivalRate: RequestsPerSecond, instances: Int, holders: Int, processors: Int,
    processorDemand: Seconds, heldDelay: Seconds, shared: [SharedStation],
    balancing: Balancing = .random
  ) throws(ClosedNetworkRefusal) {
    precondition(instances >= 1 && holders >= 1 && processors >= 1, "counts")
    let pooled = balancing == .leastOutstanding
    let pools = pooled ? 1 : instances
    let rate = arrivalRate * (1 / Double(pools))
    let network = MixedNetwork(
      openClasses: [.init(name: "others", arrivalRate: arrivalRate - rate)],
      closedClasses: [
        .init(
          name: "held", population: pooled ? holders * instances : holders, thinkTime: heldDelay)
      ],
      stations: [
        .init(
          name: "processors",
          discipline: .queue(servers: pooled ? processors * instances : processors),
          demands: [.zero, processorDemand])
      ]
        + shared.enumerated().map { index, one in
          .init(
            name: "shared \(index + 1)", discipline: .queue(servers: one.servers),
            demands: [one.demand, one.demand])
        })
    let throughputs = try network.solve().closed.throughputByPopulation
    let count = throughputs.count
    let most = throughputs[count - 1]
    guard rate < most else {
      // In holders: by Little's law the arrivals would keep so many of them.
      throw .saturation(
        Saturation(
          station: "holders", offeredLoad: Erlangs(rate / most * Double(count)), servers: count))
    }
    // Relative to the state with all holders held, so that nothing overflows.
    var weight = 1.0
    var below = 0.0
    var moment = 0.0
    for held in stride(from: count - 1, through: 0, by: -1) {
      weight *= throughputs[held] / rate
      below += weight
      moment += weight * Double(held)
    }
    let ratio = rate / most
    let full = 1 / (1 - ratio)
    let total = below + full
    delayProbability = full / total
    let arrivalVariation = balancing == .roundRobin ? 1 / Double(instances) : 1
    var squares = processorDemand.value * processorDemand.value
    var whole = (processorDemand + heldDelay).value
    for one in shared {
      squares += one.demand.value * one.demand.value / max(one.visits, 1e-9)
      whole += one.demand.value
    }
    let spread = (arrivalVariation + min(1, squares / (whole * whole))) / 2
    meanWait = Seconds(spread * delayProbability / (most - rate).value)
    meanHeld = Seconds((moment + full * Double(count)) / total / rate.value)
    self.arrivalRate = arrivalRate
    self.throughputs = throughputs
  }

  /// Measured against the simulated systems of oracle family h that hold workers.
  package static let method = Method.approximate(
    "flow-equivalent service, mean response within 5 % of simulation, percentiles within 12 %")

  /// The mean time from arrival to completion.
  package var meanResponse: Seconds { meanWait + meanHeld }

  /// The wait for a holder as a stage of a path, to be followed by what is done while holding it:
  /// exponential for those who wait.
  package var waitStage: PathStage {
    guard delayProbability > 0 else { return .choice([]) }
    let conditional = meanWait / delayProbability
    return .choice([
      PathBranch(probability: delayProbability, stages: [.exponential(mean: conditional)])
    ])
  }
}

extension LayeredTier {
  /// Users who think and then use the tier, in a closed circle: throughput and response time with
  /// the tier as one flow-equivalent station.
  ///
  /// - Precondition: as for the tier; balancing to the least outstanding is assumed.
  package static func closed(
    users: Int, thinkTime: Seconds, instances: Int, holders: Int, processors: Int,
    processorDemand: Seconds, heldDelay: Seconds, shared: [SharedStation]
  ) throws(ClosedNetworkRefusal) -> ClosedNetworkSolution {
    let inner = ClosedNetwork(
      population: holders * instances, thinkTime: heldDelay,
      stations: [
        .init(
          name: "processors", discipline: .queue(servers: processors * instances),
          demands: [processorDemand])
      ]
        + shared.enumerated().map { index, one in
          .init(
            name: "shared \(index + 1)", discipline: .queue(servers: one.servers),
            demands: [one.demand])
        })
    let throughputs = try inner.solveExactly().throughputByPopulation
    let first = throughputs[0]
    let outer = ClosedNetwork(
      population: users, thinkTime: thinkTime,
      stations: [
        .init(
          name: "tier", discipline: .loadDependent(multipliers: throughputs.map { $0 / first }),
          demands: [Seconds(1 / first.value)])
      ])
    return try outer.solveExactly()
  }
}
