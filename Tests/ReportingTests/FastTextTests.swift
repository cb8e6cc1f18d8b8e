import TestSupport
import Testing

@testable import Reporting

/// What is done by bytes where a text is plain is what is done by characters for any text.
@Suite struct FastTextTests {
  @Test(arguments: UInt64(0)..<40)
  func plainLinesAreTheSameByBytes(_ batch: UInt64) {
    let signs = [
      "\\", "`", "*", "**", "**", "[", "](#", "]", "(", ")", "#", " ", "a", "b", "|", "&", "<", ">",
      "\"", "'", "é", "→", "≥", "–", "[a](#b)", "**c**", "`d`", "\u{A0}", "€", "λ",
    ]
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let line = Self.text(of: signs, seed: seed)[...]
      #expect(MarkdownLine.isPlain(line))
      #expect(
        MarkdownLine.html(line) == MarkdownPage.inlineByCharacters(line), "seed \(seed): \(line)")
    }
  }

  @Test(arguments: UInt64(0)..<10)
  func textOfASCIIIsEscapedTheSameByBytes(_ batch: UInt64) {
    let signs = (0x20...0x7E).map { String(UnicodeScalar(UInt8($0))) }
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let text = Self.text(of: signs, seed: seed)
      #expect(
        MarkdownText.escapedASCII(text) == MarkdownText.escapedByCharacters(text),
        "seed \(seed): \(text)")
    }
    for sign in signs {
      #expect(MarkdownText.escapedASCII(sign) == MarkdownText.escapedByCharacters(sign))
    }
  }

  @Test(arguments: UInt64(0)..<10)
  func commentsAreTheSameByBytes(_ batch: UInt64) {
    let signs = (0x00...0x7F).map { String(UnicodeScalar(UInt8($0))) } + [" ", "skip=", "é", "${"]
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let text = (0..<20).map { Self.text(of: signs, seed: seed * 20 + $0) }.joined()
      #expect(commentText(text) == commentTextByScalars(text), "seed \(seed): \(text)")
      let plain = text.filter(\.isASCII)
      #expect(commentText(plain) == commentTextByScalars(plain), "seed \(seed): \(plain)")
    }
  }

  /// Up to twenty of some signs; none at all, too.
  private static func text(of signs: [String], seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    return (0..<Int.random(in: 0...20, using: &random)).map { _ in
      signs[Int.random(in: 0..<signs.count, using: &random)]
    }.joined()
  }
}
