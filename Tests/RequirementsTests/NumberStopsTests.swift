import Quantities
import Requirements
import Testing

/// The values that a number may be moved to.
@Suite struct NumberStopsTests {
  private static func kind(
    _ unit: AnswerUnit, _ least: Double, _ greatest: Double, isInteger: Bool = false
  ) -> NumberKind {
    NumberKind(unit: unit, least: least, greatest: greatest, isInteger: isInteger)
  }

  @Test func twoDigitsUpward() {
    let stops = NumberStops(
      Self.kind(.count, 1, 3000, isInteger: true), fallback: nil, from: 950, .above)
    #expect(Array(stops.values.prefix(7)) == [960, 970, 980, 990, 1000, 1100, 1200])
    #expect(stops.values.last == 3000)
  }

  @Test func wholeNumbersDownToTheLeast() {
    let stops = NumberStops(
      Self.kind(.count, 1, 3000, isInteger: true), fallback: nil, from: 12, .below)
    #expect(stops.values == [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  }

  @Test func whatMayBeNothingEndsThere() {
    let stops = NumberStops(
      Self.kind(.seconds, 0, 1e7), fallback: Estimate(low: 0, likely: 1, high: 60), from: 0.02,
      .below)
    #expect(stops.values.last == 0)
    #expect(stops.values.first == 0.019)
    #expect(stops.values.count == 11)
  }

  @Test func fromNothingItBeginsSmall() {
    let stops = NumberStops(Self.kind(.perSecond, 0, 1e3), fallback: Estimate(0), from: 0, .above)
    #expect(stops.values.first == 0.01)
    #expect(stops.values.last == 1000)
  }

  @Test func aPromiseMovesByWhatIsMissing() {
    let kind = Self.kind(.fraction, 0, 0.99999)
    let fallback = Estimate(low: 0.99, likely: 0.99, high: 0.999)
    let up = NumberStops(kind, fallback: fallback, from: 0.999, .above).values
    #expect(up.first == 0.99901)
    #expect(up.contains(0.9999))
    #expect(up.last == 0.99999)
    let down = NumberStops(kind, fallback: fallback, from: 0.999, .below).values
    #expect(down.first == 0.9989)
    #expect(down.contains(0.99))
    #expect(down.last == 0)
  }

  @Test func aFactorIsAsFarEverywhere() {
    let scale = AnswerScale(
      Self.kind(.count, 1, 1e10), fallback: Estimate(low: 10, likely: 100, high: 1000))
    #expect(abs(scale.distance(from: 10, to: 1000) - 1) < 1e-12)
    #expect(abs(scale.distance(from: 1e6, to: 1e8) - 1) < 1e-12)
    #expect(scale.distance(from: 5, to: 5) == 0)
  }
}
