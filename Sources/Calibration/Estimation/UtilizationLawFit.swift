package import Quantities

/// Service demands from utilization: `U c = Σ_r X_r D_r`, the utilization law, over several levels.
///
/// Weighted least squares with `D_r >= 0` and weights `1/X`, since the counted busy time of a fixed
/// measuring time has a variance in proportion to the load. With five or more levels, a background
/// load that no request causes (agents, the operating system) is fitted beside them where Akaike's
/// criterion, corrected for few points, finds that it is there. Intervals are those of Student's t.
/// Lazowska et al., Quantitative System Performance, 1984, section 3.3 (the law) and 12.3 (fitting).
package struct UtilizationLawFit: Hashable, Sendable {
  /// Why demands cannot be fitted.
  package enum Refusal: Error, Hashable, Sendable {
    /// Classes whose throughputs rise and fall together.
    case inseparable(classes: [String])
    /// Fewer levels than demands.
    case tooFewLevels(found: Int, needed: Int)
  }

  /// A level: the throughput of each class and the busy servers.
  package struct Level: Hashable, Sendable {
    package let rates: [Double]
    package let busy: Double

    package init(rates: [Double], busy: Double) {
      self.rates = rates
      self.busy = busy
    }
  }

  /// D of each class in seconds, with its 95 % interval.
  package let demands: [Estimate]
  /// Servers that are busy without any request; zero where none were found.
  package let background: Double
  /// The root mean square of the relative residuals of `U c`.
  package let relativeError: Double
  /// How the demands were obtained.
  package static let method = Method.approximate("least squares of the utilization law")

  /// The interval that a single level is given, since it has no scatter to judge by.
  package static let singleLevelMargin = 0.2

  /// Fits the demands.
  ///
  /// - Precondition: Rates not negative with a positive sum at every level, busy servers not negative.
  /// - Complexity: O(n k²) for n levels and k classes.
  package init(_ levels: [Level], classes: [String]) throws(Refusal) {
    let count = classes.count
    guard levels.count >= count, !levels.isEmpty else {
      throw .tooFewLevels(found: levels.count, needed: count)
    }
    let plain = try Self.fit(levels, columns: count, hasBackground: false, classes)
    var best = plain
    let totals = levels.map { $0.rates.reduce(0, +) }
    if levels.count >= count + 4, let least = totals.min(), let most = totals.max(),
      most >= 2 * least,
      let wide = try? Self.fit(levels, columns: count + 1, hasBackground: true, classes),
      wide.solution[count] > 0, wide.criterion < plain.criterion - 2
    {
      best = wide
    }
    background = best.solution.count > count ? best.solution[count] : 0
    let freedom = levels.count - best.solution.filter { $0 > 0 }.count
    let quantile = StudentQuantile.twoSided95(degreesOfFreedom: freedom)
    demands = (0..<count).map { index in
      let value = best.solution[index]
      let half = freedom >= 1 ? quantile * best.errors[index] : value * Self.singleLevelMargin
      return Estimate(low: max(0, value - half), likely: value, high: value + half)
    }
    let solution = best.solution
    let errors = levels.map { level -> Double in
      let fitted = Self.row(level, solution.count > count).enumerated()
        .reduce(0) { $0 + $1.element * solution[$1.offset] }
      return level.busy > 0 ? (fitted - level.busy) / level.busy : 0
    }
    relativeError = (errors.reduce(0) { $0 + $1 * $1 } / Double(levels.count)).squareRoot()
  }

  private static func row(_ level: Level, _ hasBackground: Bool) -> [Double] {
    hasBackground ? level.rates + [1] : level.rates
  }

  private struct Solution {
    let solution: [Double]
    let errors: [Double]
    /// Akaike's criterion, corrected.
    let criterion: Double
  }

  private static func fit(
    _ levels: [Level], columns: Int, hasBackground: Bool, _ classes: [String]
  ) throws(Refusal) -> Solution {
    var active = Array(0..<columns)
    var solution = [Double](repeating: 0, count: columns)
    var inverse: [[Double]] = []
    // Demands that come out negative are zero; leaving them out one by one is exact for the few
    // classes there are.
    while !active.isEmpty {
      var matrix = active.map { _ in [Double](repeating: 0, count: active.count) }
      var right = [Double](repeating: 0, count: active.count)
      for level in levels {
        let row = Self.row(level, hasBackground)
        let weight = 1 / max(level.rates.reduce(0, +), 1e-300)
        for (i, left) in active.enumerated() {
          right[i] += weight * row[left] * level.busy
          for (j, other) in active.enumerated() { matrix[i][j] += weight * row[left] * row[other] }
        }
      }
      guard isSeparable(matrix), let values = LinearSystem.solve(matrix, right) else {
        throw .inseparable(classes: classes)
      }
      if let worst = values.indices.min(by: { values[$0] < values[$1] }), values[worst] < 0 {
        active.remove(at: worst)
        continue
      }
      for (index, column) in active.enumerated() { solution[column] = values[index] }
      inverse = active.indices.map { index in
        let unit = active.indices.map { $0 == index ? 1.0 : 0 }
        return LinearSystem.solve(matrix, unit) ?? unit
      }
      break
    }
    var sum = 0.0
    for level in levels {
      let fitted = row(level, hasBackground).enumerated()
        .reduce(0) { $0 + $1.element * solution[$1.offset] }
      let residual = level.busy - fitted
      sum += residual * residual / max(level.rates.reduce(0, +), 1e-300)
    }
    let n = Double(levels.count)
    let p = Double(active.count)
    let variance = n > p ? sum / (n - p) : 0
    var errors = [Double](repeating: 0, count: columns)
    for (index, column) in active.enumerated() where inverse.count > index {
      errors[column] = (variance * max(0, inverse[index][index])).squareRoot()
    }
    let penalty = n > p + 2 ? 2 * (p + 1) * n / (n - p - 2) : .infinity
    let spread = max(sum / n, 1e-300)
    return Solution(
      solution: solution, errors: errors, criterion: n * Logarithm.natural(spread) + penalty)
  }

  /// Whether the columns differ enough: after scaling, no pivot of the elimination below 1e-4, about
  /// a hundredth of independent movement.
  private static func isSeparable(_ matrix: [[Double]]) -> Bool {
    var rows = matrix
    for index in rows.indices {
      guard matrix[index][index] > 0 else { return false }
    }
    let scales = matrix.indices.map { matrix[$0][$0].squareRoot() }
    for i in rows.indices { for j in rows.indices { rows[i][j] /= scales[i] * scales[j] } }
    for column in rows.indices {
      guard rows[column][column] > 1e-4 else { return false }
      for row in rows.indices where row > column {
        let factor = rows[row][column] / rows[column][column]
        for index in rows.indices { rows[row][index] -= factor * rows[column][index] }
      }
    }
    return true
  }
}
