import RealModule

/// Mixtures of several Erlang branches of equally many phases, whose means grow by one factor.
///
/// With the means given, what is compared is linear in the probabilities: those that come closest, and
/// have the mean and the second moment of the law, solve one linear system (Lagrange multipliers).
/// First mean and factor are searched; a mixture with a probability that is not positive is left
/// out. Compare Feldmann and Whitt, "Fitting mixtures of exponentials to long-tail distributions",
/// Performance Evaluation 31 (1998), who spread the means over the decades of a tail by hand.
struct ErlangSeries: Hashable, Sendable {
  let branches: Int
  /// Phases of each branch.
  let phases: Int

  /// All phases together.
  var size: Int { branches * phases }

  /// What is tried where triples of branches are not close enough, by total number of phases: of
  /// laws that vary much, whose density falls from the start, and of those that begin at zero.
  static let all = [
    ErlangSeries(branches: 4, phases: 1), ErlangSeries(branches: 6, phases: 1),
    ErlangSeries(branches: 4, phases: 2),
  ]

  /// The best mixture with mean one and this second moment, and its distance; nil when there is none.
  ///
  /// - Complexity: 270 systems of `branches + 3` equations.
  func best(second: Double, _ target: FitTarget) -> (mixture: [ErlangMixtureFit.Branch], Double)? {
    var least = Double.infinity
    var best: [ErlangMixtureFit.Branch]?
    let shape = 1 + 1 / Double(phases)
    for place in 0..<15 {
      let first = 0.12 * Double.pow(1.15, place)
      for step in 0..<18 {
        let factor = 1.2 * Double.pow(1.12, step)
        let means = (0..<branches).map { first * Double.pow(factor, $0) }
        let rows = means.map { target.row(mean: $0, phases: phases) }
        let moments = [
          (means.map { _ in 1.0 }, 1.0), (means, 1.0), (means.map { $0 * $0 * shape }, second),
        ]
        guard let weights = target.closest(rows, constraints: moments),
          weights.allSatisfy({ $0 > 1e-7 })
        else { continue }
        let distance = target.distance(weights, rows)
        if distance < least {
          least = distance
          best = zip(weights, means).map {
            ErlangMixtureFit.Branch(probability: $0, mean: $1, phases: phases)
          }
        }
      }
    }
    return best.map { ($0, least) }
  }
}
