import TestSupport
import Testing

@testable import TerminalUI

@Suite struct TextLayoutTests {
  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("  one\ttwo\n", 20, ["one two"]),
    ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]), ("ab abcdefg", 4, ["ab", "abcd", "efg"]),
    ("", 5, []), ("   ", 5, []), ("a", 0, []), ("日本 語", 4, ["日本", "語"]),
    ("one\u{3000}two\u{A0}three\u{2028}four", 9, ["one two", "three", "four"]),
  ])
  func wordsAreKeptWhereTheyFit(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(TextLayout.wrap(text, width: width) == lines)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("", 3, ""),
  ])
  func whatIsCutSaysSo(_ text: String, _ width: Int, _ cut: String) {
    #expect(TextLayout.truncate(text, width: width, ellipsis: "…") == cut)
  }

  @Test(arguments: [
    ("1234567", "1,234,567"), ("999", "999"), ("1000 ms", "1,000 ms"), ("0.12345", "0.12345"),
    ("1234.56789", "1,234.56789"), ("1000..20000..300000/s", "1,000..20,000..300,000/s"),
    ("10000 €, 20000 日", "10,000 €, 20,000 日"), ("", ""),
  ])
  func thousandsAreGrouped(_ text: String, _ grouped: String) {
    #expect(TextLayout.grouped(text) == grouped)
  }

  /// Text of ASCII alone takes a shorter way; letters that are no wider must break alike.
  @Test(arguments: Array(1...60) as [UInt64])
  func lettersBeyondASCIIBreakLikeOthers(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let letters = "aaaabcdefghij.,   "
    let text = String((0..<80).compactMap { _ in letters.randomElement(using: &random) })
    let accented = text.replacing("a", with: "é")
    for width in [1, 2, 5, 11, 40, 100] {
      #expect(
        TextLayout.wrap(text, width: width)
          == TextLayout.wrap(accented, width: width).map { $0.replacing("é", with: "a") })
      #expect(
        TextLayout.truncate(text, width: width, ellipsis: "~")
          == TextLayout.truncate(accented, width: width, ellipsis: "~").replacing("é", with: "a"))
      #expect(CellWidth.of(text) == CellWidth.of(accented))
      var plain = Frame(size: Size(columns: 60, rows: 1))
      var other = plain
      let end = plain.write(text, x: 3, y: 0, limit: width, style: .bold)
      #expect(end == other.write(accented, x: 3, y: 0, limit: width, style: .bold))
      #expect(plain.lines[0] == other.lines[0].replacing("é", with: "a"))
    }
  }
}
