/// A line of text in several styles.
struct Line: Hashable, Sendable {
  struct Span: Hashable, Sendable {
    let text: String
    let style: Style
    /// Whether it is part of a chart, which a highlight leaves as it is.
    var isDrawing = false
  }

  var spans: [Span]

  init(_ text: String = "", _ style: Style = .plain) {
    spans = text.isEmpty ? [] : [Span(text: text, style: style)]
  }

  /// The line with a text at its end.
  func adding(_ text: String, _ style: Style = .plain) -> Line {
    var line = self
    line.spans.append(Span(text: text, style: style))
    return line
  }

  var width: Int { spans.reduce(0) { $0 + CellWidth.of($1.text) } }

  /// A text broken into lines that are all indented.
  static func wrap(
    _ text: String, width: Int, allIndented indent: Int, style: Style = .plain
  ) -> [Line] {
    let blanks = Span(text: String(repeating: " ", count: indent), style: .plain)
    return wrap(text, width: max(1, width - indent), style: style).map {
      Line(spans: [blanks] + $0.spans)
    }
  }

  /// A text broken into lines, those after the first indented.
  static func wrap(
    _ text: String, width: Int, indent: Int = 0, style: Style = .plain
  ) -> [Line] {
    let pieces = TextLayout.wrap(text, width: max(1, width - indent))
    return pieces.enumerated().map { index, piece in
      Line(index == 0 ? piece : String(repeating: " ", count: indent) + piece, style)
    }
  }
}

extension Frame {
  /// Writes a line within a rectangle's row; what is too long is cut.
  mutating func draw(_ line: Line, x: Int, y: Int, limit: Int) {
    var x = x
    for span in line.spans { x = write(span.text, x: x, y: y, limit: limit, style: span.style) }
  }

  /// Writes lines into a rectangle, from line `scroll` on, with signs where more is hidden.
  mutating func draw(_ lines: [Line], in area: Rect, scroll: Int = 0, glyphs: Glyphs) {
    guard area.height > 0, area.width > 0 else { return }
    let first = min(max(0, scroll), max(0, lines.count - area.height))
    for (offset, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
      draw(line, x: area.x, y: area.y + offset, limit: area.right)
    }
    let edge = area.right - 1
    if first > 0 { write(String(glyphs.above), x: edge, y: area.y, style: .title) }
    if first + area.height < lines.count {
      write(String(glyphs.below), x: edge, y: area.bottom - 1, style: .title)
    }
  }
}
