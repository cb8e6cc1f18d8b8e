/// The signs that the screens draw with, in the forms that terminals can show.
package enum Glyphs: Hashable, Sendable, CaseIterable {
  /// Signs of one column that common fonts have, Braille among them; for UTF-8.
  case full
  /// Lines and shades alone, as the fonts of consoles have them.
  case basic
  /// For every other character set.
  case ascii

  /// Whether it is more than ASCII.
  var isUnicode: Bool { self != .ascii }

  var vertical: Character { isUnicode ? "│" : "|" }
  var horizontal: Character { isUnicode ? "─" : "-" }
  /// Upper left, upper right, lower left, lower right.
  var corners: [Character] { isUnicode ? ["┌", "┐", "└", "┘"] : ["+", "+", "+", "+"] }
  var ellipsis: Character { self == .full ? "…" : "~" }
  var pointer: Character { self == .full ? "▸" : ">" }
  var answered: Character { self == .full ? "✓" : "+" }
  var assumed: Character { isUnicode ? "·" : "." }
  var invalid: Character { "!" }
  var changed: Character { "*" }
  var above: Character { self == .full ? "↑" : "^" }
  var below: Character { self == .full ? "↓" : "v" }
  var arrow: String { isUnicode ? "→" : "->" }
  var separator: String { self == .full ? " › " : " > " }
}
