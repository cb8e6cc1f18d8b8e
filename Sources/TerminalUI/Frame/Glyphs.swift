/// The signs that the screens draw with, in the forms that terminals can show.
package enum Glyphs: Hashable, Sendable, CaseIterable {
  /// Signs of one column that common fonts have; for UTF-8.
  case full
  /// For every other character set.
  case ascii

  var vertical: Character { self == .full ? "│" : "|" }
  var horizontal: Character { self == .full ? "─" : "-" }
  var ellipsis: Character { self == .full ? "…" : "~" }
  var pointer: Character { self == .full ? "▸" : ">" }
  var answered: Character { self == .full ? "✓" : "+" }
  var assumed: Character { self == .full ? "·" : "." }
  var invalid: Character { "!" }
  var changed: Character { "*" }
  var above: Character { self == .full ? "↑" : "^" }
  var below: Character { self == .full ? "↓" : "v" }
  var separator: String { self == .full ? " › " : " > " }
}
