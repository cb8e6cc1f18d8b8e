import RealModule

/// The tail `P(T > t)` and the density of a time `T`, at one `t`.
struct TailPoint {
  let tail: Double
  let density: Double
}

/// Percentiles of a law from its tail and density.
enum TailRoot {
  /// The `t` in `lower..<upper` at which the tail falls to `level`, to a relative 1e-10 or better by
  /// default.
  ///
  /// Newton's method, on the logarithm of the tail for the upper half of the law, where tails of
  /// sums of exponentials are concave and steps from the right never miss, and on that of the
  /// distribution function over log time for the lower half, where it is close to a power. Steps
  /// that leave the bracket or gain too little are replaced by halving it, so that plateaus
  /// between branches of different scale and noise in the last digits only cost time.
  ///
  /// - Parameters:
  ///   - level: The share of the law above the percentile; the tail is above it right after `lower`
  ///     and not above it at `upper`.
  ///   - lower: A time of at least zero, left of the root.
  ///   - upper: A time right of the root, infinite when none is known.
  ///   - guess: Where to begin.
  ///   - tolerance: The last relative step; what is left of the error is about its square.
  static func solve(
    exceeding level: Double, from lower: Double = 0, to upper: Double = .infinity,
    guess: Double, tolerance: Double = 1e-9, law: (Double) -> TailPoint
  ) -> Double {
    var left = lower
    var right = upper
    var time = guess > lower && guess < upper ? guess : between(lower, upper, lower)
    var distance = Double.infinity
    for _ in 0..<300 {
      let point = law(time)
      if point.tail > level { left = time } else { right = time }
      let step = newtonStep(point, level: level, elapsed: time - lower)
      let next = time + step
      // Without a right end a flat density would throw the search beyond all numbers.
      let reach = right.isFinite ? right : lower + 1000 * (time - lower)
      let gained = step.magnitude < 0.5 * distance
      if gained && next > lower && next >= left && next <= reach {
        if step.magnitude <= tolerance * time { return next }
        distance = step.magnitude
        time = next
      } else {
        distance = .infinity
        time = between(left, right, lower)
      }
      if right <= left * (1 + 1e-15) { return time }
    }
    return time
  }

  /// The correction to `elapsed` (time since `lower`) that Newton's method proposes; NaN where the
  /// law is flat.
  private static func newtonStep(_ point: TailPoint, level: Double, elapsed: Double) -> Double {
    if level <= 0.5 {
      return point.tail * .log(point.tail / level) / point.density
    }
    let share = 1 - point.tail
    let exponent = .log((1 - level) / share) * share / (point.density * elapsed)
    return elapsed * .expMinusOne(exponent)
  }

  /// A time inside the bracket: doubled from the left while there is no right end, halfway on the
  /// scale of magnitudes while the ends differ by orders of magnitude, else the middle.
  private static func between(_ left: Double, _ right: Double, _ origin: Double) -> Double {
    let near = left - origin
    let far = right - origin
    guard far.isFinite else { return origin + (near > 0 ? 2 * near : 1) }
    if near <= 0 { return origin + far / 16 }
    return far > 4 * near ? origin + (near * far).squareRoot() : (left + right) / 2
  }
}
