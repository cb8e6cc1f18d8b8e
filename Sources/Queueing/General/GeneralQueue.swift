package import Quantities
import RealModule

/// Independent times of any laws between arrivals and of service, identical servers, first come
/// first served: GI/G/c, by the best method there is for the case.
///
/// - One server: Pollaczek-Khinchine for Poisson arrivals, else Lindley's equation on a lattice.
/// - Exponential service: the root of GI/M/c. Constant service: M/D/c, or GI/D/c on a lattice.
/// - Laws of phase type and not too many configurations: PH/PH/c by matrix methods.
/// - Service that varies less than exponential: the interpolation between GI/D/c and GI/M/c by its
///   squared coefficient of variation, in the percentiles of the wait (Tijms, Stochastic Models,
///   1994, eq. 4.2.14 and section 4.3.2); not when arrivals are close to regular.
/// - Service that varies more: fitted phases.
/// - Beyond: `HeavyTrafficQueue`.
///
/// The error class of an approximation names what it was not measured for (`MeasuredRange`). The
/// longest takes about a fifth of a second, for phases; the others a few milliseconds.
package struct GeneralQueue: WaitingLaws {
  /// The queue that answers.
  private let solved: any WaitingLaws
  package let method: Method

  /// The queue in its steady state.
  ///
  /// - Precondition: laws valid, `servers` at least one.
  /// - Throws: `QueueRefusal` at saturation, and when none of its methods is applicable.
  package init(interarrival: Distribution, service: Distribution, servers: Int)
    throws(QueueRefusal)
  {
    solved = try Self.solve(interarrival, service, servers)
    method = MeasuredRange.method(
      solved.method, interarrival: interarrival, service: service, servers: servers,
      utilization: solved.utilization)
  }

  package var arrivalRate: RequestsPerSecond { solved.arrivalRate }
  package var serviceTime: Seconds { solved.serviceTime }
  package var servers: Int { solved.servers }
  package var greatestPercentile: Double { solved.greatestPercentile }
  package var delayProbability: Double { solved.delayProbability }
  package var meanWait: Seconds { solved.meanWait }
  package func waitTail(beyond time: Seconds) -> Double { solved.waitTail(beyond: time) }
  package func waitPercentile(_ p: Double) -> Seconds { solved.waitPercentile(p) }
  package func responseTail(beyond time: Seconds) -> Double { solved.responseTail(beyond: time) }
  package func responsePercentile(_ p: Double) -> Seconds { solved.responsePercentile(p) }

  private static func solve(_ interarrival: Distribution, _ service: Distribution, _ servers: Int)
    throws(QueueRefusal) -> any WaitingLaws
  {
    do {
      if case .exponential = service {
        if case .exponential = interarrival {
          return try MultiServerQueue(
            arrivalRate: RequestsPerSecond(1 / interarrival.mean.value),
            serviceTime: service.mean, servers: servers)
        }
        return try GeneralArrivalQueue(
          interarrival: interarrival, serviceTime: service.mean, servers: servers)
      }
      if case .exponential(let gap) = interarrival {
        let rate = RequestsPerSecond(1 / gap.value)
        if servers == 1 { return try GeneralServiceQueue(arrivalRate: rate, service: service) }
        if case .deterministic(let time) = service {
          return try DeterministicServiceQueue(
            arrivalRate: rate, serviceTime: time, servers: servers)
        }
      }
    } catch { throw .saturation(error) }
    if case .deterministic = service {
      return try LatticeQueue(interarrival: interarrival, service: service, servers: servers)
    }
    if servers == 1,
      let queue = try? LatticeQueue(interarrival: interarrival, service: service)
    {
      return queue
    }
    // Laws of phases are exact at any variation; so are those above.
    if !(interarrival.isOfPhases && service.isOfPhases) {
      try MeasuredRange.check(interarrival, service)
    }
    let phases = try? PhaseTypeQueue(
      interarrival: interarrival, service: service, servers: servers)
    if let phases, phases.method == .exact || service.squaredVariation >= 1 { return phases }
    if service.squaredVariation < 1, interarrival.squaredVariation >= 1.0 / 16 {
      if let queue = try? InterpolatedQueue(
        interarrival: interarrival, service: service, servers: servers)
      {
        return queue
      }
    }
    if let phases, interarrival.squaredVariation >= 1.0 / 16 { return phases }
    try MeasuredRange.check(interarrival, service)
    return try HeavyTrafficQueue(
      interarrival: interarrival, service: service, servers: servers)
  }
}

extension Distribution {
  /// Whether the law is itself one of a few exponential phases.
  fileprivate var isOfPhases: Bool {
    switch self {
    case .exponential, .erlang, .hyperexponential: true
    default: false
    }
  }
}
