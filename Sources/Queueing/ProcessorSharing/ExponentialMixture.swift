import RealModule

/// A mixture of exponential times with positive weights: a completely monotone density.
struct ExponentialMixture: Hashable, Sendable {
  struct Branch: Hashable, Sendable {
    /// The weights add up to one.
    let probability: Double
    let mean: Double
  }

  let branches: [Branch]

  var mean: Double { branches.reduce(0) { $0 + $1.probability * $1.mean } }

  func law(_ t: Double) -> TailPoint {
    var tail = 0.0
    var density = 0.0
    for branch in branches {
      let part = branch.probability * .exp(-t / branch.mean)
      tail += part
      density += part / branch.mean
    }
    return TailPoint(tail: tail, density: density)
  }

  func percentile(_ p: Double) -> Double {
    TailRoot.solve(exceeding: 1 - p, guess: mean * -Double.log(onePlus: -p)) { law($0) }
  }
}
