/// How many columns text takes on a terminal.
///
/// Grapheme clusters are not columns: a terminal advances by the width of scalars. A cell shows the
/// first scalar of a cluster and up to two of its marks, so that our count, ncurses' and the
/// terminal's agree; the rest of a joined emoji is dropped.
package enum CellWidth {
  /// 0 for marks and what does not print, 2 for East Asian wide letters and emoji, 1 otherwise.
  ///
  /// After Unicode Standard Annex #11 (classes W and F) and the default of emoji presentation.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator,
      .surrogate:
      return 0
    default:
      if (0x1160...0x11FF).contains(value) { return 0 }
      // Half of a flag is a narrow letter of its own.
      if (0x1F1E6...0x1F1FF).contains(value) { return 1 }
      return isWide(value) || scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// The columns of a cluster: those of its first scalar.
  package static func of(_ character: Character) -> Int {
    character.unicodeScalars.first.map(of) ?? 0
  }

  /// The columns of a text.
  package static func of(_ text: some StringProtocol) -> Int {
    text.isPrintableASCII ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      return value != 0x303F
    default:
      return false
    }
  }
}

extension StringProtocol {
  /// Whether every byte is a printable letter of ASCII, and so a column of its own without marks.
  ///
  /// Most of what a screen shows is; it need not be broken into clusters, which is slow.
  var isPrintableASCII: Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy { (0x20..<0x7F).contains($0) } } ?? false
  }
}
