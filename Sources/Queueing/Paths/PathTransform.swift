package import Quantities
import RealModule

/// The response time of a path by its transform alone, for those who ask whether a tail is small enough.
///
/// A `ResponsePath` expands the stages into ways and inverts each branch by itself, for tails and percentiles
/// to many digits. Here the transform is evaluated as the stages stand, what ways have in common once: a
/// tenth of the work, where all ways have the same constant times and not too many phases.
package struct PathTransform: Sendable {
  private let shift: Double
  private let program: TransformProgram
  /// The rate at which the slowest stage decays, beyond which there is no expectation.
  private let decayRate: Double

  /// Parts of the decay rate at which the expectation is taken, the likeliest first.
  private static let parts = [0.75, 0.5, 0.9, 0.25]

  /// The transform of the time that stages take one after another; nil where a constant time stands on
  /// some ways only.
  ///
  /// - Precondition: As `ResponsePath`.
  package init?(_ stages: [PathStage]) {
    guard let written = StageProgram(stages) else { return nil }
    shift = written.shift
    program = written.program
    decayRate = program.decayRate
  }

  /// Whether P(response > t) is at most a level; nil where there are too many phases for a contour.
  ///
  /// A bound shows it in most cases; otherwise a tail to a relative 1e-4, or to 1e-9 where that is not enough to
  /// tell.
  package func isTail(beyond time: Seconds, atMost level: Double) -> Bool? {
    if isTail(beyond: time, surelyAtMost: level) { return true }
    guard let coarse = tail(beyond: time, isCoarse: true) else { return nil }
    if (coarse - level).magnitude > 0.01 * level { return coarse <= level }
    return tail(beyond: time).map { $0 <= level }
  }

  /// P(response > t) by Talbot's contour; nil where there are too many phases for it.
  ///
  /// - Parameter isCoarse: Whether a relative error of 1e-4 will do.
  package func tail(beyond time: Seconds, isCoarse: Bool = false) -> Double? {
    let elapsed = time.value - shift
    if elapsed < 0 { return 1 }
    if decayRate == .infinity { return 0 }
    guard elapsed > 0,
      let contour = TalbotContour.forPoles(
        program.effectivePoles(at: elapsed), isCoarse: isCoarse)
    else { return nil }
    return min(1, max(0, contour.invert(program, at: elapsed, decayRate: decayRate).tail))
  }

  /// An upper bound on P(response > t), from 0 to 1, and 1 where nothing better is known.
  ///
  /// `P(T > t) <= E[e^(sT)] · e^(-st)` for every `s > 0` below the rate at which the slowest stage
  /// decays: Chernoff, "A measure of asymptotic efficiency for tests of a hypothesis based on the sum of
  /// observations", Ann. Math. Stat. 23 (1952), Theorem 1. Of a single exponential time the bound on the
  /// tail at `t` is `e · t/m · e^(-t/m)`, three to eight times what it bounds. Tried are a few values of s, so
  /// that the bound is not always the least of its kind.
  package func bound(beyond time: Seconds) -> Double {
    Self.parts.reduce(1) { min($0, bound(time, at: $1)) }
  }

  /// Whether the bound shows that P(response > t) is at most a level; false says nothing.
  package func isTail(beyond time: Seconds, surelyAtMost level: Double) -> Bool {
    // A billionth for the rounding of the expectation.
    Self.parts.contains { bound(time, at: $0) <= level * (1 - 1e-9) }
  }

  private func bound(_ time: Seconds, at part: Double) -> Double {
    let elapsed = time.value - shift
    // Constant times alone are over at once.
    guard decayRate.isFinite else { return elapsed >= 0 ? 0 : 1 }
    let rate = decayRate * part
    let expectation = program.withTransform(of: Double.self) { $0(-rate) }
    let bound = expectation * .exp(-rate * elapsed)
    return bound.isNaN ? 1 : bound
  }
}

extension TransformProgram {
  /// The distance of the nearest pole from zero; infinite for the law of time zero.
  fileprivate var decayRate: Double {
    var slowest = 0.0
    for step in instructions where step.code == .sojourn {
      slowest = max(slowest, step.first, step.second)
    }
    return 1 / slowest
  }

  /// How many poles matter at time `t`, as `SmoothLaw.effectivePoles(at:)`.
  fileprivate func effectivePoles(at t: Double) -> Double {
    var kept: [Double] = []
    var aside: [Double] = []
    var count = 0.0
    var most = 0.0
    for step in instructions {
      switch step.code {
      case .sojourn:
        let service = 1 / (1 + 0.01 * t / step.first)
        let delayed = step.second > 0 ? 1 - step.third / step.second : 0
        let delay = delayed > 0 ? delayed / (1 + 0.01 * t / step.second) : 0
        count += Double(step.power) * (service + delay)
      case .open:
        aside += [count, most]
        (count, most) = (0, 0)
      case .branch:
        most = max(most, count)
        count = 0
      case .close:
        let inner = most * Double(step.power)
        most = aside.removeLast()
        count = aside.removeLast() + inner
      case .begin:
        aside.append(count)
        count = 0
      case .end:
        count = aside.removeLast() + count * (Double(step.power) + (step.first > 0 ? 1 : 0))
      case .keep:
        kept.append(count)
        count = 0
      case .recall:
        count += kept[step.power]
      }
    }
    return count
  }
}
