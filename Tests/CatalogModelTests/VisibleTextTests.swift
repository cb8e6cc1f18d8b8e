import CatalogModel
import TestSupport
import Testing

@Suite struct VisibleTextTests {
  static let cases: [(String, String)] = [
    ("plain text, tab\tand line\n", "plain text, tab\tand line\n"),
    ("é 日本 👩‍👩‍👧 e\u{301} \\u", "é 日本 👩‍👩‍👧 e\u{301} \\u"),
    ("evil\u{1B}]0;pwned\u{7}", "evil\\u001b]0;pwned\\u0007"),
    ("over\rwritten", "over\\u000dwritten"),
    ("\u{9B}31m\u{7F}", "\\u009b31m\\u007f"),
    (
      "\u{202E}gnp.exe\u{2066}x\u{2069}\u{200F}\u{61C}",
      "\\u202egnp.exe\\u2066x\\u2069\\u200f\\u061c"
    ),
  ]

  @Test(arguments: cases)
  func whatCommandsATerminalIsWrittenOut(_ text: String, _ visible: String) {
    #expect(VisibleText.of(text) == visible)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func noScalarIsLeftThatCommandsATerminalAndTwiceIsOnce(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var text = String.UnicodeScalarView()
    for _ in 0..<500 {
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x2100, using: &random)) {
        text.append(scalar)
      }
    }
    let visible = VisibleText.of(String(text))
    #expect(
      visible.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t"
          || $0.properties.generalCategory != .control && !$0.properties.isBidiControl
      }, "seed \(seed)")
    #expect(VisibleText.of(visible) == visible)
  }
}
