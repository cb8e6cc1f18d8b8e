import Quantities
import TestSupport
import Testing
import Uncertainty

/// The law of a number with a range.
struct RangeLawTests {
  @Test(arguments: [
    (0.0, 2.0), (0.125, 6.0), (0.5, 10.0), (1.0, 1000.0),
  ])
  func quantilesByHand(_ share: Double, _ expected: Double) {
    // Below the median 10 - 8 (1 - √(2u)), above it 10 · 100^(1 - √(2(1 - u))).
    let estimate = Estimate(low: 2, likely: 10, high: 1000)
    #expect(abs(RangeLaw.value(of: estimate, at: share) - expected) < 1e-9 * expected)
  }

  @Test func theUpperHalfIsAFactorAndLinearFromZero() {
    let factor = Estimate(low: 1, likely: 1, high: 100)
    #expect(abs(RangeLaw.value(of: factor, at: 0.875) - 10) < 1e-9)
    let fromZero = Estimate(low: 0, likely: 0, high: 8)
    #expect(RangeLaw.value(of: fromZero, at: 0.875) == 4)
    #expect(RangeLaw.value(of: fromZero, at: 0.25) == 0)
  }

  @Test(arguments: 0..<40) func aWiderRangeMovesEachValueOutwards(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let likely = random.uniform(0...50)
    let low = likely * random.uniform(0...1)
    let high = likely + random.uniform(0...200)
    let narrow = Estimate(low: low, likely: likely, high: high)
    let wide = Estimate(
      low: low * random.uniform(0...1), likely: likely, high: high + random.uniform(0...100))
    var before = -1.0
    for step in 0...100 {
      let share = Double(step) / 100
      let value = RangeLaw.value(of: narrow, at: share)
      let wider = RangeLaw.value(of: wide, at: share)
      #expect(value >= before - 1e-12 && value >= low - 1e-9 && value <= high * (1 + 1e-9) + 1e-9)
      #expect(share <= 0.5 ? wider <= value + 1e-9 : wider >= value * (1 - 1e-9) - 1e-9)
      before = value
    }
  }
}
