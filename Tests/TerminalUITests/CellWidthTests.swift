import TerminalUI
import Testing

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ﾊ", 1), ("한", 2), ("👩‍👩‍👧", 2), ("🇫🇷", 1),
    ("⚠\u{FE0F}", 1), ("✓", 1), ("▸", 1), ("│", 1), ("…", 1), ("\u{200B}", 0), ("\u{1B}", 0),
    ("\u{7F}", 0), ("\u{AD}", 0), ("", 0), ("क्ष", 1), ("😀!", 3), ("\u{3000}", 2),
  ])
  func columnsOfText(_ text: String, _ columns: Int) {
    #expect(CellWidth.of(text) == columns)
  }

  @Test func escapeSequencesNeverReachAFrame() {
    var frame = Frame(size: Size(columns: 20, rows: 1))
    frame.write("\u{1B}]0;evil\u{7}\u{9B}31m", x: 0, y: 0)
    #expect(frame.lines == ["]0;evil31m"])
  }

  @Test func halfOfAWideCharacterBecomesABlank() {
    var frame = Frame(size: Size(columns: 4, rows: 1))
    frame.write("日本", x: 0, y: 0)
    frame.write("x", x: 1, y: 0)
    #expect(frame.lines == [" x本"])
    frame.write("yz", x: 1, y: 0)
    #expect(frame.lines == [" yz"])
    frame.write("日", x: 3, y: 0)
    #expect(frame.lines == [" yz"])
  }
}
