package import Quantities
import RealModule

/// Independent times of phase type between arrivals, service of phase type, identical servers,
/// first come first served: PH/PH/c.
///
/// Exact for exponential, Erlang and hyperexponential laws, by matrix methods: a quasi-birth-death
/// chain on the number present, the phase of the arrivals and the numbers of servers in each phase
/// (Neuts, Matrix-Geometric Solutions, 1981, chapters 1 and 4). The wait of an arrival that finds i
/// waiting ends with the (i+1)th completion; summed over i before time is, its law obeys
/// `Z' = Z S₀ + R Z S₁` with the rates S₀ of no completion and S₁ of one, which is uniformized, so
/// that only positive terms are added. Other laws are replaced by phases with the same two or three
/// moments, which is approximate.
///
/// Errors: relative 1e-9 for laws of phase type. O((servers + 20) n³ + steps · n² K) with K
/// configurations of the servers and n = K times the phases of the arrivals.
package struct PhaseTypeQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  package let interarrival: Distribution
  package let service: Distribution
  package let servers: Int
  package let serviceTime: Seconds
  package let method: Method
  /// The law of the wait.
  let wait: UniformizedLaw

  /// What is known of the fits by moments.
  static let fitErrorClass =
    "fitted phases; response percentiles within 9 % of simulation, 12 % with regular arrivals"

  /// The most operations that a solution may take, about half a second, and one by a better fit.
  private static let costLimit = 1.5e8
  private static let richCostLimit = 6e7

  /// Two laws as phases, and whether they are those very laws.
  private struct Phases {
    let arrivals: PhaseType
    let service: PhaseType
    let areExact: Bool

    init?(_ interarrival: Distribution, _ service: Distribution, branches: Int) {
      guard let arrivals = PhaseType.representing(interarrival),
        let services = PhaseType.representing(service, branches: branches)
      else { return nil }
      self.arrivals = arrivals.law
      self.service = services.law
      areExact = arrivals.isExact && services.isExact
    }

    /// The operations that the queue would take; infinite when they cannot be counted.
    func cost(servers: Int) -> Double {
      guard let count = ServiceConfigurations.count(servers: servers, phases: service.phases) else {
        return .infinity
      }
      let size = Double(count) * Double(arrivals.phases)
      return size * size * size * (Double(servers) + 60)
    }
  }

  /// The queue in its steady state.
  ///
  /// - Precondition: laws valid, `servers` at least one.
  /// - Throws: `QueueRefusal` at saturation, when a law without variance has no phases, or when
  ///   phases and servers have too many configurations.
  package init(interarrival: Distribution, service: Distribution, servers: Int)
    throws(QueueRefusal)
  {
    precondition(interarrival.isValid && service.isValid, "laws")
    precondition(servers >= 1, "servers")
    let rate = RequestsPerSecond(1 / interarrival.mean.value)
    let load = rate * service.mean
    guard load.value < Double(servers) else {
      throw .saturation(Saturation(offeredLoad: load, servers: servers))
    }
    guard let simple = Phases(interarrival, service, branches: 2) else { throw .noPhases }
    guard simple.cost(servers: servers) <= Self.costLimit else { throw .tooManyConfigurations }
    // A third branch where it is cheap.
    let rich = Phases(interarrival, service, branches: 3)
    let phases =
      rich.flatMap { $0.cost(servers: servers) <= Self.richCostLimit ? $0 : nil } ?? simple
    arrivalRate = rate
    self.interarrival = interarrival
    self.service = service
    self.servers = servers
    serviceTime = service.mean
    method = phases.areExact ? .exact : .approximate(Self.fitErrorClass)
    wait = PhaseTypeSolution(
      arrivals: phases.arrivals, service: phases.service, servers: servers
    ).wait()
  }

  package var delayProbability: Double { wait.survival[0] }
  package var meanWait: Seconds { Seconds(wait.mean) }
  package func waitTail(beyond time: Seconds) -> Double { wait.law(time.value).tail }

  package func waitPercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    return Seconds(wait.percentile(p))
  }

  package func responseTail(beyond time: Seconds) -> Double {
    responseLaw.tail(beyond: time.value)
  }

  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    return Seconds(responseLaw.percentile(p))
  }

  private var responseLaw: WaitPlusService {
    WaitPlusService(service: service) { wait.law($0) }
  }
}

/// Why a queue was not solved.
package enum QueueRefusal: Error, Hashable, Sendable {
  case saturation(Saturation)
  /// A law has no variance, so that no phases stand for it.
  case noPhases
  /// The servers can be in too many combinations of phases.
  case tooManyConfigurations
  /// The load is too close to one, or the law too heavy, for the points of the lattice.
  case tooManyPoints
}
