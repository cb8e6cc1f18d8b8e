extension Frame {
  /// What lies over the screen, in a box as large as it needs and the screen allows.
  mutating func drawOverlay(_ model: InterviewModel, in area: Rect) {
    guard let overlay = model.overlay else { return }
    let width = min(area.width, overlay == .preview ? area.width : 64)
    let lines = model.overlayLines(overlay, width: width - 4)
    let height = min(area.height, lines.count + 2)
    let box = Rect(
      x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
      height: height)
    drawBox(box, model.glyphs)
    let inner = Rect(x: box.x + 2, y: box.y + 1, width: box.width - 4, height: box.height - 2)
    draw(lines, in: inner, scroll: model.overlayScroll, glyphs: model.glyphs)
    placeCursor(x: inner.x, y: inner.y)
  }

  private mutating func drawBox(_ box: Rect, _ glyphs: Glyphs) {
    guard box.width >= 2, box.height >= 2 else { return }
    let corners: [Character] = glyphs == .full ? ["┌", "┐", "└", "┘"] : ["+", "+", "+", "+"]
    let bar = String(repeating: glyphs.horizontal, count: box.width - 2)
    for y in box.y..<box.bottom {
      fill(x: box.x, y: y, limit: box.right, style: .plain)
      write(String(glyphs.vertical), x: box.x, y: y)
      write(String(glyphs.vertical), x: box.right - 1, y: y)
    }
    write("\(corners[0])\(bar)\(corners[1])", x: box.x, y: box.y)
    write("\(corners[2])\(bar)\(corners[3])", x: box.x, y: box.bottom - 1)
  }
}

extension InterviewModel {
  /// The furthest that the present overlay can be scrolled.
  var overlayScrollLimit: Int {
    guard let overlay, let area = Layout(size)?.body else { return 0 }
    let width = min(area.width, overlay == .preview ? area.width : 64)
    return max(0, overlayLines(overlay, width: width - 4).count - (area.height - 2))
  }

  func overlayLines(_ overlay: Overlay, width: Int) -> [Line] {
    switch overlay {
    case .preview:
      return previewLines(width: width)
    case .quitConfirmation:
      return [
        Line("There are unsaved answers", .title), Line(),
        Line("s", .bold).adding("    save and quit"),
        Line("q", .bold).adding("    quit and lose them"),
        Line("Esc", .bold).adding("  go on"),
      ]
    case .help:
      return help.map { keys, meaning in
        guard !meaning.isEmpty else { return Line(keys, .title) }
        let padding = String(repeating: " ", count: max(1, 16 - CellWidth.of(keys)))
        return Line(keys, .bold).adding(padding + meaning)
      }
    }
  }

  private var help: [(String, String)] {
    Self.keyHelp + [
      ("Signs", ""), (String(glyphs.answered), "answered"),
      ("\(glyphs.assumed) or ~", "assumed"), ("!", "not understood, or an objective missed"),
      ("*", "changed by the last answer"),
    ]
  }

  private static let keyHelp: [(String, String)] = [
    ("Moving", ""),
    ("Tab, Enter", "next question"), ("Shift-Tab", "previous question"),
    ("PgDn, PgUp", "next and previous page"), ("Esc", "back"),
    ("Answering", ""),
    ("Space", "select an option"), ("1-9", "select by number"), ("y, n", "yes, no"),
    ("Ctrl-U", "do not know: assume the default"), ("a, d", "add and delete a row of a table"),
    ("F8, F9", "undo and redo (also Ctrl-_, Ctrl-Y)"),
    ("Screens", ""),
    ("F2", "the short path only, or all questions"),
    ("Ctrl-O, F3", "all answers"), ("Ctrl-P, F4", "preview"), ("Ctrl-R, F5", "result"),
    ("?, F1", "this help (? outside of text)"),
    ("Session", ""),
    ("Ctrl-S", "save the answers"), ("Ctrl-L", "repaint"), ("Ctrl-Z", "suspend; fg returns"),
    ("Ctrl-Q, Ctrl-C", "quit"),
  ]
}
