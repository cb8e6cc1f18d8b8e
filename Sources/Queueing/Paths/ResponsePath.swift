package import Quantities
import RealModule

/// The response time of a request that goes through stages one after another: the sum of their
/// independent times, its mean, tail and percentiles.
///
/// Adding the percentiles of the stages would be half as high again, an exponential law on the
/// total mean three quarters. Here the Laplace transforms of the stages are multiplied and inverted
/// numerically. Smooth parts of up to 26 phases near the scale of interest are accurate to a
/// relative 1e-9 in the tail (usually 1e-12), others to an absolute 1e-8; constant times are exact.
/// How: `TalbotContour` (Trefethen, Weideman and Schmelzer 2006, eq. 3.1), else `EulerSummation` (Abate
/// and Whitt 1995, eq. 5). A tail takes O(nodes · ways · stages), a
/// percentile some five of them: about ten microseconds for eight stations.
package struct ResponsePath: Hashable, Sendable {
  /// A way through the path, with what its inversion needs.
  private struct Component: Hashable, Sendable {
    let way: PathWay
    let program: TransformProgram
    let decayRate: Double
    let atom: Double
    let leastVariance: Double

    init(_ way: PathWay) {
      self.way = way
      program = TransformProgram(way.law)
      decayRate = way.law.decayRate
      atom = way.law.atom
      leastVariance = way.law.leastVariance
    }

    /// Tail and density at a positive time by the method that suits the number of poles that matter
    /// there: those much faster than the time of interest act as constants zero.
    func invert(at t: Double, isCoarse: Bool) -> TailPoint {
      let poles = way.law.effectivePoles(at: t)
      if let contour = TalbotContour.forPoles(poles, isCoarse: isCoarse) {
        return contour.invert(program, at: t, decayRate: decayRate)
      }
      return EulerSummation.invert(
        program, leastVariance: leastVariance, at: t, isCoarse: isCoarse)
    }

    /// The branches of a way that is nothing but a choice, each by itself: a branch of many phases
    /// then does not slow down the others, and tails that are added keep their relative accuracy.
    static func components(of way: PathWay) -> [Component] {
      guard way.law.sojourns.isEmpty, let choice = way.law.mixtures.first,
        way.law.mixtures.count == 1, choice.power == 1
      else { return [Component(way)] }
      return choice.branches.flatMap { branch in
        components(
          of: PathWay(
            probability: way.probability * branch.probability, shift: way.shift, law: branch.law))
      }
    }
  }

  /// E[T], exact.
  package let mean: Seconds
  /// Var T in seconds squared, exact.
  package let variance: Double
  /// How tails and percentiles are obtained; the mean is exact wherever those of the stages are.
  package let method: Method
  /// Sorted by shift.
  private let components: [Component]

  /// The path through the stages in order.
  ///
  /// - Precondition: times finite and not negative; probabilities of each choice not negative, with
  ///   a sum of at most one; phases at least one; visits from 0 to a million.
  /// - Throws: `PathRefusal` when choices between different constant times leave more than 1,024
  ///   combinations.
  package init(_ stages: [PathStage]) throws(PathRefusal) {
    let ways = try PathExpansion(stages).ways
    components = ways.flatMap(Component.components)
    let mean = ways.reduce(0) { $0 + $1.probability * ($1.shift + $1.law.mean) }
    self.mean = Seconds(mean)
    variance = ways.reduce(0) { sum, way in
      let distance = way.shift + way.law.mean - mean
      return sum + way.probability * (way.law.variance + distance * distance)
    }
    method = PathIndependence.method(of: stages)
  }

  /// P(response > t).
  ///
  /// - Parameter isCoarse: Whether a relative error of 1e-4 will do, at two thirds of the time.
  package func tail(beyond time: Seconds, isCoarse: Bool = false) -> Double {
    min(1, max(0, law(time.value, isCoarse: isCoarse).tail))
  }

  /// The least time that a share `p` of the requests, between 0 and 1, does not exceed.
  ///
  /// - Parameter tolerance: The last relative step of Newton's method, whose error is about its
  ///   square: 1e-3 for a value to five digits; from there on tails are coarse as well.
  package func percentile(_ p: Double, tolerance: Double = 1e-9) -> Seconds {
    var last: (time: Double, point: TailPoint)?
    return percentile(p, tolerance: tolerance, after: &last)
  }

  /// The same for several shares: the search for one begins at where the one before was found, one step of
  /// Newton's method further, where that was in the tail.
  package func percentiles(_ shares: [Double], tolerance: Double = 1e-9) -> [Seconds] {
    var last: (time: Double, point: TailPoint)?
    return shares.map { percentile($0, tolerance: tolerance, after: &last) }
  }

  /// - Parameter last: The last point that was looked at.
  private func percentile(
    _ p: Double, tolerance: Double, after last: inout (time: Double, point: TailPoint)?
  ) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    let level = 1 - p
    let isCoarse = tolerance >= 1e-3
    // The first constant time after which no more than the level is left; the percentile is there,
    // if the law jumps across the level, or between it and the one before.
    // A share of 0.1 may read 0.07 + 0.03, which is not 1 - 0.9 to the last digit.
    let jumpLevel = level * (1 + 1e-12)
    var below = -1
    var reached = components.count
    while reached - below > 1 {
      let middle = (below + reached) / 2
      if law(components[middle].way.shift, isCoarse: isCoarse).tail <= jumpLevel {
        reached = middle
      } else {
        below = middle
      }
    }
    var end = Double.infinity
    if reached < components.count {
      end = components[reached].way.shift
      if below < 0 || law(end, includingJump: false).tail > jumpLevel { return Seconds(end) }
    }
    let start = components[below].way.shift
    let time = TailRoot.solve(
      exceeding: level, from: start, to: end, guess: guess(level, after: last),
      tolerance: tolerance
    ) { time in
      let point = law(time, isCoarse: isCoarse)
      last = (time, point)
      return point
    }
    return Seconds(time)
  }

  /// Tail and density at `t` seconds; at a constant time `t` itself, the tail after or before the
  /// jump there.
  private func law(
    _ t: Double, includingJump: Bool = true, isCoarse: Bool = false
  ) -> TailPoint {
    var tail = 0.0
    var density = 0.0
    for component in components {
      let way = component.way
      let elapsed = t - way.shift
      if elapsed < 0 || (elapsed == 0 && !includingJump) {
        tail += way.probability
      } else if elapsed == 0 {
        tail += way.probability * (1 - component.atom)
      } else if !way.law.isNone {
        let point = component.invert(at: elapsed, isCoarse: isCoarse)
        tail += way.probability * point.tail
        density += way.probability * point.density
      }
    }
    return TailPoint(tail: tail, density: density)
  }

  /// A first guess of a percentile: from a point nearby in the tail, else by the gamma law.
  private func guess(_ level: Double, after last: (time: Double, point: TailPoint)?) -> Double {
    if let last, last.point.tail > level, last.point.tail < 0.2, last.point.density > 0 {
      let time = last.time + last.point.tail * .log(last.point.tail / level) / last.point.density
      if time < 10 * last.time { return time }
    }
    // After the first constant time.
    let start = components.first?.way.shift ?? 0
    let rest = TransformProgram.Moments(mean: mean.value - start, variance: variance)
    return start + rest.gammaGuess(level: level)
  }
}
