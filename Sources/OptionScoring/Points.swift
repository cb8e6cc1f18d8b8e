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
    var shares: [Points] = []
    shares.reserveCapacity(weights.count)
    var lost: [Double] = []
    lost.reserveCapacity(weights.count)
    var left = whole.hundredths
    for weight in weights {
      let exact = (Double(whole.hundredths) * weight / total * 1e9).rounded() / 1e9
      let share = Int(exact.rounded(.down))
      shares.append(Points(hundredths: share))
      lost.append(((exact - Double(share)) * 1e9).rounded())
      left -= share
    }
    // Fewer are left than there are shares, each of which lost less than one.
    for _ in 0..<max(0, left) {
      var most = 0
      for index in lost.indices where lost[index] > lost[most] { most = index }
      shares[most] = Points(hundredths: shares[most].hundredths + 1)
      lost[most] = -1
    }
    return shares
  }
}
