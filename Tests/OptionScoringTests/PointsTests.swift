import OptionScoring
import TestSupport
import Testing

/// Points add up, whatever the weights.
@Suite struct PointsTests {
  @Test(arguments: Array(UInt64(1)...200)) func sharesAddUpToAHundred(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let weights = (0..<Int.random(in: 1...9, using: &random)).map { _ in
      Double(Int.random(in: 1...40, using: &random))
    }
    let shares = Points.split(by: weights)
    #expect(shares.reduce(.zero, +) == .whole)
    #expect(Points.split(by: weights.map { $0 * 7 }) == shares)
    #expect(Points.split(by: weights.map { $0 / 3 }) == shares)
    let total = weights.reduce(0, +)
    for (share, weight) in zip(shares, weights) {
      #expect(abs(share.value - 100 * weight / total) < 0.01)
    }
  }

  @Test func whatIsLeftGoesToTheFirstOfEqualWeights() {
    #expect(Points.split(by: [1, 1, 1]).map(\.hundredths) == [3334, 3333, 3333])
    #expect(Points.split(by: [0, 5]).map(\.hundredths) == [0, 10_000])
    #expect(Points.split(by: [0, 0]) == [.zero, .zero])
  }

  @Test(arguments: [(0.0, 0), (0.5, 1667), (1, 3333), (1.2, 3333), (-1, 0)])
  func aScoreEarnsItsShareAndNeverMore(_ score: Double, _ hundredths: Int) {
    #expect(Points(hundredths: 3333).earned(by: score).hundredths == hundredths)
  }
}
