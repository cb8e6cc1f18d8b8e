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
}
