import OrderedCollections
import Requirements

extension Frame {
  /// The keys of the present focus that fit, the most useful first.
  mutating func drawKeyBar(_ model: InterviewModel, in area: Rect) {
    var x = area.x + 1
    for (key, label) in model.keyHints(canAskWhy: isReasonFocused) {
      let start = x
      let width = CellWidth.of(key) + 1 + CellWidth.of(label)
      guard x + width <= area.right else { break }
      x = write(key, x: x, y: area.y, style: .bold) + 1
      x = write(label, x: x, y: area.y, style: .dim) + 2
      if let pressed = Key(named: key) {
        mark(.key(pressed), x: start, y: area.y, limit: x - 1)
      }
    }
  }
}

extension InterviewModel {
  /// Keys with what they do here.
  ///
  /// - Parameter canAskWhy: Whether there is something behind the focused line.
  fileprivate func keyHints(canAskWhy: Bool) -> [(String, String)] {
    switch overlay {
    case .quitConfirmation: return [("s", "save"), ("q", "discard"), ("Esc", "go on")]
    case .recovery: return [("Enter", "go on"), ("d", "discard"), ("^Q", "decide later")]
    case .conflict: return [("m", "mine"), ("t", "theirs"), ("Esc", "do not save")]
    case .finder, .palette:
      return [("Enter", "go"), ("Up/Down", "choose"), ("Esc", "close"), ("type", "to search")]
    case .help, .preview, .why, .edited: return [("Esc", "close"), ("Up/Down", "scroll")]
    case .naming: return [("Enter", "save"), ("Esc", "close"), ("type", "a name")]
    case .trial: return [("Enter", "try it"), ("Esc", "close"), ("type", "a value")]
    case .editRefused: return [("Enter", "edit again"), ("Esc", "go on without")]
    case .export: return [("m", "Markdown"), ("j", "JSON"), ("t", "everything"), ("Esc", "close")]
    case nil: break
    }
    switch screen {
    case .review:
      return [
        ("Enter", "edit"), ("F5", "plan"), ("Esc", "back"), ("^S", "save"), ("?", "help"),
        ("^Q", "quit"),
      ]
    case .explorer:
      return explorerHints(canAskWhy: canAskWhy)
    case .questions:
      return questionHints
    }
  }

  private func explorerHints(canAskWhy: Bool) -> [(String, String)] {
    let why = canAskWhy ? [("Enter", "why")] : []
    let common =
      (units.isEmpty || !explorer.page.hasUnits ? [] : [("u", "unit")]) + [
        ("Tab", "page"), ("Esc", "questions"), ("c", "copy"), ("e", "export"), ("^S", "save"),
        ("?", "help"), ("^Q", "quit"),
      ]
    switch explorer.page {
    case .load: return [("Left/Right", "users"), ("PgUp/Dn", "tenfold")] + why + common
    case .whatIf: return whatIfHints + common
    default: return why + [("Up/Down", "line")] + common
    }
  }

  private var whatIfHints: [(String, String)] {
    let isNumber = if case .number? = trialSlider?.scale { true } else { false }
    return [("Left/Right", "change"), ("Enter", isNumber ? "type it" : "next")]
      + (trialSlider?.isChanged == true ? [("r", "reset")] : [])
      + (explorer.changes.isEmpty
        ? [] : [("R", "reset all"), ("a", "adopt"), ("v", "save variant")])
  }

  private var questionHints: [(String, String)] {
    let common = [
      ("?", "help"), (takesSlash ? "^F" : "/", "find"), ("F5", "plan"), ("^S", "save"),
      ("^Q", "quit"),
      ("F2", isShort ? "all questions" : "short path"), ("F3", "all answers"), (":", "commands"),
      ("F8", "undo"), ("F4", "preview"), ("PgUp/Dn", "page"),
    ]
    var own: [(String, String)]
    switch editor {
    case .entry:
      own = [("Enter", "next"), ("~", "don't know")]
      if case .number = question(at: focus)?.kind { own.append(("^T", "range")) }
    case .options:
      if case .choices = question(at: focus)?.kind {
        own = [("Space", "toggle"), ("Enter", "next"), ("~", "don't know")]
      } else {
        own =
          (isHighlightMoved ? [("Enter", "choose")] : [("Enter", "next"), ("Space", "choose")])
          + [("~", "don't know")]
      }
    case .rows:
      own = [("Enter", "open"), ("a", "add"), ("d", "delete"), ("Tab", "next")]
    }
    if case .column = focus { own.append(("Esc", "rows")) }
    return own + common
  }
}
