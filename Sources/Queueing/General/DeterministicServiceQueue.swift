package import Quantities
import RealModule

/// Poisson arrivals, constant service time, identical servers, first come first served: M/D/c.
///
/// Exact. The number waiting, seen every service time, is a random walk with steps
/// `Poisson(λD) - c` kept from falling below zero (`ConstantServiceWalk`; Crommelin 1932). The wait
/// follows from it by positive terms only: Franx, "A simple solution for the M/D/c waiting time
/// distribution", Operations Research Letters 29 (2001), theorem 1, in its complement. Errors:
/// relative 1e-11 in means and in tails above 1e-15 of the probability of waiting, at any load below
/// the servers. A tail takes O(√c) steps, at light load O(c).
package struct DeterministicServiceQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  package let serviceTime: Seconds
  package let servers: Int
  package let meanWait: Seconds
  package let delayProbability: Double
  /// The number waiting.
  private let waiting: ConstantServiceWalk

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
    waiting = ConstantServiceWalk(load: load.value, servers: servers, slack: slack)
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.servers = servers
    meanWait = Seconds(waiting.mean / arrivalRate.value)
    delayProbability = min(
      1,
      Self.law(
        at: 0, rate: arrivalRate.value, service: serviceTime.value, servers: servers,
        waiting: waiting
      ).tail)
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
      waiting: waiting)
  }

  /// Franx: for `(k-1)D ≤ t < kD`,
  /// `P(W > t) = Σ_j p(j; λ(kD - t)) P(more than kc - 1 - j waiting)`, Poisson probabilities p.
  private static func law(
    at t: Double, rate: Double, service: Double, servers: Int, waiting: ConstantServiceWalk
  ) -> TailPoint {
    let periods = (t / service).rounded(.down) + 1
    guard periods * Double(servers) < 9e15 else { return TailPoint(tail: 0, density: 0) }
    let last = Int(periods) * servers - 1
    let mean = rate * max(0, periods * service - t)
    guard mean > 0 else {
      return TailPoint(tail: waiting.tail(last), density: rate * waiting.mass(last))
    }
    // Terms around the mean of the Poisson number, and around that of the number tilted by what
    // more waiting are worth; the rest is below 1e-17 of the sum.
    let tilted = mean * .exp(min(waiting.decay, 100))
    let first = max(0, Int(mean - 9 * mean.squareRoot() - 40))
    let end = Int(min(Double(last), tilted + 9 * tilted.squareRoot() + 40))
    var tail = 0.0
    var density = 0.0
    var number = min(first, last + 1)
    var probability = Double.exp(PoissonProbability.log(count: number, mean: mean))
    while number <= end {
      tail += probability * waiting.tail(last - number)
      density += probability * waiting.mass(last - number)
      number += 1
      probability *= mean / Double(number)
    }
    // Those who find all servers taken by arrivals of this very period.
    if end == last {
      while probability > 1e-18 * tail {
        tail += probability
        number += 1
        probability *= mean / Double(number)
      }
    }
    return TailPoint(tail: min(1, tail), density: rate * density)
  }
}
