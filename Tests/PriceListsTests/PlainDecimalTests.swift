import PriceLists
import Testing

@Suite struct PlainDecimalTests {
  @Test(
    "prices as offer files spell them",
    arguments: [
      ("0.0450000000", "0.045"), ("0.0000002000", "0.0000002"), ("3.8000000000", "3.8"),
      ("112", "112"), ("0.0000000000", "0"), ("2.0E-7", "0.0000002"), ("1.5e3", "1500"),
      ("007", "7"), ("-", nil), ("", nil), ("1.", nil), (".5", nil), ("1e", nil), ("-1", nil),
      ("1,5", nil), ("NaN", nil), ("1e99", nil), ("1-2", nil),
    ] as [(String, String?)])
  func text(spelled: String, expected: String?) {
    #expect(PlainDecimal(spelled.utf8)?.text == expected)
  }
}
