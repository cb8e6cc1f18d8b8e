import CNcurses

/// Key sequences that terminals send whatever their terminfo entry says.
///
/// Without these definitions an unlisted sequence leaks into the text as `[1;5D`.
enum KeySequences {
  /// Codes of our own, above all of ncurses.
  static let pasteStart: Int32 = 3000
  static let pasteEnd: Int32 = 3001
  /// A key that nothing listens to, such as a report of focus.
  static let ignored: Int32 = 3002
  /// The start of a report of the mouse, `ESC [ <`; its numbers follow as text.
  static let mouse: Int32 = 3003

  /// Defines all of them for the present terminal.
  static func define() {
    define_key("\u{1B}[200~", pasteStart)
    define_key("\u{1B}[201~", pasteEnd)
    define_key("\u{1B}[<", mouse)
    define_key("\u{1B}[I", ignored)
    define_key("\u{1B}[O", ignored)
    define_key("\u{1B}[Z", KEY_BTAB)
    defineCursorKeys()
    defineEditingKeys()
    defineFunctionKeys()
  }

  private static func defineCursorKeys() {
    let finals = [
      ("A", KEY_UP), ("B", KEY_DOWN), ("C", KEY_RIGHT), ("D", KEY_LEFT), ("H", KEY_HOME),
      ("F", KEY_END),
    ]
    for (final, code) in finals {
      define_key("\u{1B}[\(final)", code)
      define_key("\u{1B}O\(final)", code)
      for modifier in 2...8 { define_key("\u{1B}[1;\(modifier)\(final)", code) }
    }
  }

  private static func defineEditingKeys() {
    let numbers = [
      (1, KEY_HOME), (2, KEY_IC), (3, KEY_DC), (4, KEY_END), (5, KEY_PPAGE), (6, KEY_NPAGE),
      (7, KEY_HOME), (8, KEY_END),
    ]
    for (number, code) in numbers {
      define_key("\u{1B}[\(number)~", code)
      for modifier in 2...8 { define_key("\u{1B}[\(number);\(modifier)~", code) }
    }
  }

  private static func defineFunctionKeys() {
    for (index, final) in ["P", "Q", "R", "S"].enumerated() {
      define_key("\u{1B}O\(final)", cn_function_key(Int32(index + 1)))
    }
    let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
    for (index, number) in numbers.enumerated() {
      define_key("\u{1B}[\(number)~", cn_function_key(Int32(index + 1)))
    }
  }
}
