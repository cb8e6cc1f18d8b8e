package import Quantities
import RealModule

/// Upper bounds on the tail of a path's response time, from its moment generating function alone.
///
/// `P(T > t) <= E[e^(sT)] · e^(-st)` for every `s > 0` below the rate at which the slowest stage
/// decays: Chernoff, "A measure of asymptotic efficiency for tests of a hypothesis based on the sum of
/// observations", Ann. Math. Stat. 23 (1952), Theorem 1. Of independent stages the expectation is a
/// product, so that the stages need neither be expanded into ways nor inverted: a tail that lies far
/// below a level is known to, in a tenth of the time. Of a single exponential time the bound on the
/// tail at `t` is `e · t/m · e^(-t/m)`, three to eight times what it bounds.
///
/// Tried are a few values of s, so that the bound is not always the least of its kind.
package struct TailBound: Sendable {
  private let stages: [PathStage]
  /// The rate at which the slowest stage decays, beyond which there is no expectation.
  private let decayRate: Double

  /// Parts of the decay rate at which the expectation is taken, the likeliest first.
  private static let parts = [0.75, 0.5, 0.9, 0.25]

  /// Bounds on the time that stages take one after another.
  ///
  /// - Precondition: As `ResponsePath`.
  package init(_ stages: [PathStage]) {
    self.stages = stages
    decayRate = 1 / Self.slowest(stages)
  }

  /// A bound on P(response > t), from 0 to 1, and 1 where nothing better is known.
  package func tail(beyond time: Seconds) -> Double {
    Self.parts.reduce(1) { min($0, bound(time, at: $1)) }
  }

  /// Whether P(response > t) is known to be at most a level; false says nothing.
  package func isTail(beyond time: Seconds, atMost level: Double) -> Bool {
    // A billionth for the rounding of the expectation.
    Self.parts.contains { bound(time, at: $0) <= level * (1 - 1e-9) }
  }

  private func bound(_ time: Seconds, at part: Double) -> Double {
    // Constant times alone have every expectation: one that tells them from a time a tenth longer.
    let rate = decayRate.isFinite ? decayRate * part : 100 * part / max(time.value, 1e-9)
    let bound = Self.expectation(stages, rate) * .exp(-rate * time.value)
    return bound.isNaN ? 1 : bound
  }

  /// `E[e^(sT)]` of stages one after another.
  private static func expectation(_ stages: [PathStage], _ s: Double) -> Double {
    stages.reduce(1) { $0 * expectation($1, s) }
  }

  private static func expectation(_ stage: PathStage, _ s: Double) -> Double {
    switch stage {
    case .constant(let time): return .exp(s * time.value)
    case .exponential(let mean): return 1 / (1 - s * mean.value)
    case .erlang(let mean, let phases):
      return .pow(1 - s * mean.value / Double(phases), -phases)
    case .queue(let queue):
      let service = 1 / (1 - s * queue.serviceTime.value)
      guard queue.delayProbability > 0 else { return service }
      let wait = s / queue.waitEndRate
      return service * (1 - (1 - queue.delayProbability) * wait) / (1 - wait)
    case .revisits(let queue, let visits):
      return expectation(.choice(RepeatedWaits.branches(queue, visits: visits)), s)
    case .sharing(let queue):
      let branches = queue.response.branches
      let total = branches.reduce(0) { $0 + $1.probability }
      return branches.reduce(0) { $0 + $1.probability / (1 - s * $1.mean) } / total
    case .choice(let branches):
      let total = branches.reduce(0) { $0 + $1.probability }
      return branches.reduce(max(0, 1 - total)) {
        $1.probability > 0 ? $0 + $1.probability * expectation($1.stages, s) : $0
      }
    case .repeated(let visits, let stages):
      let once = expectation(stages, s)
      let whole = visits.rounded(.down)
      return .pow(once, Int(whole)) * (1 + (visits - whole) * (once - 1))
    case .common(let common): return expectation(common.stages, s)
    }
  }

  /// The longest mean of an exponential time among stages; 0 without one.
  private static func slowest(_ stages: [PathStage]) -> Double {
    stages.reduce(0) { max($0, slowest($1)) }
  }

  private static func slowest(_ stage: PathStage) -> Double {
    switch stage {
    case .constant: 0
    case .exponential(let mean): mean.value
    case .erlang(let mean, let phases): mean.value / Double(phases)
    case .queue(let queue):
      max(queue.serviceTime.value, queue.delayProbability > 0 ? 1 / queue.waitEndRate : 0)
    case .revisits(let queue, let visits):
      slowest(.choice(RepeatedWaits.branches(queue, visits: visits)))
    case .sharing(let queue): queue.response.branches.reduce(0) { max($0, $1.mean) }
    case .choice(let branches):
      branches.reduce(0) { $1.probability > 0 ? max($0, slowest($1.stages)) : $0 }
    case .repeated(let visits, let stages): visits > 0 ? slowest(stages) : 0
    case .common(let common): slowest(common.stages)
    }
  }
}
