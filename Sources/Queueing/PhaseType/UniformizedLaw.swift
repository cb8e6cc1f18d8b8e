import RealModule

/// The law of a time that ends at one of the events of a Poisson process: how likely it outlasts
/// each number of them.
///
/// What a finite Markov chain with absorption gives when it is uniformized (Jensen 1953): all terms
/// of a tail are positive, so that it has no rounding problem.
struct UniformizedLaw: Hashable, Sendable {
  /// The rate of the Poisson process.
  let rate: Double
  /// P(the time outlasts j events) for j from 0; beyond, it falls by `ratio` each.
  let survival: [Double]
  let ratio: Double

  /// E[T].
  var mean: Double {
    let rest = (survival.last ?? 0) * ratio / (1 - ratio)
    return (survival.reduce(0, +) + rest) / rate
  }

  /// `Σ_j p(j; rate · t) P(outlasts j events)`, within 9 deviations of the mean of the number.
  func law(_ t: Double) -> TailPoint {
    let mean = rate * t
    guard mean > 0 else {
      return TailPoint(tail: outlasting(0), density: rate * (outlasting(0) - outlasting(1)))
    }
    let spread = 9 * mean.squareRoot() + 40
    let first = max(0, Int(mean - spread))
    var probability = Double.exp(PoissonProbability.log(count: first, mean: mean))
    var tail = 0.0
    var density = 0.0
    var here = outlasting(first)
    for number in first...Int(mean + spread) {
      let next = outlasting(number + 1)
      tail += probability * here
      density += probability * (here - next)
      here = next
      probability *= mean / Double(number + 1)
    }
    return TailPoint(tail: tail, density: rate * density)
  }

  private func outlasting(_ events: Int) -> Double {
    if events < survival.count { return survival[events] }
    return (survival.last ?? 0) * .pow(ratio, Double(events - survival.count + 1))
  }

  /// The percentile; zero when the time is zero for such a share.
  func percentile(_ p: Double) -> Double {
    guard survival[0] > 1 - p else { return 0 }
    let delayed = mean / survival[0]
    let guess = delayed * max(0.05, .log(max(survival[0] / (1 - p), 1.01)))
    return TailRoot.solve(exceeding: 1 - p, guess: guess) { law($0) }
  }
}
