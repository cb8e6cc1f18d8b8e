import Requirements

extension InterviewModel {
  /// A key on the screen of questions.
  mutating func updateQuestion(_ key: Key) -> [Command] {
    switch key {
    case .tab: moveFocus(by: 1)
    case .backTab: moveFocus(by: -1)
    case .pageDown: movePage(by: 1)
    case .pageUp: movePage(by: -1)
    case .escape:
      if case .column(_, let row, let table) = focus { leaveRow(row, of: table) }
    default:
      switch editor {
      case .entry(let entry): return updateEntry(key, entry)
      case .options(let highlight): return updateOptions(key, highlight: highlight)
      case .rows(let highlight):
        if key == .character("u") { return act(.forget) }
        return updateRows(key, highlight: highlight, table: focus.questionID)
      }
    }
    return []
  }

  private mutating func updateEntry(_ key: Key, _ entry: TextEntry) -> [Command] {
    var entry = entry
    switch key {
    case .enter:
      if let refusal, refusedDraft != focus {
        // Said once and in place; Enter again goes on, and what was typed stays as it is.
        refusedDraft = focus
        notice = Notice(
          text: "\(refusal.message). Enter again goes on and keeps it.", isProblem: true)
        return []
      }
      moveFocus(by: 1)
      return []
    case .down:
      moveFocus(by: 1)
      return []
    case .up:
      moveFocus(by: -1)
      return []
    case .left: entry.left()
    case .right: entry.right()
    case .home, .control("a"): entry.home()
    case .end, .control("e"): entry.end()
    case .backspace: entry.backspace()
    case .delete, .control("d"): entry.delete()
    case .character(let scalar): entry.insert([scalar])
    default: return []
    }
    guard case .entry(let former) = editor, former.text != entry.text else {
      editor = .entry(entry)
      return []
    }
    return typed(entry)
  }

  /// Takes a changed entry over.
  mutating func typed(_ entry: TextEntry) -> [Command] {
    editor = .entry(entry)
    refusedDraft = nil
    return act(.type(entry.text))
  }

  private mutating func updateOptions(_ key: Key, highlight: Int) -> [Command] {
    guard let question = question(at: focus) else { return [] }
    let last = max(0, options(of: question).count - 1)
    switch key {
    case .up: moveHighlight(to: max(0, highlight - 1))
    case .down: moveHighlight(to: min(last, highlight + 1))
    case .home: moveHighlight(to: 0)
    case .end: moveHighlight(to: last)
    case .character(" "): return select(highlight)
    case .enter:
      // What was only looked at stays assumed, as an empty line leaves it in line mode.
      var commands: [Command] = []
      if isHighlightMoved, !question.kind.hasSeveralAnswers { commands = select(highlight) }
      moveFocus(by: 1)
      return commands
    case .character("u"): return act(.forget)
    case .character("y") where question.kind == .flag: return select(0)
    case .character("n") where question.kind == .flag: return select(1)
    case .character(let scalar):
      guard let digit = scalar.properties.numericType == .decimal ? Int(String(scalar)) : nil,
        digit > 0
      else { return [] }
      return select(digit - 1)
    default: break
    }
    return []
  }

  private mutating func moveHighlight(to index: Int) {
    editor = .options(highlight: index)
    isHighlightMoved = true
  }

  /// A key on the list of all answers.
  mutating func updateReview(_ key: Key) -> [Command] {
    let fields = reviewFields
    let last = max(0, fields.count - 1)
    switch key {
    case .up, .backTab: reviewRow = max(0, reviewRow - 1)
    case .down, .tab: reviewRow = min(last, reviewRow + 1)
    case .pageUp: reviewRow = max(0, reviewRow - 10)
    case .pageDown: reviewRow = min(last, reviewRow + 10)
    case .home: reviewRow = 0
    case .end: reviewRow = last
    case .enter:
      guard fields.indices.contains(reviewRow) else { return [] }
      focus(on: fields[reviewRow])
      screen = .questions
    case .escape: screen = .questions
    default: break
    }
    return []
  }
}

extension QuestionKind {
  /// Whether options are added to the answer one by one.
  var hasSeveralAnswers: Bool {
    if case .choices = self { true } else { false }
  }
}
