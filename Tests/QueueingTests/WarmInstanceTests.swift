import Foundation
import Quantities
import Queueing
import Testing

/// The cold share of a stack of instances against passage times by uniformization.
@Suite struct WarmInstanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let load: Double
    /// The timeout in mean gaps between requests.
    let gaps: Double
    var testDescription: String { "\(load) busy, kept \(gaps) gaps" }
  }

  /// Loads on both sides of the one from which low counts are left out.
  static let cases = [2.0, 90, 140, 260].flatMap { load in
    [0.05, 1, 8].map { Case(load: load, gaps: $0) }
  }

  /// `Σ_k p_k P(T_k > τ)` with the passage `T_k` from k to k+1 of M/M/∞ followed state by state from
  /// zero busy: the chain is uniformized at the rate `Λ = λ + kμ` and killed at k+1.
  private static func coldShare(_ load: Case) -> Double {
    let arrivals = load.load
    let timeout = load.gaps / arrivals
    var share = 0.0
    var weight = exp(-load.load)
    for count in 0...Int(load.load + 9 * load.load.squareRoot() + 14) {
      if count > 0 { weight *= load.load / Double(count) }
      guard weight > 1e-14 else { continue }
      let jumps = arrivals + Double(count)
      var state = [Double](repeating: 0, count: count + 1)
      state[count] = 1
      var survival = 0.0
      var chance = exp(-jumps * timeout)
      for step in 0...Int(jumps * timeout + 12 * (jumps * timeout).squareRoot() + 30) {
        if step > 0 { chance *= jumps * timeout / Double(step) }
        survival += chance * state.reduce(0, +)
        var next = [Double](repeating: 0, count: count + 1)
        for busy in 0...count {
          next[busy] += state[busy] * Double(count - busy) / jumps
          if busy > 0 { next[busy - 1] += state[busy] * Double(busy) / jumps }
          if busy < count { next[busy + 1] += state[busy] * arrivals / jumps }
        }
        state = next
      }
      share += weight * survival
    }
    return share
  }

  @Test(arguments: cases) func theStackIsExact(_ load: Case) {
    let computed = WarmInstances(
      arrivalRate: RequestsPerSecond(load.load), serviceTime: Seconds(1),
      idleTimeout: Seconds(load.gaps / load.load))
    let expected = Self.coldShare(load)
    #expect(
      abs(computed.coldShare - expected) < 1e-10 * expected + 1e-12,
      "\(computed.coldShare) \(expected)")
  }
}
