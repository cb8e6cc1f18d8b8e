package import Quantities
import RealModule

/// Poisson arrivals, any law of service, one server, first come first served: M/G/1.
///
/// Exact: Pollaczek and Khinchine. The mean wait is `λ E[S²]/(2(1-ρ))`; the wait is a geometric sum
/// of residual service times, with the transform `(1-ρ)/(1 - ρ B_e(s))` (Kleinrock, Queueing
/// Systems 1, 1975, eqs. 5.61, 5.105). Tails come from inverting it; where the law of the service
/// has jumps, by Crommelin's sum for constant service and on a lattice for others.
///
/// Means, delay probability and the closed forms are exact to rounding. Percentiles: to a relative 1e-8
/// at any load and any p where the service has phases or is gamma (the transform is inverted about its
/// dominant pole); for lognormal, Weibull and Lomax service to 1e-5, up to `greatestPercentile`; on the
/// lattice to 1e-4. A percentile takes 10 to 300 μs by inversion, some 10 ms on the lattice.
package struct GeneralServiceQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  /// The law of the service time.
  package let service: Distribution
  package let serviceTime: Seconds
  /// 1 - ρ.
  let idleShare: Double
  /// The same queue where service is constant.
  private let constant: DeterministicServiceQueue?
  /// η, the exponent at which tails of wait and response fall; zero where it is not known.
  private let decay: Double

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
    let utilization = (arrivalRate * mean).value
    decay = Self.decay(of: service, idleShare: idleShare, utilization: utilization)
  }

  /// Beyond it the inversion of a law without an exponential tail has too few digits.
  package var greatestPercentile: Double {
    constant != nil || decay > 0 ? 1 - 1e-15 : 1 - 1e-8
  }

  package var method: Method {
    service.isSmooth || constant != nil
      ? .exact
      : .approximate("convolution on a lattice, error about 0.01 %", within: 2e-4)
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
    return percentile(exceeding: 1 - p, guess: guess(p)) { waitLaw($0) }
  }

  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    if let constant { return constant.responsePercentile(p) }
    guard service.isSmooth else {
      return Seconds(latticePercentile(p) { $0.responsePercentile($1) })
    }
    let response = percentile(exceeding: 1 - p, guess: guess(p) + serviceTime.value) {
      responseLaw($0)
    }
    // Near saturation they differ by less than the digits that inversion has without a pole.
    return decay > 0 ? response : max(response, waitPercentile(p))
  }

  /// Infinite where the percentile is beyond what numbers can hold, as of a law close to one without a
  /// mean.
  private func percentile(
    exceeding level: Double, guess: Double, _ law: (Double) -> TailPoint
  ) -> Seconds {
    guard guess < 1e250 else { return Seconds(.infinity) }
    return Seconds(TailRoot.solve(exceeding: level, guess: guess, law: law))
  }

  /// Where the search for a percentile begins: an exponential wait of the right mean, where there
  /// is one.
  private func guess(_ p: Double) -> Double {
    let mean = meanWait.value.isFinite ? meanWait.value : serviceTime.value / idleShare
    let light = mean / utilization * max(0.05, .log(max(utilization / (1 - p), 1.01)))
    guard case .lomax(let time, let shape) = service else { return light }
    // Far out the wait has the tail of the residual service, ρ/(1-ρ) times (Embrechts and Veraverbeke
    // 1982).
    let ratio = utilization / (idleShare * (1 - p))
    let heavy = time.value * (shape - 1) * (.pow(max(ratio, 1), 1 / (shape - 1)) - 1)
    return max(light, heavy)
  }

  /// The root η of `ρ B_e(-η) = 1` left of the pole of the transform; zero for laws whose transform is
  /// not known there.
  private static func decay(
    of service: Distribution, idleShare: Double, utilization: Double
  ) -> Double {
    guard let pole = service.residualPole else { return 0 }
    var low = 0.0
    var high = pole
    // In heavy traffic it is close to this; halving from there keeps its digits.
    var guess = min(
      pole / 2, 2 * idleShare * service.mean.value / (utilization * service.moment(2)))
    for _ in 0..<200 {
      let value =
        idleShare + utilization * service.residualComplement(Complex(-guess)).real
      if value > 0 { low = guess } else { high = guess }
      if high - low <= 1e-15 * high { break }
      let middle = low > 0 && high > 4 * low ? (low * high).squareRoot() : (low + high) / 2
      guess = low > 0 ? (high < pole ? middle : min(2 * low, middle)) : high / 2
      if guess >= high || guess <= low { guess = (low + high) / 2 }
    }
    return low
  }
}

extension GeneralServiceQueue {
  /// The deviation of a service that varies little, of which inversion needs more terms.
  private var spread: Double {
    let square = service.squaredVariation
    return square < 0.1 ? serviceTime.value * square.squareRoot() : .infinity
  }

  /// Tail and density of the wait at a time above zero, from
  /// `∫ e^(-st) P(W > t) dt = ρ D/(s (1 - ρ + ρ D))` with `D = 1 - B_e(s)`.
  private func waitLaw(_ t: Double) -> TailPoint {
    invert(at: t) { s in
      let law = service.residualTransforms(s)
      let denominator = Complex(idleShare) + utilization * law.complement
      let tail = (utilization * law.complement) / (s * denominator)
      let density = ((idleShare * utilization) * law.residual) / denominator
      return (tail, density)
    }
  }

  /// Tail and density of the response at a time above zero, from
  /// `∫ e^(-st) P(T > t) dt = ((1-ρ) E[S] B_e + ρ D/s)/(1 - ρ + ρ D)`.
  private func responseLaw(_ t: Double) -> TailPoint {
    invert(at: t) { s in
      let law = service.residualTransforms(s)
      let denominator = Complex(idleShare) + utilization * law.complement
      let tail =
        ((idleShare * serviceTime.value) * law.residual + (utilization * law.complement) / s)
        / denominator
      return (tail, (idleShare * law.served) / denominator)
    }
  }

  /// Inverted about the dominant pole where that is known; else far out on a line with less rounding.
  private func invert(
    at t: Double, _ transforms: (Complex) -> (tail: Complex, density: Complex)
  ) -> TailPoint {
    let point = EulerInversion.invert(at: t, tilt: decay, spread: spread, transforms)
    guard decay == 0, point.tail < 1e-5 else { return point }
    return EulerInversion.invert(
      at: t, spread: spread, exponent: EulerInversion.farExponent, transforms)
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
