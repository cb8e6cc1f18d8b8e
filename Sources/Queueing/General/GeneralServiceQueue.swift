package import Quantities
import RealModule

/// Poisson arrivals, any law of service, one server, first come first served: M/G/1.
///
/// Exact: Pollaczek and Khinchine. The mean wait is `λ E[S²]/(2(1-ρ))`; the wait is a geometric sum
/// of residual service times, with the transform `(1-ρ)/(1 - ρ B_e(s))` (Kleinrock, Queueing
/// Systems 1, 1975, eqs. 5.61, 5.105). Tails come from inverting it; where the law of the service
/// has jumps, by Crommelin's sum for constant service and on a lattice for others.
///
/// Means, delay probability and the closed forms are exact to rounding; tails and percentiles to a
/// relative 1e-8, on the lattice 1e-4. A percentile takes 10 to 300 μs by inversion, some 10 ms on
/// the lattice.
package struct GeneralServiceQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  /// The law of the service time.
  package let service: Distribution
  package let serviceTime: Seconds
  /// 1 - ρ.
  let idleShare: Double
  /// The same queue where service is constant.
  private let constant: DeterministicServiceQueue?

  package var servers: Int { 1 }

  /// The queue in its steady state.
  ///
  /// - Precondition: `arrivalRate` finite and positive, `service` valid.
  /// - Throws: `Saturation` when the load is not below one.
  package init(arrivalRate: RequestsPerSecond, service: Distribution) throws(Saturation) {
    precondition(arrivalRate.value > 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(service.isValid, "service")
    let mean = service.mean
    idleShare = 1.addingProduct(-arrivalRate.value, mean.value)
    guard idleShare > 0 else {
      throw Saturation(offeredLoad: arrivalRate * mean, servers: 1)
    }
    self.arrivalRate = arrivalRate
    self.service = service
    serviceTime = mean
    if case .deterministic = service {
      constant = try DeterministicServiceQueue(
        arrivalRate: arrivalRate, serviceTime: mean, servers: 1)
    } else {
      constant = nil
    }
  }

  package var method: Method {
    service.isSmooth || constant != nil
      ? .exact : .approximate("convolution on a lattice, error about 0.01 %")
  }

  package var delayProbability: Double { utilization }

  package var meanWait: Seconds {
    Seconds(arrivalRate.value * service.moment(2) / (2 * idleShare))
  }

  package func waitTail(beyond time: Seconds) -> Double {
    if let constant { return constant.waitTail(beyond: time) }
    guard time > .zero else { return utilization }
    if service.isSmooth { return waitLaw(time.value).tail }
    return lattice(horizon: 2 * time.value).waitTail(time.value)
  }

  package func responseTail(beyond time: Seconds) -> Double {
    if let constant { return constant.responseTail(beyond: time) }
    guard time > .zero else { return 1 }
    if service.isSmooth { return responseLaw(time.value).tail }
    return lattice(horizon: 2 * time.value).responseTail(time.value)
  }

  package func waitPercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    if let constant { return constant.waitPercentile(p) }
    guard utilization > 1 - p else { return .zero }
    guard service.isSmooth else {
      return Seconds(latticePercentile(p) { $0.waitPercentile($1) })
    }
    return Seconds(TailRoot.solve(exceeding: 1 - p, guess: guess(p)) { waitLaw($0) })
  }

  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    if let constant { return constant.responsePercentile(p) }
    guard service.isSmooth else {
      return Seconds(latticePercentile(p) { $0.responsePercentile($1) })
    }
    return Seconds(
      TailRoot.solve(exceeding: 1 - p, guess: guess(p) + serviceTime.value) { responseLaw($0) })
  }

  /// Where the search for a percentile begins: an exponential wait of the right mean, where there
  /// is one.
  private func guess(_ p: Double) -> Double {
    let mean = meanWait.value.isFinite ? meanWait.value : serviceTime.value / idleShare
    return mean / utilization * max(0.05, .log(max(utilization / (1 - p), 1.01)))
  }
}

extension GeneralServiceQueue {
  /// Tail and density of the wait at a time above zero, from
  /// `∫ e^(-st) P(W > t) dt = ρ (1 - B_e)/(s (1 - ρ B_e))`.
  private func waitLaw(_ t: Double) -> TailPoint {
    EulerInversion.invert(at: t) { s in
      let residual = residualTransform(s)
      let denominator = residual.onePlus(times: -utilization)
      let tail = (utilization * (Complex.one - residual)) / (s * denominator)
      let density = (idleShare * utilization * residual) / denominator
      return (tail, density)
    }
  }

  /// Tail and density of the response at a time above zero.
  private func responseLaw(_ t: Double) -> TailPoint {
    EulerInversion.invert(at: t) { s in
      let served = service.transform(s)
      let residual = (Complex.one - served) / (serviceTime.value * s)
      let response = (idleShare * served) / residual.onePlus(times: -utilization)
      return ((Complex.one - response) / s, response)
    }
  }

  /// `B_e(s) = (1 - B(s))/(s E[S])`, of the residual service time.
  private func residualTransform(_ s: Complex) -> Complex {
    (Complex.one - service.transform(s)) / (serviceTime.value * s)
  }

  private func lattice(horizon: Double) -> CompoundGeometricLattice {
    CompoundGeometricLattice(service: service, load: utilization, horizon: horizon)
  }

  /// A percentile on lattices that reach further and further, until it lies well inside.
  private func latticePercentile(
    _ p: Double, _ percentile: (CompoundGeometricLattice, Double) -> Double?
  ) -> Double {
    var horizon = 8 * max(guess(p), serviceTime.value)
    for _ in 0..<60 {
      if let time = percentile(lattice(horizon: horizon), p) { return time }
      horizon *= 4
    }
    return horizon
  }
}
