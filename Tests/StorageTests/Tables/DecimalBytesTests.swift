import TestSupport
import Testing

@testable import Storage

@Suite struct DecimalBytesTests {
  /// The standard library is the oracle: every text must give the same bits.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func agreesWithTheStandardLibrary(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let limit = UInt64(1) << UInt64.random(in: 1...60, using: &generator)
      let whole = UInt64.random(in: 0...limit, using: &generator)
      let decimals = Int.random(in: 0...19, using: &generator)
      var text = String(whole)
      if decimals > 0 {
        text +=
          "."
          + (0..<decimals).map { _ in
            String(Int.random(in: 0...9, using: &generator))
          }.joined()
      }
      if Bool.random(using: &generator) { text = "-" + text }
      #expect(
        Array(text.utf8).withUnsafeBufferPointer(DecimalBytes.parse) == Double(text), "\(text)")
    }
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "1e3", "+1", "1.2.3", " 1", "1 ", "nan", "--1", "-.5",
  ])
  func refuses(_ text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer(DecimalBytes.parse) == nil)
  }
}
