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
/// The wait for a holder is that of this queue times `(c_a² + I)/2`, as in `HeavyTrafficQueue`, with
/// the variation of arrivals at one instance and the dispersion of the completions while all are held
/// (`HeldDispersion`). Of several pools it is the squared variation of the time that a holder is held: the
/// open load that stands for the others knows no limit and lets the shared stations queue too long, so
/// that the dispersion would take the mean of two pools before a database at 75 % from 1.4 to 3.4 %
/// above simulation. Approximate, because arrivals and departures disturb the inner balance.
///
/// Complexity: one closed network of as many customers as there are holders, `O(holders² · stations)`.
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
  /// The probabilities of finding 0, 1, ..., holders - 1 held; with the rest, one waits.
  let foundHeld: [Double]
  /// The processors of a pool, and the load that the open customers of others offer to each shared
  /// station.
  let poolProcessors: HeldStates.Station
  let openLoads: [Double]
  /// The arrivals at a pool.
  let poolRate: RequestsPerSecond
  let heldDelay: Seconds
  let shared: [SharedStation]
  /// Pools of holders: the instances, or one where the least outstanding is taken.
  private let pools: Int
  private let sharedUtilizations: [Double]

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
    var found = [Double](repeating: 0, count: count)
    for held in stride(from: count - 1, through: 0, by: -1) {
      weight *= throughputs[held] / rate
      found[held] = weight
      below += weight
      moment += weight * Double(held)
    }
    let ratio = rate / most
    let full = 1 / (1 - ratio)
    let total = below + full
    delayProbability = full / total
    let arrivalVariation = balancing == .roundRobin ? 1 / Double(instances) : 1
    let stations =
      [
        HeldDispersion.Station(
          servers: pooled ? processors * instances : processors, demand: processorDemand, visits: 1)
      ] + shared.map { .init(servers: $0.servers, demand: $0.demand, visits: $0.visits) }
    let dispersion =
      pools == 1 && delayProbability > Self.negligibleDelay
      ? try HeldDispersion(
        holders: count, stations: stations.filter { $0.demand > .zero }, delay: heldDelay
      ).value : HeldDispersion.ofHoldersAlone(stations, delay: heldDelay)
    let spread = (arrivalVariation + dispersion) / 2
    meanWait = Seconds(spread * delayProbability / (most - rate).value)
    meanHeld = Seconds((moment + full * Double(count)) / total / rate.value)
    self.arrivalRate = arrivalRate
    self.throughputs = throughputs
    foundHeld = found.map { $0 / total }
    openLoads = shared.map { ((arrivalRate - rate) * $0.demand).value }
    poolProcessors = HeldStates.Station(
      servers: pooled ? processors * instances : processors, demand: processorDemand.value,
      openLoad: 0)
    poolRate = rate
    self.heldDelay = heldDelay
    self.shared = shared
    self.pools = pools
    sharedUtilizations = shared.map { (arrivalRate * $0.demand).value / Double($0.servers) }
  }

  /// Waits less probable than this follow the variation of the time held alone, which nobody sees.
  private static let negligibleDelay = 1e-7

  /// How the percentiles of `responseStages` are obtained; measured against the simulated systems of
  /// oracle family h that hold workers, and the accuracy suite's.
  ///
  /// Several instances are no limit of one, but solved otherwise: the more of them, the less each knows
  /// of what the others hold.
  package var responseMethod: Method {
    let others =
      pools > 1 ? "the other instances as open load whose holders are no limit, " : ""
    return .approximate(
      "flow-equivalent service with the queues found, \(others)percentiles within 5 % of simulation",
      within: 0.05)
  }

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
  /// Everything from arrival to completion as stages of a path: the wait for a holder, the
  /// processors, the held delay and the shared stations.
  ///
  /// Who has to wait for a holder finds the shared stations as they are with all holders held, others
  /// as they are with as many as were found; the first visit waits for the completions that
  /// `HeldStates` has ahead of it, later ones for as many with the probability `ρ^(d/2)` after d visits,
  /// and else anew: who holds a holder comes back to a queue that is not fed by others coming back alone,
  /// as that of `PathStage.revisits` is, but by those who were let in meanwhile. That exponent is fitted: to
  /// two visits at 70 % load without holders, a case of the accuracy suite.
  package var responseStages: [PathStage] {
    let last = foundHeld.count - 1
    let states = HeldStates(
      holders: foundHeld.count, processors: poolProcessors, delay: heldDelay.value,
      shared: zip(shared, openLoads).map {
        .init(servers: $0.servers, demand: $0.demand.value, openLoad: $1)
      }
    ).ahead
    var regimes: [PathBranch] = []
    let free = 1 - delayProbability
    let anew = shared.indices.map { place in
      mixed(states[place], weights: foundHeld + [delayProbability])
    }
    if free > 0 {
      regimes.append(
        PathBranch(
          probability: free,
          stages: shared.indices.flatMap { place in
            visits(to: place, first: mixed(states[place], weights: foundHeld), next: anew[place])
          }))
    }
    if delayProbability > 0 {
      let wait = PathStage.exponential(mean: meanWait / delayProbability)
      regimes.append(
        PathBranch(
          probability: delayProbability,
          stages: [wait]
            + shared.indices.flatMap { place in
              visits(to: place, first: states[place][last], next: anew[place])
            }))
    }
    var stages: [PathStage] = heldDelay > .zero ? [.exponential(mean: heldDelay)] : []
    if poolProcessors.demand > 0,
      let processors = try? ProcessorSharingQueue(
        arrivalRate: poolRate, serviceTime: Seconds(poolProcessors.demand),
        servers: poolProcessors.servers)
    {
      stages.append(.sharing(processors))
    }
    return stages + [.choice(regimes)]
  }

  /// The law of the completions ahead, over the numbers found held; beyond the last all are held.
  private func mixed(_ states: [[Double]], weights: [Double]) -> [Double] {
    var law: [Double] = []
    let total = weights.reduce(0, +)
    for (held, weight) in weights.enumerated() where weight > 1e-12 * total {
      for (count, probability) in states[min(held, states.count - 1)].enumerated() {
        while law.count <= count { law.append(0) }
        law[count] += weight / total * probability
      }
    }
    return law
  }

  /// All visits to a shared station.
  private func visits(to place: Int, first: [Double], next: [Double]) -> [PathStage] {
    let station = shared[place]
    guard station.demand > .zero, station.visits > 0 else { return [] }
    let whole = station.visits.rounded(.down)
    let rest = station.visits - whole
    let once = station.demand / station.visits
    func branch(_ count: Int, _ probability: Double) -> PathBranch {
      guard count > 0 else { return PathBranch(probability: probability, stages: []) }
      let same = RepeatedWaits.correlation(
        slope: sharedUtilizations[place].squareRoot(), visits: count)
      let apart: [PathStage] =
        [waiting(first, station, once, times: 1)]
        + (count > 1
          ? [
            .repeated(
              visits: Double(count - 1), stages: [waiting(next, station, once, times: 1)])
          ] : [])
      return PathBranch(
        probability: probability,
        stages: [
          .erlang(mean: once * Double(count), phases: count),
          .choice([
            PathBranch(
              probability: same, stages: [waiting(first, station, once, times: count)]),
            PathBranch(probability: 1 - same, stages: apart),
          ]),
        ])
    }
    return [
      .choice(
        [branch(Int(whole), 1 - rest), branch(Int(whole) + 1, rest)].filter { $0.probability > 0 })
    ]
  }

  /// The wait for the completions ahead at all servers' pace, `times` as long.
  ///
  /// Numbers far out are taken together, so that no more than about 30 different ones are left.
  private func waiting(
    _ ahead: [Double], _ station: SharedStation, _ once: Seconds, times: Int
  ) -> PathStage {
    var branches: [PathBranch] = []
    var count = 1
    while count < ahead.count {
      let end = min(ahead.count, count + max(1, count / 6))
      var probability = 0.0
      var moment = 0.0
      for number in count..<end {
        probability += ahead[number]
        moment += ahead[number] * Double(number)
      }
      if probability > 1e-9 {
        let mean = once * (moment / probability * Double(times) / Double(station.servers))
        branches.append(
          PathBranch(
            probability: probability,
            stages: [.erlang(mean: mean, phases: Int((moment / probability).rounded()))]))
      }
      count = end
    }
    return .choice(branches)
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
