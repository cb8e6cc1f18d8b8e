import Quantities
import RealModule

/// A few Erlang branches that stand for a law: their mixture has its mean and variance, and of all
/// with branch means on a geometric grid it is the closest to what matters of it.
///
/// What matters is, of a service time, its residual life: it is residual service that makes others
/// wait. (Matching three moments instead, of which the third of a heavy law lies in rare giants,
/// misses waits around the median by 15 %; compare Feldmann and Whitt, "Fitting mixtures of
/// exponentials to long-tail distributions", Performance Evaluation 31 (1998).) Of the time between
/// arrivals it is the transform, of which roots and probabilities of a queue are made. Branches of
/// several phases let the density begin at zero, as that of the lognormal law does: compare Thümmler,
/// Buchholz and Telek, "A novel approach for phase-type fitting with the EM algorithm", IEEE Trans.
/// Dependable and Secure Computing 3 (2006), whose hyper-Erlang laws these are.
struct ErlangMixtureFit {
  struct Branch: Hashable, Sendable {
    let probability: Double
    let mean: Double
    let phases: Int
  }

  /// What of the law is compared.
  enum Purpose {
    case service, arrivals
  }

  /// Probabilities add up to one.
  private(set) var branches: [Branch] = []

  /// The kinds of branches that are tried, by total number of phases.
  private static let shapes = [
    [1, 1], [1, 2], [1, 1, 1], [1, 1, 2], [1, 3], [2, 3], [1, 2, 2], [1, 2, 3],
  ]

  /// The best fit of at most so many phases; nil when none has the mean and variance of the law.
  init?(_ law: Distribution, phases: Int, purpose: Purpose) {
    let mean = law.mean.value
    let second = law.moment(2) / (mean * mean)
    guard second.isFinite else { return nil }
    let target = FitTarget(law, mean: mean, purpose: purpose)
    var least = Double.infinity
    for shape in Self.shapes where shape.reduce(0, +) <= phases {
      Self.candidates(shape, second: second, target) { candidate, distance in
        // More phases must be worth it.
        guard distance < 0.9 * least else { return }
        least = distance
        branches = candidate.map {
          Branch(probability: $0.probability, mean: $0.mean * mean, phases: $0.phases)
        }
      }
    }
    if purpose == .service {
      for series in ErlangSeries.all where series.size <= phases {
        guard let (mixture, distance) = series.best(second: second, target),
          distance < 0.9 * least
        else { continue }
        least = distance
        branches = mixture.map {
          Branch(probability: $0.probability, mean: $0.mean * mean, phases: $0.phases)
        }
      }
    }
    guard !branches.isEmpty else { return nil }
  }

  /// The best mixture of a shape that has mean one and the second moment.
  private static func candidates(
    _ shape: [Int], second: Double, _ target: FitTarget,
    _ consider: ([Branch], Double) -> Void
  ) {
    let grid = grid(second: second)
    if shape.count == 2 {
      pairs(shape, grid, second: second, target, consider)
    } else {
      triples(shape, grid, second: second, target, consider)
    }
  }

  /// Two branches: the mean of one decides that of the other.
  private static func pairs(
    _ shape: [Int], _ grid: [Double], second: Double, _ target: FitTarget,
    _ consider: ([Branch], Double) -> Void
  ) {
    for fixed in [0, 1] {
      for mean in grid {
        let (one, other) = (shape[fixed], shape[1 - fixed])
        for free in partners(of: mean, one, other, second: second) {
          let probability = (1 - free) / (mean - free)
          guard probability > 1e-6, probability < 1 - 1e-6 else { continue }
          let distance = target.distance(
            probability, target.row(mean: mean, phases: one), 1 - probability,
            target.row(mean: free, phases: other), 0, [])
          consider(
            [
              Branch(probability: probability, mean: mean, phases: one),
              Branch(probability: 1 - probability, mean: free, phases: other),
            ], distance)
        }
      }
    }
  }

  /// Three branches of means on the grid.
  private static func triples(
    _ shape: [Int], _ grid: [Double], second: Double, _ target: FitTarget,
    _ consider: ([Branch], Double) -> Void
  ) {
    let rows = shape.map { phases in grid.map { target.row(mean: $0, phases: phases) } }
    let squares = shape.map { phases in grid.map { $0 * $0 * (1 + 1 / Double(phases)) } }
    var least = Double.infinity
    var best: (places: (Int, Int, Int), weights: (Double, Double, Double))?
    for i in grid.indices {
      // Equal kinds of branches in one order only.
      for j in (shape[0] == shape[1] ? i + 1 : 0)..<max(grid.count, i + 1) {
        for k in (shape[1] == shape[2] ? j + 1 : 0)..<max(grid.count, j + 1) {
          let (m0, m1, m2) = (grid[i], grid[j], grid[k])
          let (s0, s1, s2) = (squares[0][i], squares[1][j], squares[2][k])
          // Cramer's rule.
          let all = m1 * s2 - m2 * s1 - (m0 * s2 - m2 * s0) + m0 * s1 - m1 * s0
          guard all.magnitude > 1e-9 else { continue }
          let first = (m1 * s2 - m2 * s1 - (s2 - m2 * second) + s1 - m1 * second) / all
          guard first > 1e-6, first < 1 else { continue }
          let middle = (s2 - m2 * second - (m0 * s2 - m2 * s0) + m0 * second - s0) / all
          let last = 1 - first - middle
          guard middle > 1e-6, last > 1e-6 else { continue }
          let distance = target.distance(
            first, rows[0][i], middle, rows[1][j], last, rows[2][k])
          if distance < least {
            least = distance
            best = ((i, j, k), (first, middle, last))
          }
        }
      }
    }
    guard let best else { return }
    consider(
      [
        Branch(probability: best.weights.0, mean: grid[best.places.0], phases: shape[0]),
        Branch(probability: best.weights.1, mean: grid[best.places.1], phases: shape[1]),
        Branch(probability: best.weights.2, mean: grid[best.places.2], phases: shape[2]),
      ], least)
  }

  /// Means relative to that of the law.
  private static func grid(second: Double) -> [Double] {
    let top = 20 * second
    var values = [0.12]
    while let last = values.last, last < top { values.append(last * 1.25) }
    return values
  }

  /// The means of the other branch with which mean one and the second moment come out: the roots of
  /// `(1-m) b x² + (a m² - M) x + M m - a m²` with `a`, `b` the second moments of the branches over
  /// the squares of their means.
  private static func partners(of m: Double, _ one: Int, _ other: Int, second: Double) -> [Double] {
    let a = 1 + 1 / Double(one)
    let b = 1 + 1 / Double(other)
    let square = (1 - m) * b
    let linear = a * m * m - second
    let rest = second * m - a * m * m
    guard square.magnitude > 1e-12 else { return [] }
    let discriminant = linear * linear - 4 * square * rest
    guard discriminant >= 0 else { return [] }
    let root = discriminant.squareRoot()
    return [(-linear + root) / (2 * square), (-linear - root) / (2 * square)].filter {
      $0 > 0.01 && ($0 - m).magnitude > 1e-6
    }
  }
}
