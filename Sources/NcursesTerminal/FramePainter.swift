import CNcurses
import TerminalUI

/// Puts frames on the screen of ncurses, of every row only the span that changed.
struct FramePainter {
  private let hasColor: Bool
  /// Whether the locale's character set is UTF-8; otherwise only ASCII is sent.
  private let isUnicode: Bool
  /// What stands on the screen; nil when that is not known.
  private var shown: Frame?
  /// A ready cell per style, so that only its characters are to be filled in.
  private var templates: [Style: cchar_t] = [:]

  /// A painter that has the color pairs made where the terminal has colors and they are wanted.
  init(wantsColor: Bool, isUnicode: Bool) {
    self.isUnicode = isUnicode
    hasColor = wantsColor && has_colors() && start_color() != ERR
    guard hasColor else { return }
    use_default_colors()
    for (ink, color) in Self.colors(count: cn_color_count()) {
      init_pair(Int16(ink.rawValue), Int16(color), -1)
    }
  }

  /// The terminal's own palette, so that its background and its user decide on the shades; with
  /// `TENFOLD_THEME=safe` good and bad are blue and orange, which people who take red for green tell
  /// apart.
  private static func colors(count: Int32) -> [(Style.Ink, Int32)] {
    guard environment("TENFOLD_THEME") == "safe" else {
      return [
        (.accent, COLOR_CYAN), (.good, COLOR_GREEN), (.caution, COLOR_YELLOW), (.bad, COLOR_RED),
      ]
    }
    let hasMany = count >= 256
    return [
      (.accent, COLOR_CYAN), (.good, hasMany ? 33 : COLOR_BLUE), (.caution, COLOR_MAGENTA),
      (.bad, hasMany ? 208 : COLOR_YELLOW),
    ]
  }

  /// Forgets what is on the screen, so that the next frame is painted as a whole.
  mutating func forget() {
    shown = nil
    clearok(cn_physical_screen(), true)
  }

  /// Brings the screen of ncurses up to the frame; `doupdate` sends it.
  mutating func paint(_ frame: Frame) {
    let former = shown?.size == frame.size ? shown : nil
    for y in 0..<frame.size.rows { paintRow(y, of: frame, over: former) }
    if let cursor = frame.cursor {
      curs_set(1)
      wmove(cn_screen(), Int32(cursor.y), Int32(cursor.x))
    } else {
      curs_set(0)
    }
    wnoutrefresh(cn_screen())
    shown = frame
  }

  private mutating func paintRow(_ y: Int, of frame: Frame, over former: Frame?) {
    var first = 0
    var last = frame.size.columns - 1
    if let former {
      while first <= last && frame[first, y] == former[first, y] { first += 1 }
      while last >= first && frame[last, y] == former[last, y] { last -= 1 }
    }
    guard first <= last else { return }
    while first > 0 && frame[first, y].width == 0 { first -= 1 }
    var cells: [cchar_t] = []
    for x in first...last where frame[x, y].width > 0 {
      append(frame[x, y], to: &cells)
    }
    mvwadd_wchnstr(cn_screen(), Int32(y), Int32(first), cells, Int32(cells.count))
  }

  private mutating func append(_ cell: Cell, to cells: inout [cchar_t]) {
    var packed = template(cell.style)
    let letter = wchar_t(bitPattern: cell.scalar.value)
    // A character that the C library counts differently would shift the rest of the row.
    let isKnown = cell.scalar.isASCII || (isUnicode && wcwidth(letter) == Int32(cell.width))
    packed.chars.0 = isKnown ? letter : 0x3F
    if isKnown {
      packed.chars.1 = cell.firstMark.map { wchar_t(bitPattern: $0.value) } ?? 0
      packed.chars.2 = cell.secondMark.map { wchar_t(bitPattern: $0.value) } ?? 0
    }
    cells.append(packed)
    guard !isKnown && cell.width == 2 else { return }
    packed.chars.0 = 0x20
    cells.append(packed)
  }

  private mutating func template(_ style: Style) -> cchar_t {
    if let ready = templates[style] { return ready }
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= cn_bold }
    if style.attributes.contains(.dim) { attributes |= cn_dim }
    if style.attributes.contains(.reverse) { attributes |= cn_reverse }
    if style.attributes.contains(.underline) { attributes |= cn_underline }
    var cell = cchar_t()
    let blank: [wchar_t] = [0x20, 0]
    setcchar(&cell, blank, attributes, hasColor ? Int16(style.ink.rawValue) : 0, nil)
    templates[style] = cell
    return cell
  }
}
