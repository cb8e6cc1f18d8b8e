package import Quantities
import RealModule

/// The response time of a path by its transform alone, for those who ask whether a tail is small enough, or for
/// a percentile of one sample among many.
///
/// A `ResponsePath` expands the stages into ways and inverts each branch by itself, for tails and percentiles
/// to many digits. Here the transform is evaluated as the stages stand, what ways have in common once: a
/// tenth of the work, where all ways have the same constant times.
package struct PathTransform: Sendable {
  private let stages: [PathStage]
  private let shift: Double
  private let program: TransformProgram
  /// The rate at which the slowest stage decays, beyond which there is no expectation.
  private let decayRate: Double
  /// E[e^(zT)] of the time after the constant ones, at parts of the decay rate.
  private let expectations: [(place: Double, value: Double)]

  /// Parts of the decay rate at which the expectation is taken.
  private static let parts = [0.1, 0.25, 0.5, 0.75, 0.9]

  /// The transform of the time that stages take one after another; nil where a constant time stands on
  /// some ways only.
  ///
  /// - Precondition: As `ResponsePath`.
  package init?(_ stages: [PathStage]) {
    guard let written = StageProgram(stages) else { return nil }
    self.stages = stages
    shift = written.shift
    let program = written.program
    self.program = program
    let decayRate = program.decayRate
    self.decayRate = decayRate
    // Constant times alone need none.
    expectations =
      decayRate == .infinity
      ? []
      : program.withTransform { (transform: (Double) -> Double) in
        Self.parts.map { ($0 * decayRate, transform(-$0 * decayRate)) }
      }
  }

  /// Whether P(response > t) is at most a level.
  ///
  /// A bound shows it in most cases; otherwise a tail to a relative 1e-4, or to an absolute 1e-8 where that is
  /// not enough to tell.
  package func isTail(beyond time: Seconds, atMost level: Double) -> Bool {
    if isTail(beyond: time, surelyAtMost: level) { return true }
    let coarse = tail(beyond: time, isCoarse: true)
    if (coarse - level).magnitude > 0.01 * level { return coarse <= level }
    return tail(beyond: time) <= level
  }

  /// P(response > t) to an absolute 1e-8.
  ///
  /// - Parameter isCoarse: Whether a relative error of 1e-4 will do.
  package func tail(beyond time: Seconds, isCoarse: Bool = false) -> Double {
    let elapsed = time.value - shift
    if elapsed < 0 { return 1 }
    if decayRate == .infinity { return 0 }
    if elapsed == 0 { return 1 - atom }
    return min(1, max(0, point(after: elapsed, isCoarse: isCoarse).tail))
  }

  /// The least time that a share `p` of the requests, between 0 and 1, does not exceed.
  ///
  /// - Parameter tolerance: As `ResponsePath.percentile`.
  package func percentile(_ p: Double, tolerance: Double = 1e-9) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    let level = 1 - p
    if decayRate == .infinity || 1 - atom <= level * (1 + 1e-12) { return Seconds(shift) }
    // The bound is some four times what it bounds.
    let guess = expectations.reduce(Double.infinity) { least, expectation in
      let time = Double.log(0.25 * expectation.value / level) / expectation.place
      return time > 0 ? min(least, time) : least
    }
    let elapsed = TailRoot.solve(
      exceeding: level, guess: guess.isFinite ? guess : 1 / decayRate, tolerance: tolerance
    ) { point(after: $0, isCoarse: tolerance >= 1e-3) }
    return Seconds(shift + elapsed)
  }

  /// P(T = 0) of the time after the constant ones: the transform far out.
  private var atom: Double {
    program.withTransform { (transform: (Double) -> Double) in transform(1e15 * decayRate) }
  }

  /// Tail and density at a positive time after the constant ones.
  private func point(after elapsed: Double, isCoarse: Bool) -> TailPoint {
    let poles = program.effectivePoles(at: elapsed)
    if let contour = TalbotContour.forPoles(poles, isCoarse: isCoarse) {
      return contour.invert(program, at: elapsed, decayRate: decayRate)
    }
    return ofBranches(after: elapsed, isCoarse: isCoarse)
      ?? EulerSummation.invert(program, leastVariance: program.leastVariance, at: elapsed)
  }

  /// The sum of what the branches at the last choice come to; nil without a choice.
  ///
  /// Each by the method that suits it: one of many phases then does not slow down the others.
  private func ofBranches(after elapsed: Double, isCoarse: Bool) -> TailPoint? {
    guard case .choice(let branches)? = stages.last else { return nil }
    var (tail, density, rest) = (0.0, 0.0, 1.0)
    func add(_ probability: Double, _ stages: [PathStage]) -> Bool {
      guard let own = PathTransform(stages) else { return false }
      if own.decayRate == .infinity { return true }
      let point = own.point(after: elapsed, isCoarse: isCoarse)
      tail += probability * point.tail
      density += probability * point.density
      return true
    }
    for branch in branches where branch.probability > 0 {
      guard add(branch.probability, stages.dropLast() + branch.stages) else { return nil }
      rest -= branch.probability
    }
    if rest > 1e-12 {
      guard add(rest, Array(stages.dropLast())) else { return nil }
    }
    return TailPoint(tail: tail, density: density)
  }

  /// An upper bound on P(response > t), from 0 to 1, and 1 where nothing better is known.
  ///
  /// `P(T > t) <= E[e^(sT)] · e^(-st)` for every `s > 0` below the rate at which the slowest stage
  /// decays: Chernoff, "A measure of asymptotic efficiency for tests of a hypothesis based on the sum of
  /// observations", Ann. Math. Stat. 23 (1952), Theorem 1. Of a single exponential time the bound on the
  /// tail at `t` is `e · t/m · e^(-t/m)`, three to eight times what it bounds. Tried are a few values of s, so
  /// that the bound is not always the least of its kind.
  package func bound(beyond time: Seconds) -> Double {
    let elapsed = time.value - shift
    // Constant times alone are over at once.
    guard decayRate.isFinite else { return elapsed >= 0 ? 0 : 1 }
    return expectations.reduce(1) { least, expectation in
      let bound = expectation.value * .exp(-expectation.place * elapsed)
      return bound.isNaN ? least : min(least, bound)
    }
  }

  /// Whether the bound shows that P(response > t) is at most a level; false says nothing.
  package func isTail(beyond time: Seconds, surelyAtMost level: Double) -> Bool {
    // A billionth for the rounding of the expectation.
    bound(beyond: time) <= level * (1 - 1e-9)
  }
}
