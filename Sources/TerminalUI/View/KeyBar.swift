import Requirements

extension Frame {
  /// The keys of the present focus that fit, the most useful first.
  mutating func drawKeyBar(_ model: InterviewModel, in area: Rect) {
    var x = area.x + 1
    for (key, label) in model.keyHints {
      let width = CellWidth.of(key) + 1 + CellWidth.of(label)
      guard x + width <= area.right else { break }
      x = write(key, x: x, y: area.y, style: .bold) + 1
      x = write(label, x: x, y: area.y, style: .dim) + 2
    }
  }
}

extension InterviewModel {
  /// Keys with what they do here.
  fileprivate var keyHints: [(String, String)] {
    switch overlay {
    case .quitConfirmation: return [("s", "save"), ("q", "discard"), ("Esc", "go on")]
    case .help, .preview: return [("Esc", "close"), ("Up/Down", "scroll")]
    case nil: break
    }
    switch screen {
    case .review:
      return [
        ("Enter", "edit"), ("r", "result"), ("Esc", "back"), ("^S", "save"), ("?", "help"),
        ("^Q", "quit"),
      ]
    case .result:
      return [
        ("Left/Right", "page"), ("Up/Down", "scroll"), ("Esc", "back"), ("^S", "save"),
        ("^Q", "quit"),
      ]
    case .questions:
      return questionHints
    }
  }

  private var questionHints: [(String, String)] {
    let common = [
      ("F1", "help"), ("^S", "save"), ("^R", "result"), ("^Q", "quit"),
      ("F2", isShort ? "all questions" : "short path"), ("^O", "all answers"),
      ("^P", "preview"), ("F8", "undo"), ("PgUp/Dn", "page"),
    ]
    var own: [(String, String)]
    switch editor {
    case .entry:
      own = [("Enter", "next"), ("^U", "assume")]
    case .options:
      if case .choices = question(at: focus)?.kind {
        own = [("Space", "toggle"), ("Enter", "next"), ("u", "assume")]
      } else {
        own = [("Enter", "choose"), ("Tab", "next"), ("u", "assume")]
      }
    case .rows:
      own = [("Enter", "open"), ("a", "add"), ("d", "delete"), ("Tab", "next")]
    }
    if case .column = focus { own.append(("Esc", "rows")) }
    return own + common
  }
}
