import Quantities
import Testing

@Suite struct DecimalTextTests {
  @Test(arguments: [
    (0.0, 0, "0"), (1234.5, 0, "1,235"), (-1234.5, 1, "-1,234.5"), (0.005, 2, "0.01"),
    (999_999.999, 2, "1,000,000.00"), (-0.0001, 2, "0.00"), (12, 3, "12.000"),
  ])
  func fixedRoundsHalfAwayFromZero(_ value: Double, _ places: Int, _ expected: String) {
    #expect(DecimalText.fixed(value, places) == expected)
  }

  @Test(arguments: [
    (0.0123456, "0.0123"), (3.14159, "3.14"), (1200.0, "1,200"), (0.5, "0.5"), (0.0, "0"),
    (98_765.4, "98,765"),
  ])
  func significantDropsTrailingZeros(_ value: Double, _ expected: String) {
    #expect(DecimalText.significant(value) == expected)
  }

  @Test func beyondTheEnvelopeItSaysSo() {
    #expect(DecimalText.fixed(1e300) == ">9e18")
    #expect(DecimalText.fixed(-.infinity) == "<-9e18")
  }

  @Test(arguments: [
    0.1, 1.5, 250, 1e-5, 123_456_789, 1.25e-12, -3e-7, 1e16, 1.7e22, 1.7976931348623157e308,
    2.5e-308,
    -0.0,
  ])
  func exactReadsBackWithoutAnExponent(_ value: Double) {
    let text = DecimalText.exact(value)
    #expect(Double(text) == value)
    #expect(!text.contains("e"))
  }

  /// What is short is written from its digits: as the shortest text that reads back, as any other number.
  @Test(arguments: UInt64(0)..<10)
  func exactIsTheShortestText(_ batch: UInt64) {
    var random = SplitMix(seed: batch)
    for _ in 0..<2000 {
      let digits = Double(Int.random(in: 0...9_999_999_999_999_999, using: &random))
      let places = Int.random(in: 0...16, using: &random)
      var value = digits
      for _ in 0..<places { value /= 10 }
      for number in [value, -value, value.rounded(), Double(places) / 8] {
        let shortest = number.description
        guard !shortest.contains("e") else { continue }
        let expected = shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
        #expect(DecimalText.exact(number) == expected)
      }
    }
  }

  /// Digits, commas, point and sign against another way to write them.
  @Test(arguments: UInt64(0)..<10)
  func fixedHasItsDigits(_ batch: UInt64) {
    var random = SplitMix(seed: batch)
    for _ in 0..<500 {
      let places = Int.random(in: 0...9, using: &random)
      let digits = Int.random(in: -99_999_999...99_999_999, using: &random)
      var scale = 1.0
      for _ in 0..<places { scale *= 10 }
      let text = DecimalText.fixed(Double(digits) / scale, places)
      let parts = text.split(separator: ".")
      #expect(parts.count == (places == 0 ? 1 : 2))
      #expect(places == 0 || parts[1].count == places)
      #expect(Int(text.filter { $0 != "," && $0 != "." }) == digits)
      let groups = parts[0].drop { $0 == "-" }.split(separator: ",")
      #expect(groups.dropFirst().allSatisfy { $0.count == 3 })
      #expect((1...3).contains(groups[0].count))
      #expect(
        DecimalText.fixed(Double(digits) / scale, places, grouped: false)
          == text.filter { $0 != "," })
    }
  }
}
