package import Quantities
import RealModule

/// Poisson arrivals, constant service time, identical servers, first come first served: M/D/c.
///
/// Exact. The number waiting, seen every service time, is a random walk with steps
/// `Poisson(λD) - c` kept from falling below zero, so Spitzer's identity gives its law (Crommelin
/// 1932). The wait follows from it by positive terms only: Franx, "A simple solution for the M/D/c
/// waiting time distribution", Operations Research Letters 29 (2001), theorem 1. Errors: 1e-12
/// absolute in probabilities, so that means and percentiles of a queue in which hardly anybody waits
/// are exact only as absolute numbers. Building takes O(n log n) with n about 40/(1-ρ), at least
/// 8c; a tail O(t c/D).
package struct DeterministicServiceQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  package let serviceTime: Seconds
  package let servers: Int
  package let meanWait: Seconds
  package let delayProbability: Double
  /// P(j waiting), and P(at most j waiting).
  private let waiting: [Double]
  private let cumulated: [Double]

  /// The most points of the transform; a load closer to one than about 1e-5 would need more.
  private static let mostPoints = 1 << 21

  /// The queue in its steady state.
  ///
  /// - Precondition: `arrivalRate` finite and positive, `serviceTime` finite and positive,
  ///   `servers` at least one.
  /// - Throws: `Saturation` when the load is not below the servers.
  package init(arrivalRate: RequestsPerSecond, serviceTime: Seconds, servers: Int)
    throws(Saturation)
  {
    precondition(arrivalRate.value > 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    precondition(servers >= 1, "servers")
    let load = arrivalRate * serviceTime
    let count = Double(servers)
    let slack = count.addingProduct(-arrivalRate.value, serviceTime.value)
    guard slack > 0 else { throw Saturation(offeredLoad: load, servers: servers) }
    var points = 1 << 9
    while points < Self.mostPoints && Double(points) < max(8 * count, 80 * count / slack) {
      points *= 2
    }
    let factor = WienerHopfFactor(count: points, drift: slack) { angle in
      let half = Double.sin(angle / 2)
      let exponent = Complex(
        real: -2 * load.value * half * half,
        imaginary: load.value * .sin(angle) - count * angle)
      return -1 * Complex.expMinusOne(exponent)
    }
    waiting = factor.masses
    var sum = 0.0
    cumulated = waiting.map { mass in
      sum += mass
      return min(1, sum)
    }
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.servers = servers
    meanWait = Seconds(factor.mean / arrivalRate.value)
    let free = Self.law(
      at: 0, rate: arrivalRate.value, service: serviceTime.value, servers: servers,
      waiting: waiting, cumulated: cumulated)
    delayProbability = min(1, max(0, free.tail))
  }

  package var method: Method { .exact }

  package func waitTail(beyond time: Seconds) -> Double { law(time.value).tail }

  package func responseTail(beyond time: Seconds) -> Double {
    time < serviceTime ? 1 : law((time - serviceTime).value).tail
  }

  package func waitPercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    guard delayProbability > 1 - p else { return .zero }
    let mean = meanWait.value / delayProbability
    let guess = mean * max(0.05, .log(max(delayProbability / (1 - p), 1.01)))
    return Seconds(TailRoot.solve(exceeding: 1 - p, guess: guess) { law($0) })
  }

  package func responsePercentile(_ p: Double) -> Seconds { waitPercentile(p) + serviceTime }

  /// Tail and density of the wait.
  private func law(_ t: Double) -> TailPoint {
    Self.law(
      at: t, rate: arrivalRate.value, service: serviceTime.value, servers: servers,
      waiting: waiting, cumulated: cumulated)
  }

  /// Franx: for `(k-1)D ≤ t < kD`,
  /// `P(W ≤ t) = Σ_j p(j; λ(kD - t)) P(at most kc - 1 - j waiting)`, Poisson probabilities p.
  private static func law(
    at t: Double, rate: Double, service: Double, servers: Int, waiting: [Double],
    cumulated: [Double]
  ) -> TailPoint {
    let periods = (t / service).rounded(.down) + 1
    let last = Int(min(periods * Double(servers), 1e9)) - 1
    let mean = rate * max(0, periods * service - t)
    // Terms around the mean of the Poisson number; the rest is below 1e-17.
    let spread = 9 * mean.squareRoot() + 40
    let first = max(0, Int(mean - spread))
    let end = min(last, Int(mean + spread))
    guard mean > 0 else {
      let place = min(last, cumulated.count - 1)
      return TailPoint(tail: 1 - cumulated[place], density: rate * waiting[place])
    }
    guard first <= end else { return TailPoint(tail: 1, density: 0) }
    var probability = Double.exp(PoissonProbability.log(count: first, mean: mean))
    var below = 0.0
    var density = 0.0
    for number in first...end {
      let place = last - number
      below += probability * (place < cumulated.count ? cumulated[place] : 1)
      density += probability * (place < waiting.count ? waiting[place] : 0)
      probability *= mean / Double(number + 1)
    }
    return TailPoint(tail: max(0, 1 - below), density: rate * density)
  }
}
