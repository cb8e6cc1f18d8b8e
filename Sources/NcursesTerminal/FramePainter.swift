import CNcurses
import TerminalUI

/// Puts frames on the screen of ncurses, of every row only the span that changed.
struct FramePainter {
  /// Whether the locale's character set is UTF-8; otherwise only ASCII is sent.
  private let isUnicode: Bool
  /// What stands on the screen; nil when that is not known.
  private var shown: Frame?
  /// A ready cell per style, so that only its characters are to be filled in.
  private var templates: [Style: cchar_t] = [:]
  private var latest: (style: Style, cell: cchar_t)?

  /// How many colors there are; nil for none, or none that are wanted.
  private let depth: Theme.Depth?
  /// The pair of plain text on a ground of a theme; 0 is the terminal's own.
  private static let groundPair: Int32 = 16
  private var plainPair: Int32 = 0

  /// A painter that has the color pairs made where the terminal has colors and they are wanted.
  init(wantsColor: Bool, isUnicode: Bool, theme: Theme) {
    self.isUnicode = isUnicode
    let hasColor = wantsColor && has_colors() && start_color() != ERR
    depth = hasColor ? Theme.Depth(colors: Int(cn_color_count())) : nil
    guard depth != nil else { return }
    use_default_colors()
    change(to: theme)
  }

  /// Makes the pairs of a theme; everything is painted anew.
  mutating func change(to theme: Theme) {
    guard let depth else { return }
    let ground = theme.ground(depth)
    for ink in Style.Ink.allCases {
      init_extended_pair(
        ink == .plain ? Self.groundPair : Int32(ink.rawValue), Self.number(theme.color(ink, depth)),
        Self.number(ground))
    }
    plainPair = ground == .own ? 0 : Self.groundPair
    templates = [:]
    latest = nil
    forget()
  }

  private static func number(_ color: Theme.Color) -> Int32 {
    switch color {
    case .own: -1
    case .numbered(let number): Int32(number)
    case .direct(let color): Int32(color)
    }
  }

  /// Forgets what is on the screen, so that the next frame is painted as a whole.
  mutating func forget() {
    shown = nil
    clearok(cn_physical_screen(), true)
  }

  /// Brings the screen of ncurses up to the frame; `doupdate` sends it.
  mutating func paint(_ frame: Frame) {
    let former = shown?.size == frame.size ? shown : nil
    shown = nil
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
    cells.reserveCapacity(last - first + 2)
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
    // Most cells look like the one before.
    if let latest, latest.style == style { return latest.cell }
    let cell = templates[style] ?? makeTemplate(style)
    latest = (style, cell)
    return cell
  }

  private mutating func makeTemplate(_ style: Style) -> cchar_t {
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= cn_bold }
    if style.attributes.contains(.dim) { attributes |= cn_dim }
    if style.attributes.contains(.reverse) { attributes |= cn_reverse }
    if style.attributes.contains(.underline) { attributes |= cn_underline }
    var cell = cchar_t()
    let blank: [wchar_t] = [0x20, 0]
    let pair = style.ink == .plain ? plainPair : Int32(style.ink.rawValue)
    setcchar(&cell, blank, attributes, depth == nil ? 0 : Int16(pair), nil)
    templates[style] = cell
    return cell
  }
}
