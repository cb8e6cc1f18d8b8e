/// Points of a score in whole hundredths, so that the parts of a score add up to it exactly, and do
/// so as printed.
///
/// A binary fraction of 100 points could not promise that: two parts printed with two decimals
/// would now and then differ from their sum in the last digit.
package struct Points: Hashable, Comparable, AdditiveArithmetic, Sendable {
  package let hundredths: Int

  package init(hundredths: Int) {
    self.hundredths = hundredths
  }

  package static let zero = Points(hundredths: 0)

  /// What an option has that scores 1 in every criterion: 100 points.
  package static let whole = Points(hundredths: 10_000)

  /// The points as a number, the nearest to what is printed with two decimals.
  package var value: Double { Double(hundredths) / 100 }

  package static func < (left: Points, right: Points) -> Bool {
    left.hundredths < right.hundredths
  }

  package static func + (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths + right.hundredths)
  }

  package static func - (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths - right.hundredths)
  }

  /// The points that a score from 0 to 1 earns of these, rounded to a hundredth.
  package func earned(by score: Double) -> Points {
    Points(hundredths: Int((Double(hundredths) * min(max(score, 0), 1)).rounded()))
  }

  /// 100 points in shares that are in proportion to weights and add up to 100 exactly.
  ///
  /// By the largest remainder: every share is rounded down, and what is left goes, a hundredth each,
  /// to those that lost most; of equal losses to the earlier. Remainders are compared to nine
  /// decimals, so that the scale of the weights does not matter.
  ///
  /// - Parameter weights: None below 0; nothing is split where they add up to 0.
  package static func split(by weights: [Double]) -> [Points] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return weights.map { _ in .zero } }
    let exact = weights.map { (Double(whole.hundredths) * $0 / total * 1e9).rounded() / 1e9 }
    var shares = exact.map { Int($0.rounded(.down)) }
    var lost = exact.indices.map { ((exact[$0] - Double(shares[$0])) * 1e9).rounded() }
    // Fewer are left than there are shares, each of which lost less than one.
    for _ in 0..<max(0, whole.hundredths - shares.reduce(0, +)) {
      var most = 0
      for index in lost.indices where lost[index] > lost[most] { most = index }
      shares[most] += 1
      lost[most] = -1
    }
    return shares.map { Points(hundredths: $0) }
  }
}
