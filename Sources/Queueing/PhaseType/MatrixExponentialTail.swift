import RealModule

/// The law of a time with the tail `v e^(Tt) 1`.
///
/// The tail is followed on a grid whose steps double every 64 points, by squaring `e^(Th)`, which is
/// begun by uniformization (Jensen 1953) so that only positive terms are added; between the points
/// its logarithm is interpolated by cubics with the right slopes. Relative error about 1e-9.
struct MatrixExponentialTail: Hashable, Sendable {
  /// E[T], from `v (-T)⁻¹ 1`.
  let mean: Double
  private let firstStep: Double
  /// Logarithm of the tail and its slope at the points.
  private let logs: [Double]
  private let slopes: [Double]

  private static let block = 64

  /// The law of a vector and a generator; nil when the tail still bends after 60 doublings of the step,
  /// or is not a number.
  init?(start: [Double], generator: Matrix) {
    let size = generator.rows
    let ones = Matrix(rows: size, columns: 1, repeating: 1)
    let times = (-1 * generator).solving(ones).elements
    mean = zip(start, times).reduce(0) { $0 + $1.0 * $1.1 }
    var fastest = 0.0
    for index in 0..<size { fastest = max(fastest, -generator[index, index]) }
    let step = 0.1 / fastest
    firstStep = step
    let jumps = Matrix.identity(size) + (1 / fastest) * generator
    var term = Double.exp(-0.1) * Matrix.identity(size)
    var transition = term
    for order in 1...14 {
      term = (0.1 / Double(order)) * (term * jumps)
      transition = transition + term
    }
    let exits = generator.rowSums
    var state = start
    var logs: [Double] = []
    var slopes: [Double] = []
    func note() {
      let tail = state.reduce(0, +)
      var flow = 0.0
      for index in 0..<size { flow += state[index] * exits[index] }
      logs.append(.log(max(tail, 1e-300)))
      slopes.append(tail > 1e-300 ? flow / tail : slopes.last ?? -1)
    }
    note()
    var isStraight = false
    while !isStraight && logs.count < Self.block * 60 {
      let before = slopes[slopes.count - 1]
      for _ in 0..<Self.block {
        state = transition.applied(to: state)
        note()
      }
      let now = slopes[slopes.count - 1]
      isStraight = logs[logs.count - 1] < -60 || (now - before).magnitude <= 1e-10 * now.magnitude
      transition = transition * transition
    }
    guard isStraight, mean.isFinite, logs[0].isFinite else { return nil }
    self.logs = logs
    self.slopes = slopes
  }

  /// P(T > 0).
  var positive: Double { min(1, .exp(logs[0])) }

  func law(_ t: Double) -> TailPoint {
    // Blocks begin at `block · step · (2^k - 1)`.
    let scaled = t / (firstStep * Double(Self.block))
    let level = Int(Double.log2(1 + scaled))
    let width = firstStep * Double(1 << min(level, 60))
    let begin = firstStep * Double(Self.block) * Double((1 << min(level, 60)) - 1)
    let place = Double(level * Self.block) + max(0, (t - begin) / width)
    let left = Int(place)
    guard left + 1 < logs.count else {
      let last = logs.count - 1
      let log = logs[last] + slopes[last] * (t - end)
      return TailPoint(tail: .exp(log), density: -slopes[last] * .exp(log))
    }
    let x = place - Double(left)
    let rise = logs[left + 1] - logs[left]
    let first = slopes[left] * width
    let second = slopes[left + 1] * width
    let a = first + second - 2 * rise
    let b = 3 * rise - 2 * first - second
    let log = logs[left] + x * (first + x * (b + x * a))
    let slope = (first + x * (2 * b + 3 * x * a)) / width
    return TailPoint(tail: min(1, .exp(log)), density: max(0, -slope * .exp(log)))
  }

  /// The time of the last point.
  private var end: Double {
    let blocks = (logs.count - 1) / Self.block
    return firstStep * Double(Self.block) * (Double.exp2(Double(blocks)) - 1)
  }

  /// The percentile; zero when the time is zero for such a share.
  func percentile(_ p: Double) -> Double {
    guard positive > 1 - p else { return 0 }
    let guess = mean / positive * max(0.05, .log(max(positive / (1 - p), 1.01)))
    return TailRoot.solve(exceeding: 1 - p, guess: guess) { law($0) }
  }
}
