import RealModule

/// A Markov chain on levels between which it moves one at a time, homogeneous from some level on.
struct QuasiBirthDeath {
  /// Rates up, within and down between the homogeneous levels.
  let up: Matrix
  let within: Matrix
  let down: Matrix

  /// R, the matrix by which stationary probabilities fall from level to level.
  ///
  /// Latouche and Ramaswami, "A logarithmic reduction algorithm for quasi-birth-death processes", J.
  /// Applied Probability 30 (1993): each step squares, about `log₂(1/(1-ρ)) + 6` steps of O(n³).
  /// Nil when 64 steps do not get there, or what is solved is not a number.
  func rateMatrix() -> Matrix? {
    let size = up.rows
    let identity = Matrix.identity(size)
    let negative = -1 * within
    var higher = negative.solving(up)
    var lower = negative.solving(down)
    var first = lower
    var product = higher
    var isSettled = false
    for _ in 0..<64 {
      let mixed = identity + (-1 * (higher * lower + lower * higher))
      higher = mixed.solving(higher * higher)
      lower = mixed.solving(lower * lower)
      first = first + product * lower
      product = product * higher
      let missing = first.rowSums.reduce(0) { max($0, (1 - $1).magnitude) }
      let rest = product.rowSums.reduce(0) { max($0, $1) }
      isSettled = missing < 1e-9 || rest < 1e-12
      if missing < 1e-14 || rest < 1e-15 { break }
    }
    guard isSettled else { return nil }
    return (-1 * (within + up * first)).solvingFromRight(up)
  }
}
