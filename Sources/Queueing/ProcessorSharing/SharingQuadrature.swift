import RealModule

/// A few nodes of the Gauss quadrature of the chain of `SharingChain`, with a unit demand: Lanczos'
/// method on the inverse of the chain's matrix, three vectors at a time.
///
/// Directions lose their orthogonality only where a node has settled, and so few steps end before. The
/// matrix is eliminated from both ends towards the middle: two recurrences that do not wait for each other.
struct SharingQuadrature {
  /// What the states are multiplied and divided by in solving `A x = b`, and the initial vector; a ratio
  /// couples a state to the next one on the way to the middle.
  private var inversePivots: [Double]
  private var ratios: [Double]
  private var start: [Double]

  /// The state at which the elimination ends.
  private var middle: Int { start.count / 2 }

  /// The chain whose states are `first...` others with these probabilities, which add up to one.
  init(first: Int, probabilities: [Double], load: Double, servers: Int) {
    let count = Double(servers)
    let last = probabilities.count - 1
    /// The pace of each of `others + 1` requests.
    func pace(_ others: Int) -> Double { min(1, count / Double(others + 1)) }
    func diagonal(_ index: Int) -> Double {
      let others = first + index
      let deaths = index == 0 ? 0 : Double(others) * pace(others)
      return (index == last ? 0 : load) + deaths + pace(others)
    }
    /// The square of the element beside the diagonal, between a state and the next one.
    func coupling(_ index: Int) -> Double {
      let more = first + index + 1
      return load * Double(more) * pace(more)
    }
    inversePivots = [Double](repeating: 0, count: last + 1)
    ratios = inversePivots
    start = inversePivots
    for index in 0...last {
      start[index] = (probabilities[index] * pace(first + index)).squareRoot()
    }
    let middle = middle
    var fromFirst = 0.0
    var fromLast = 0.0
    for low in 0..<middle {
      let pivot = diagonal(low) - fromFirst
      let square = coupling(low)
      inversePivots[low] = 1 / pivot
      ratios[low] = -square.squareRoot() / pivot
      fromFirst = square / pivot
      let high = last - low
      guard high > middle else { continue }
      let other = diagonal(high) - fromLast
      let otherSquare = coupling(high - 1)
      inversePivots[high] = 1 / other
      ratios[high] = -otherSquare.squareRoot() / other
      fromLast = otherSquare / other
    }
    inversePivots[middle] = 1 / (diagonal(middle) - fromFirst - fromLast)
  }

  /// At most `count` exponential branches that stand for the time to the end.
  func branches(_ count: Int) -> [ExponentialMixture.Branch] {
    let states = start.count
    var size = 0.0
    for value in start { size += value * value }
    let share = 1 / size.squareRoot()
    var matrix = JacobiMatrix(diagonal: [], offDiagonal: [])
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * states) { room in
      var current = Vector(rebasing: room[0..<states])
      var before = Vector(rebasing: room[states..<(2 * states)])
      let next = Vector(rebasing: room[(2 * states)...])
      for index in 0..<states {
        current[index] = start[index] * share
        before[index] = 0
      }
      var beta = 0.0
      for step in 0..<count {
        let alpha = solve(current, less: beta, before, into: next)
        matrix.diagonal.append(alpha)
        let length = Self.take(alpha, current, from: next).squareRoot()
        guard step + 1 < count, length > 1e-9 * matrix.diagonal[0] else { break }
        matrix.offDiagonal.append(length)
        beta = length
        swap(&before, &current)
        let share = 1 / length
        for index in 0..<states { current[index] = next[index] * share }
      }
    }
    return matrix.gaussQuadrature().filter { $0.node > 0 && $0.weight > 0 }.map { node in
      ExponentialMixture.Branch(probability: size * node.weight * node.node, mean: node.node)
    }
  }

  /// A number for each state, in memory that is not checked at every step.
  private typealias Vector = UnsafeMutableBufferPointer<Double>

  /// `x - α v` in the place of x, and the square of its length, in four sums that do not wait for each other.
  private static func take(_ alpha: Double, _ vector: Vector, from x: Vector) -> Double {
    var sums = SIMD4<Double>.zero
    let whole = x.count & ~3
    for index in stride(from: 0, to: whole, by: 4) {
      for lane in 0..<4 {
        let value = x[index + lane] - alpha * vector[index + lane]
        x[index + lane] = value
        sums[lane] += value * value
      }
    }
    var sum = sums.sum()
    for index in whole..<x.count {
      x[index] -= alpha * vector[index]
      sum += x[index] * x[index]
    }
    return sum
  }

  /// `x = A⁻¹ b - β v`, and its product with b.
  private func solve(
    _ right: Vector, less beta: Double, _ before: Vector, into x: Vector
  ) -> Double {
    inversePivots.withUnsafeBufferPointer { inversePivots in
      ratios.withUnsafeBufferPointer { ratios in
        Self.solve(right, less: beta, before, into: x, inversePivots, ratios)
      }
    }
  }

  private static func solve(
    _ right: Vector, less beta: Double, _ before: Vector, into x: Vector,
    _ inversePivots: UnsafeBufferPointer<Double>, _ ratios: UnsafeBufferPointer<Double>
  ) -> Double {
    let last = right.count - 1
    let middle = right.count / 2
    // An even number of states has one more before the middle than behind it.
    let lone = 2 * middle - last
    var low = 0.0
    var high = 0.0
    var lowRatio = 0.0
    var highRatio = 0.0
    if lone > 0 {
      low = right[0]
      lowRatio = ratios[0]
      x[0] = low
    }
    for step in lone..<middle {
      low = right[step] - lowRatio * low
      lowRatio = ratios[step]
      x[step] = low
      let place = last + lone - step
      high = right[place] - highRatio * high
      highRatio = ratios[place]
      x[place] = high
    }
    low = (right[middle] - lowRatio * low - highRatio * high) * inversePivots[middle]
    high = low
    x[middle] = low - beta * before[middle]
    var product = x[middle] * right[middle]
    var other = 0.0
    for step in stride(from: middle - 1, through: lone, by: -1) {
      low = x[step] * inversePivots[step] - ratios[step] * low
      let value = low - beta * before[step]
      x[step] = value
      product += value * right[step]
      let place = last + lone - step
      high = x[place] * inversePivots[place] - ratios[place] * high
      let more = high - beta * before[place]
      x[place] = more
      other += more * right[place]
    }
    if lone > 0 {
      low = x[0] * inversePivots[0] - ratios[0] * low
      x[0] = low - beta * before[0]
      product += x[0] * right[0]
    }
    return product + other
  }
}
