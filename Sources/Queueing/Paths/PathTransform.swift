package import Quantities
import RealModule
import Synchronization

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
  private let found = Found()

  /// What only some ask for, once one of them did.
  private final class Found: Sendable {
    let expectations = Mutex<[(place: Double, value: Double)]?>(nil)
    /// The branches at the last choice, each with the stages before it, and their probabilities; none
    /// where they cannot stand by themselves.
    let branches = Mutex<[(probability: Double, transform: PathTransform)]?>(nil)
  }

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
    decayRate = program.decayRate
  }

  /// E[e^(zT)] of the time after the constant ones, at parts of the decay rate; none where that is infinite.
  private var expectations: [(place: Double, value: Double)] {
    found.expectations.withLock { known in
      if let known { return known }
      let expectations =
        decayRate == .infinity
        ? []
        : program.withTransform { (transform: (Double) -> Double) in
          Self.parts.map { ($0 * decayRate, transform(-$0 * decayRate)) }
        }
      known = expectations
      return expectations
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
    percentiles([p], tolerance: tolerance)[0]
  }

  /// The same for several shares: the search for one begins at where the one before was found, one step of
  /// Newton's method further.
  package func percentiles(_ shares: [Double], tolerance: Double = 1e-9) -> [Seconds] {
    var last: (time: Double, point: TailPoint)?
    return shares.map { p in
      precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
      let level = 1 - p
      if decayRate == .infinity || 1 - atom <= level * (1 + 1e-12) { return Seconds(shift) }
      let elapsed = TailRoot.solve(
        exceeding: level, guess: guess(level, after: last), tolerance: tolerance
      ) { time in
        let point = point(after: time, isCoarse: tolerance >= 1e-3)
        last = (time, point)
        return point
      }
      return Seconds(shift + elapsed)
    }
  }

  /// Where the tail may fall to a level: from a point nearby in the tail, else by the gamma law.
  private func guess(_ level: Double, after last: (time: Double, point: TailPoint)?) -> Double {
    if let last, last.point.tail > level, last.point.tail < 0.2, last.point.density > 0 {
      let time = last.time + last.point.tail * .log(last.point.tail / level) / last.point.density
      if time < 10 * last.time { return time }
    }
    return program.moments.gammaGuess(level: level)
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
    if let point = ofBranches(after: elapsed, isCoarse: isCoarse) { return point }
    return EulerSummation.invert(
      program, leastVariance: program.leastVariance, at: elapsed, isCoarse: isCoarse)
  }

  /// The sum of what the branches at the last choice come to; nil without a choice.
  ///
  /// Each by the method that suits it: one of many phases then does not slow down the others.
  private func ofBranches(after elapsed: Double, isCoarse: Bool) -> TailPoint? {
    let branches = branches
    guard !branches.isEmpty else { return nil }
    var (tail, density) = (0.0, 0.0)
    for (probability, transform) in branches where transform.decayRate < .infinity {
      let point = transform.point(after: elapsed, isCoarse: isCoarse)
      tail += probability * point.tail
      density += probability * point.density
    }
    return TailPoint(tail: tail, density: density)
  }

  private var branches: [(probability: Double, transform: PathTransform)] {
    found.branches.withLock { known in
      if let known { return known }
      let branches = Self.branches(of: stages)
      known = branches
      return branches
    }
  }

  private static func branches(
    of stages: [PathStage]
  ) -> [(probability: Double, transform: PathTransform)] {
    guard case .choice(let choices)? = stages.last else { return [] }
    var branches: [(probability: Double, transform: PathTransform)] = []
    var rest = 1.0
    for choice in choices where choice.probability > 0 {
      guard let transform = PathTransform(stages.dropLast() + choice.stages) else { return [] }
      branches.append((choice.probability, transform))
      rest -= choice.probability
    }
    if rest > 1e-12 {
      guard let transform = PathTransform(Array(stages.dropLast())) else { return [] }
      branches.append((rest, transform))
    }
    return branches
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
