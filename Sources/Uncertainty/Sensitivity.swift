/// How much of what an output varies by each input explains by itself.
///
/// The first-order index of variance (Sobol, "Sensitivity estimates for nonlinear mathematical
/// models", 1993) of the output's ranks: `S = Var E[rank | input] / Var rank`, from the means over
/// bins of the input (Plischke, "An effective algorithm for computing global sensitivity indices",
/// 2010). Ranks hold where a saturated output has no bound, and one extreme sample does not decide.
package struct Sensitivity: Sendable {
  private let ranks: [Double]
  private let total: Double
  private let mean: Double
  /// How many bins an input is cut into: 4 to 32, with 16 samples or more each where there are.
  package let bins: Int

  /// Ranks the output of all samples, where equal values share their mean rank; O(n log n).
  package init(_ output: [Double]) {
    let order = output.indices.sorted { (output[$0], $0) < (output[$1], $1) }
    var ranks = [Double](repeating: 0, count: output.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, output[order[end]] == output[order[first]] { end += 1 }
      for place in first..<end { ranks[order[place]] = Double(first + end - 1) / 2 }
      first = end
    }
    let mean = Double(max(0, output.count - 1)) / 2
    self.ranks = ranks
    self.mean = mean
    total = ranks.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    bins = Self.bins(samples: output.count)
  }

  /// The share of the variance, 0 to 1, that an input explains by itself; 0 where nothing varies.
  ///
  /// `(SSB - (B - 1) MSW) / SST` (omega squared, Hays 1963): what bins of noise would explain is
  /// taken off, so that an input without influence comes out at 0 and not at `B / n`. O(n).
  package func explained(by column: LatinHypercube.Column) -> Double {
    let count = ranks.count
    guard total > 0, count > bins else { return 0 }
    var sums = [Double](repeating: 0, count: bins)
    var sizes = [Double](repeating: 0, count: bins)
    for (sample, stratum) in column.strata.enumerated() {
      let bin = stratum * bins / count
      sums[bin] += ranks[sample]
      sizes[bin] += 1
    }
    var between = 0.0
    for bin in 0..<bins where sizes[bin] > 0 {
      let distance = sums[bin] / sizes[bin] - mean
      between += sizes[bin] * distance * distance
    }
    let within = max(0, total - between) / Double(count - bins)
    return min(1, max(0, (between - Double(bins - 1) * within) / total))
  }

  private static func bins(samples: Int) -> Int { max(4, min(32, samples / 16)) }

  /// The standard error of an index whose input has no influence: `√(2 (B - 1)) / n`, that of the
  /// between-bins share of pure noise.
  package static func noise(samples: Int) -> Double {
    (2 * Double(bins(samples: samples) - 1)).squareRoot() / Double(max(1, samples))
  }
}
