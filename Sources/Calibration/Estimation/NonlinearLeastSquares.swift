/// Levenberg-Marquardt with derivatives by forward differences, for the few parameters of a station.
///
/// Marquardt, "An algorithm for least-squares estimation of nonlinear parameters", SIAM J. Appl.
/// Math. 11, 1963. Parameters are expected on a scale where a step of 1e-6 is small, such as
/// logarithms. Finds a local minimum; the caller starts it from several places.
enum NonlinearLeastSquares {
  struct Minimum {
    let parameters: [Double]
    let residuals: [Double]
    let sumOfSquares: Double
  }

  /// The minimum that is reached from a start.
  ///
  /// - Complexity: At most `iterations · (p + 1)` evaluations of the residuals.
  static func minimum(
    from start: [Double], iterations: Int = 60, residuals: ([Double]) -> [Double]
  ) -> Minimum {
    var parameters = start
    var current = residuals(parameters)
    var sum = square(current)
    var damping = 1e-3
    for _ in 0..<iterations {
      let columns = parameters.indices.map { index -> [Double] in
        var moved = parameters
        moved[index] += 1e-6
        return zip(residuals(moved), current).map { ($0 - $1) / 1e-6 }
      }
      let gradient = columns.map { column in zip(column, current).reduce(0) { $0 + $1.0 * $1.1 } }
      var improved = false
      while damping < 1e9 {
        var matrix = columns.map { left in
          columns.map { right in zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        // A parameter that moves nothing, such as a delay near zero, must not stop the others.
        for index in matrix.indices {
          matrix[index][index] = (matrix[index][index] + 1e-12) * (1 + damping)
        }
        guard let step = LinearSystem.solve(matrix, gradient.map { -$0 }) else {
          damping *= 10
          continue
        }
        let tried = zip(parameters, step).map { $0 + max(-2, min(2, $1)) }
        let next = residuals(tried)
        let value = square(next)
        if value < sum {
          improved = sum - value > 1e-12 * sum
          (parameters, current, sum) = (tried, next, value)
          damping = max(1e-9, damping / 5)
          break
        }
        damping *= 4
      }
      if !improved { break }
    }
    return Minimum(parameters: parameters, residuals: current, sumOfSquares: sum)
  }

  private static func square(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }
  }
}

/// Small systems of linear equations.
enum LinearSystem {
  /// The solution by Gaussian elimination with pivoting by row; nil where the matrix is singular.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let count = rows.count
    for column in 0..<count {
      guard
        let pivot = (column..<count).max(by: {
          rows[$0][column].magnitude < rows[$1][column].magnitude
        }), rows[pivot][column].magnitude > 1e-300
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column {
        let factor = rows[row][column] / rows[column][column]
        if factor == 0 { continue }
        for index in column...count { rows[row][index] -= factor * rows[column][index] }
      }
    }
    let solution = (0..<count).map { rows[$0][count] / rows[$0][$0] }
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }
}
