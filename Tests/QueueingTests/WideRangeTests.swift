import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// What is tagged exact, from hardly any load to one part in a billion below saturation, against
/// formulas that the code does not use.
@Suite struct WideRangeTests {
  static let utilizations = [
    0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.85, 0.9, 0.95, 0.97, 0.99, 0.995, 0.999, 0.99999,
    1 - 1e-7, 1 - 1e-9,
  ]

  @Test(arguments: [1, 2, 3, 4, 8, 10, 16, 32, 100, 300])
  func constantServiceIsBetweenItsBounds(_ servers: Int) throws {
    for utilization in Self.utilizations {
      let rate = RequestsPerSecond(utilization * Double(servers) / 0.01)
      let queue = try DeterministicServiceQueue(
        arrivalRate: rate, serviceTime: Seconds(0.01), servers: servers)
      let markov = try MultiServerQueue(
        arrivalRate: rate, serviceTime: Seconds(0.01), servers: servers)
      let wait = queue.meanWait.value
      let exponential = markov.meanWait.value
      let place: Comment = "\(servers) servers at \(utilization)"
      // Half of it in heavy traffic, c/(c+1) of it in light traffic.
      #expect(wait >= 0.4999 * exponential && wait <= exponential * (1 + 1e-9), place)
      #expect(queue.delayProbability <= markov.delayProbability * (1 + 1e-9), place)
      #expect(queue.delayProbability >= 0.3 * markov.delayProbability, place)
      if utilization <= 0.01, exponential > 1e-290 {
        let count = Double(servers)
        expectClose(wait / exponential, count / (count + 1), 0.06)
      }
      // Köllerström 1974: in heavy traffic the wait is exponential with half of Erlang's mean.
      if utilization >= 0.99999 { expectClose(wait, exponential / 2, 1e-3) }
      var before = Seconds.zero
      for p in [0.1, 0.5, 0.9, 0.99, 0.999, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12] {
        let percentile = queue.waitPercentile(p)
        #expect(percentile >= before, place)
        before = percentile
        if percentile > .zero { expectClose(queue.waitTail(beyond: percentile), 1 - p, 1e-4) }
        #expect(
          queue.waitTail(beyond: Seconds(percentile.value + 1e-12))
            <= markov.waitTail(beyond: percentile) * (1 + 1e-6) + 1e-14 || p < 0.95, place)
      }
    }
  }

  @Test(arguments: utilizations) func oneConstantServerIsPollaczekKhinchine(_ load: Double) throws {
    let queue = try DeterministicServiceQueue(
      arrivalRate: RequestsPerSecond(load), serviceTime: Seconds(1), servers: 1)
    let slack = max(1 - load, 1e-300)
    expectClose(queue.meanWait.value, load / (2 * slack), 1e-9)
    expectClose(queue.delayProbability, load, 1e-10)
    // Erlang 1909: P(W ≤ t) = (1-ρ) e^(ρt) within the first service time.
    expectClose(queue.waitTail(beyond: Seconds(0.5)), 1 - slack * exp(load / 2), 1e-9)
  }

  /// The number in the system, seen every service time, by iteration of the chain itself.
  @Test(arguments: [(2, 0.01), (2, 0.3), (4, 0.01), (4, 0.6), (8, 0.05), (10, 0.2), (16, 0.8)])
  func constantServiceIsItsChain(_ servers: Int, _ utilization: Double) throws {
    let load = utilization * Double(servers)
    let states = 260
    var arrivals = [exp(-load)]
    for count in 1..<states { arrivals.append(arrivals[count - 1] * load / Double(count)) }
    var law = arrivals
    for _ in 0..<400 {
      var next = [Double](repeating: 0, count: states)
      for (number, mass) in law.enumerated() where mass > 0 {
        for count in 0..<(states - max(0, number - servers)) {
          next[max(0, number - servers) + count] += mass * arrivals[count]
        }
      }
      law = next
    }
    let waiting = law.enumerated().reduce(0) {
      $0 + Double(max(0, $1.offset - servers)) * $1.element
    }
    let queue = try DeterministicServiceQueue(
      arrivalRate: RequestsPerSecond(load), serviceTime: Seconds(1), servers: servers)
    expectClose(queue.queueLength, waiting, 1e-8)
    // Arrivals see the system at any time: who finds all servers busy waits, and c or more are there.
    expectClose(queue.delayProbability, law[servers...].reduce(0, +), 1e-8)
  }

  /// Two exponential branches have a wait of two exponential terms, from a quadratic equation.
  @Test(arguments: [0.01, 0.3, 0.7, 0.95, 0.999, 0.999999, 1 - 1e-9], [1.2, 3.0, 20.0])
  func branchesAreTwoExponentials(_ load: Double, _ variation: Double) throws {
    let queue = try GeneralServiceQueue(
      arrivalRate: RequestsPerSecond(load),
      service: .hyperexponential(mean: Seconds(1), variation: variation))
    let square = variation * variation
    let share = (1 + ((square - 1) / (square + 1)).squareRoot()) / 2
    let (fast, slow) = (1 / (2 * share), 1 / (2 * (1 - share)))
    // (1-ρ)(1-fr)(1-sr) - ρ(fr(1-sr) + sr(1-fr))/2 = 0
    let idle = 1 - load
    let a = fast * slow
    let b = idle * (fast + slow) + load * (fast + slow) / 2
    let great = (b + (b * b - 4 * a * idle).squareRoot()) / (2 * a)
    let small = idle / (a * great)
    func weight(_ rate: Double, _ other: Double) -> Double {
      // Residues of (1-ρ)(1-fr)(1-sr)/(a (r - small)(r - great)) at the poles.
      idle * (1 - fast * rate) * (1 - slow * rate) / (a * rate * (other - rate))
    }
    func tail(_ t: Double) -> Double {
      weight(small, great) * exp(-small * t) + weight(great, small) * exp(-great * t)
    }
    for p in [0.5, 0.9, 0.999, 1 - 1e-6, 1 - 1e-9, 1 - 1e-13] where load > 1 - p {
      let time = queue.waitPercentile(p).value
      expectClose(tail(time) / (1 - p), 1, 1e-6)
    }
  }

  static let laws: [Distribution] = [
    .exponential(mean: Seconds(1)), .erlang(mean: Seconds(1), phases: 2),
    .erlang(mean: Seconds(1), phases: 100), .gamma(mean: Seconds(1), variation: 1.4142),
    .gamma(mean: Seconds(1), variation: 0.2), .hyperexponential(mean: Seconds(1), variation: 4),
    .lognormal(mean: Seconds(1), variation: 0.5), .lognormal(mean: Seconds(1), variation: 2),
    .weibull(mean: Seconds(1), shape: 0.6), .weibull(mean: Seconds(1), shape: 2),
    .lomax(mean: Seconds(1), shape: 1.2), .lomax(mean: Seconds(1), shape: 2.5),
    .deterministic(Seconds(1)),
  ]

  @Test(arguments: laws, [0.001, 0.3, 0.9, 0.99, 0.999999, 1 - 1e-9])
  func percentilesRise(_ law: Distribution, _ load: Double) throws {
    let queue = try GeneralServiceQueue(arrivalRate: RequestsPerSecond(load), service: law)
    var wait = Seconds.zero
    var response = Seconds.zero
    for p in [0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1 - 1e-4, 1 - 1e-6, 1 - 1e-8]
    where p <= queue.greatestPercentile {
      let place: Comment = "\(law) at \(load), p = \(p)"
      let (w, r) = (queue.waitPercentile(p), queue.responsePercentile(p))
      #expect(w >= wait && r >= response && w <= r && r > .zero, place)
      #expect(r >= law.percentileBelow(p), place)
      if w > .zero, w.value.isFinite { expectClose(queue.waitTail(beyond: w) / (1 - p), 1, 1e-4) }
      (wait, response) = (w, r)
    }
    // Kingman 1961: close to saturation the wait is exponential.
    if load >= 0.999999, law.squaredVariation.isFinite, law.squaredVariation < 10, !law.isLomax {
      for p in [0.5, 0.99, 0.9999] {
        expectClose(
          queue.waitPercentile(p).value, -log(1 - p) * queue.meanWait.value, 1e-4)
      }
    }
  }

  @Test(arguments: [1.01, 1.05, 1.2, 1.5, 2.5]) func heavyTailsAreThoseOfTheResidual(
    _ shape: Double
  ) throws {
    // Embrechts and Veraverbeke 1982: P(W > t) is close to ρ/(1-ρ) times the residual tail.
    let queue = try GeneralServiceQueue(
      arrivalRate: RequestsPerSecond(0.5), service: .lomax(mean: Seconds(1), shape: shape))
    let p = 1 - 1e-7
    let time = queue.waitPercentile(p).value
    let expected = (shape - 1) * (pow(1e7, 1 / (shape - 1)) - 1)
    if shape < 1.03 {
      #expect(time == .infinity)
    } else {
      expectClose(log(time), log(expected), shape < 2 ? 1e-4 : 2e-2)
    }
  }

  @Test(arguments: [1.01, 1.1, 1.5], [0.3, 0.9]) func burstyArrivalsKeepTheirDigits(
    _ shape: Double, _ load: Double
  ) throws {
    let queue = try GeneralArrivalQueue(
      interarrival: .lomax(mean: Seconds(1 / load), shape: shape), serviceTime: Seconds(1),
      servers: 1)
    // P(wait) is σ, and the mean that of the exponential at rate μ(1-σ).
    expectClose(queue.delayProbability, queue.sigma, 1e-9)
    let rate = queue.delayProbability / queue.meanWait.value
    // 1 - A_e(rate) = 1 - ρ, with A_e integrated here.
    var sum = 0.0
    let scale = (shape - 1) / load
    var y = -700.0
    while y < 700 {
      let t = exp(y)
      sum += 0.01 * rate * t * exp(-rate * t) * pow(1 + t / scale, 1 - shape)
      y += 0.01
    }
    expectClose(sum, 1 - load, 1e-6)
  }

  @Test(arguments: [0.001, 0.01, 0.1, 0.5, 0.9, 0.95, 0.99])
  func latticeOfConstantServiceAgrees(_ utilization: Double) throws {
    for servers in [1, 2, 4, 8, 16] {
      let rate = RequestsPerSecond(utilization * Double(servers))
      let exact = try DeterministicServiceQueue(
        arrivalRate: rate, serviceTime: Seconds(1), servers: servers)
      guard
        let lattice = try? LatticeQueue(
          interarrival: .exponential(mean: Seconds(1 / rate.value)),
          service: .deterministic(Seconds(1)), servers: servers)
      else { continue }
      let error = (lattice.meanWait - exact.meanWait).value.magnitude
      #expect(error <= 3e-3 * exact.meanResponse.value, "\(servers) at \(utilization)")
    }
  }
}

extension Distribution {
  /// A time that the percentile of the law itself is above.
  fileprivate func percentileBelow(_ p: Double) -> Seconds {
    var (low, high) = (0.0, 1e300)
    for _ in 0..<60 {
      let middle = low > 0 ? low.squareRoot() * high.squareRoot() : 1e-30
      if tail(beyond: Seconds(middle)) > 1 - p { low = middle } else { high = middle }
      if high < low * (1 + 1e-6) || (low == 0 && high < 1e-29) { break }
    }
    return Seconds(low * (1 - 1e-6))
  }

  fileprivate var isLomax: Bool { if case .lomax = self { true } else { false } }
}
