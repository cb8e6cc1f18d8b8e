import Quantities
import RealModule

/// Exponential branches that stand for a law which varies more than exponential.
///
/// Among all choices of branch means from a geometric grid with the mean and variance of the law,
/// the one whose residual life is closest to the law's: it is residual service that makes others
/// wait. (Matching three moments instead, of which the third of a heavy law lies in rare giants,
/// misses waits around the median by 15 %; compare Feldmann and Whitt, "Fitting mixtures of
/// exponentials to long-tail distributions", Performance Evaluation 31 (1998).)
struct HyperexponentialFit {
  /// Probabilities add up to one.
  let branches: [ExponentialMixture.Branch]

  /// The fit of two or three branches; nil without a variance above that of the exponential law.
  init?(_ law: Distribution, branches count: Int) {
    let mean = law.mean.value
    let second = law.moment(2) / (2 * mean * mean)
    guard second.isFinite, second > 1 + 1e-9 else { return nil }
    let target = ResidualTarget(law, mean: mean)
    let grid = Self.grid(second: second)
    var best: [ExponentialMixture.Branch] = []
    var least = Double.infinity
    func consider(_ candidate: [ExponentialMixture.Branch]) {
      let distance = target.distance(of: candidate)
      if distance < least {
        least = distance
        best = candidate
      }
    }
    // Two branches: the slow mean decides the other from both moments.
    for slow in grid where slow > second {
      let fast = (slow - second) / (slow - 1)
      let probability = (1 - fast) / (slow - fast)
      consider([
        .init(probability: 1 - probability, mean: fast),
        .init(probability: probability, mean: slow),
      ])
    }
    if count > 2 {
      for (index, slow) in grid.enumerated() {
        for (other, middle) in grid[..<index].enumerated() {
          for fast in grid[..<other] {
            let candidate = Self.weighted(fast, middle, slow, second: second)
            if let candidate { consider(candidate) }
          }
        }
      }
    }
    branches = best.map { .init(probability: $0.probability, mean: $0.mean * mean) }
  }

  /// Means relative to that of the law.
  private static func grid(second: Double) -> [Double] {
    let top = 40 * second
    var values = [0.12]
    while let last = values.last, last < top { values.append(last * 1.25) }
    return values
  }

  /// The probabilities of three branches with mean one and half second moment `second`; nil unless
  /// all are positive.
  private static func weighted(_ a: Double, _ b: Double, _ c: Double, second: Double)
    -> [ExponentialMixture.Branch]?
  {
    let first = (second - (b + c) + b * c) / ((a - b) * (a - c))
    let other = (second - (a + c) + a * c) / ((b - a) * (b - c))
    let last = 1 - first - other
    guard first > 0, other > 0, last > 0 else { return nil }
    return [
      .init(probability: first, mean: a), .init(probability: other, mean: b),
      .init(probability: last, mean: c),
    ]
  }
}

/// The tail of the residual life of a law at some times, in units of its mean.
private struct ResidualTarget {
  private var points: [(time: Double, tail: Double)] = []

  init(_ law: Distribution, mean: Double) {
    var time = 0.1
    while points.count < 40 {
      let tail = law.excess(beyond: time * mean) / mean
      points.append((time, tail))
      if tail < 0.003 { break }
      time *= 1.3
    }
  }

  func distance(of branches: [ExponentialMixture.Branch]) -> Double {
    var sum = 0.0
    for point in points {
      var tail = 0.0
      for branch in branches {
        tail += branch.probability * branch.mean * .exp(-point.time / branch.mean)
      }
      let error = (tail - point.tail) / (point.tail + 0.01)
      sum += error * error
    }
    return sum
  }
}
