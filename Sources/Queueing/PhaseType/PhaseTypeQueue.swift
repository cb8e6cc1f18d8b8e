package import Quantities
import RealModule

/// Independent times of phase type between arrivals, service of phase type, identical servers,
/// first come first served: PH/PH/c.
///
/// Exact for exponential, Erlang and hyperexponential laws, by matrix methods: a quasi-birth-death
/// chain on the number present, the phase of the arrivals and the numbers of servers in each phase
/// (Neuts, Matrix-Geometric Solutions, 1981, chapters 1 and 4). The wait is a matrix exponential of
/// as many dimensions as the servers have configurations (`BusyGenerator`). Other laws are replaced
/// by phases with the same mean and variance and nearly the same shape, which is approximate.
///
/// Errors: relative 1e-8 for laws of phase type. O(servers · n³) with n the configurations of the
/// servers times the phases of the arrivals, at most about a tenth of a second.
package struct PhaseTypeQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  package let interarrival: Distribution
  package let service: Distribution
  package let servers: Int
  package let serviceTime: Seconds
  package let method: Method
  /// The law of the wait.
  let wait: MatrixExponentialTail

  /// What is known of the fits.
  ///
  /// - Parameter interarrival: Of arrivals that are close to regular few phases know little.
  static func fitMethod(_ interarrival: Distribution) -> Method {
    let errorClass = interarrival.squaredVariation < 1.0 / 16 ? 0.12 : 0.03
    return .approximate(
      "fitted phases; response percentiles \(Method.within(errorClass)) of simulation",
      within: errorClass)
  }

  /// The phases that a fit may have, most first: of the service and of the times between arrivals.
  private static let budgets = [
    (8, 6), (6, 6), (5, 6), (5, 5), (4, 4), (3, 4), (3, 3), (2, 5), (2, 3), (2, 2),
  ]

  /// The queue in its steady state.
  ///
  /// - Precondition: laws valid, `servers` at least one.
  /// - Throws: `QueueRefusal` at saturation, when a law without variance has no phases, or when
  ///   phases and servers have too many configurations, or their rates are too far apart.
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
    let utilization = load.value / Double(servers)
    guard service.squaredVariation.isFinite, interarrival.squaredVariation.isFinite else {
      throw .noPhases
    }
    var chosen: (arrivals: PhaseType, service: PhaseType, areExact: Bool)?
    var services: [Int: (law: PhaseType, isExact: Bool)?] = [:]
    var arrivals: [Int: (law: PhaseType, isExact: Bool)?] = [:]
    for (servicePhases, arrivalPhases) in Self.budgets {
      // Fits take some milliseconds each: none twice, and none that would cost too much.
      if services[servicePhases] == nil {
        services[servicePhases] = .some(
          PhaseType.representing(service, phases: servicePhases, for: .service))
      }
      if arrivals[arrivalPhases] == nil {
        arrivals[arrivalPhases] = .some(
          PhaseType.representing(interarrival, phases: arrivalPhases, for: .arrivals))
      }
      guard case .some(.some(let served)) = services[servicePhases],
        case .some(.some(let arriving)) = arrivals[arrivalPhases]
      else { continue }
      let cost = PhaseTypeCost.total(
        arrivals: arriving.law.phases, service: served.law.phases, servers: servers,
        utilization: utilization)
      if cost <= PhaseTypeCost.limit {
        chosen = (arriving.law, served.law, arriving.isExact && served.isExact)
        break
      }
    }
    guard let phases = chosen else { throw .tooManyConfigurations }
    arrivalRate = rate
    self.interarrival = interarrival
    self.service = service
    self.servers = servers
    serviceTime = service.mean
    method = phases.areExact ? .exact : Self.fitMethod(interarrival)
    wait =
      try PhaseTypeSolution(
        arrivals: phases.arrivals, service: phases.service, servers: servers,
        utilization: utilization
      ).wait
  }

  package var delayProbability: Double { wait.positive }
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
  /// The iteration for the law of the wait has not come to rest: rates too far apart.
  case unsettled
  /// A law varies more than any case that the approximations were measured on.
  case tooVaried(variation: Double, limit: Double)
  /// The load is too close to one, or the law too heavy, for the points of the lattice.
  case tooManyPoints
}
