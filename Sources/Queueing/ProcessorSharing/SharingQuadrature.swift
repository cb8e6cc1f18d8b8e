import RealModule

/// A few nodes of the Gauss quadrature of the chain of `SharingChain`, with a unit demand: Lanczos'
/// method on the inverse of the chain's matrix, three vectors at a time.
///
/// Directions lose their orthogonality only where a node has settled, and so few steps end before.
struct SharingQuadrature {
  /// What the states are multiplied and divided by in solving `A x = b`, and the initial vector.
  private var inversePivots: [Double]
  private var ratios: [Double]
  private var start: [Double]

  /// The chain whose states are `first...` others with these probabilities, which add up to one.
  init(first: Int, probabilities: [Double], load: Double, servers: Int) {
    let count = Double(servers)
    let states = probabilities.count
    inversePivots = [Double](repeating: 0, count: states)
    ratios = [Double](repeating: 0, count: states)
    start = [Double](repeating: 0, count: states)
    /// The pace of each of `others + 1` requests.
    func pace(_ others: Int) -> Double { min(1, count / Double(others + 1)) }
    var correction = 0.0
    for index in 0..<states {
      let others = first + index
      let isLast = index == states - 1
      let deaths = index == 0 ? 0 : Double(others) * pace(others)
      let pivot = (isLast ? 0 : load) + deaths + pace(others) - correction
      inversePivots[index] = 1 / pivot
      if !isLast {
        let coupling = load * Double(others + 1) * pace(others + 1)
        ratios[index] = -coupling.squareRoot() / pivot
        correction = coupling / pivot
      }
      start[index] = (probabilities[index] * pace(others)).squareRoot()
    }
  }

  /// At most `count` exponential branches that stand for the time to the end.
  func branches(_ count: Int) -> [ExponentialMixture.Branch] {
    let states = start.count
    let size = start.reduce(0) { $0 + $1 * $1 }
    let norm = size.squareRoot()
    var current = start.map { $0 / norm }
    var before = [Double](repeating: 0, count: states)
    var next = current
    var matrix = JacobiMatrix(diagonal: [], offDiagonal: [])
    var beta = 0.0
    for step in 0..<count {
      let alpha = solve(current, less: beta, before, into: &next)
      matrix.diagonal.append(alpha)
      var square = 0.0
      for index in 0..<states {
        next[index] -= alpha * current[index]
        square += next[index] * next[index]
      }
      let length = square.squareRoot()
      guard step + 1 < count, length > 1e-9 * matrix.diagonal[0] else { break }
      matrix.offDiagonal.append(length)
      beta = length
      swap(&before, &current)
      for index in 0..<states { current[index] = next[index] / length }
    }
    return matrix.gaussQuadrature().filter { $0.node > 0 && $0.weight > 0 }.map { node in
      ExponentialMixture.Branch(probability: size * node.weight * node.node, mean: node.node)
    }
  }

  /// `x = A⁻¹ b - β v`, and its product with b.
  private func solve(
    _ right: [Double], less beta: Double, _ before: [Double], into x: inout [Double]
  ) -> Double {
    let last = right.count - 1
    var carried = 0.0
    for index in 0...last {
      carried = right[index] - (index == 0 ? 0 : ratios[index - 1] * carried)
      x[index] = carried
    }
    var product = 0.0
    carried = 0
    for index in stride(from: last, through: 0, by: -1) {
      carried = x[index] * inversePivots[index] - ratios[index] * carried
      let value = carried - beta * before[index]
      x[index] = value
      product += value * right[index]
    }
    return product
  }
}
