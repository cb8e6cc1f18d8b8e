import CapacityPlanning
import Quantities
import RealModule
import TestSupport
import Testing

/// Cold starts against a simulation of environments that expire.
@Suite struct WarmPoolTests {
  struct Case: Sendable {
    let rate: Double
    let duration: Double
    let expiry: Double
  }

  static let cases = [
    Case(rate: 0.02, duration: 0.3, expiry: 60), Case(rate: 1, duration: 2, expiry: 60),
    Case(rate: 5, duration: 1, expiry: 20), Case(rate: 0.5, duration: 10, expiry: 30),
  ]

  /// The share of arrivals that find no warm environment: each takes the idle environment of the
  /// least number, and one that idles for longer than the expiry is gone.
  private static func simulate(_ load: Case, arrivals: Int, seed: UInt64) -> Double {
    var random = SplitMix64(seed: seed)
    var time = 0.0
    var freeAt: [Double] = []
    var cold = 0
    func exponential(_ mean: Double) -> Double {
      -mean * Double.log(random.uniform(1e-15...1))
    }
    for _ in 0..<arrivals {
      time += exponential(1 / load.rate)
      let ends = time + exponential(load.duration)
      if let place = freeAt.firstIndex(where: { $0 <= time }) {
        if time - freeAt[place] > load.expiry { cold += 1 }
        freeAt[place] = ends
      } else {
        cold += 1
        freeAt.append(ends)
      }
    }
    return Double(cold) / Double(arrivals)
  }

  @Test(arguments: cases) func itAgreesWithASimulation(_ load: Case) {
    let simulated = Self.simulate(load, arrivals: 60_000, seed: 7)
    let computed = WarmPool.coldStartProbability(
      rate: RequestsPerSecond(load.rate), duration: Seconds(load.duration),
      expiry: Seconds(load.expiry))
    // Four standard deviations of a share of 60,000, threefold for arrivals that go together.
    let noise = 12 * (simulated / 60_000).squareRoot()
    #expect(abs(computed - simulated) < noise, "\(computed) \(simulated)")
  }

  /// More busy environments share what is idle, so that the share of 10^8 is not below that of more.
  @Test(arguments: [1.0, 60, 900]) func theMoreAreBusyTheFewerStart(_ expiry: Double) {
    func share(_ busy: Double) -> Double {
      WarmPool.coldStartProbability(
        rate: RequestsPerSecond(busy / 600), duration: Seconds(600), expiry: Seconds(expiry))
    }
    let shares = [1, 10, 1e3, 1e5, 1e7, 1e8].map(share)
    for (less, more) in zip(shares, shares.dropFirst()) { #expect(more <= less * (1 + 1e-9)) }
    #expect(share(1e15) == share(1e8) && share(1e15) < 0.2)
  }

  @Test func oneSeldomCallerPaysAlways() {
    let never = WarmPool.coldStartProbability(rate: .zero, duration: Seconds(1), expiry: Seconds(1))
    #expect(never == 1)
    let seldom = WarmPool.coldStartProbability(
      rate: RequestsPerSecond(1e-6), duration: Seconds(0.1), expiry: Seconds(300))
    #expect(seldom > 0.999)
    let busy = WarmPool.coldStartProbability(
      rate: RequestsPerSecond(1000), duration: Seconds(0.1), expiry: Seconds(300))
    #expect(busy < 0.001)
  }
}
