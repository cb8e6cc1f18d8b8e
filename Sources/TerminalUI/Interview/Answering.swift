import Requirements

extension InterviewModel {
  /// Puts an answer at the focus, or withdraws it with nil, and asks for a new preview.
  ///
  /// - Parameter isTyping: Whether it belongs to an entry, whose key presses are undone together.
  mutating func answer(_ value: AnswerValue?, isTyping: Bool = false) -> [Command] {
    guard value != answer(at: focus) else { return [] }
    if !(isTyping && isEntryUndoable) {
      remember()
      formerPreview = preview
    }
    isEntryUndoable = isTyping
    switch focus {
    case .question(let id):
      sheet.set(id, to: value, in: questionnaire)
    case .column(let column, let row, let table):
      var rows = rows(of: table)
      guard let kind = tableKind(table), rows.indices.contains(row) else { return [] }
      rows[row] = kind.setting(column, to: value, in: rows[row])
      sheet.set(table, to: .rows(rows), in: questionnaire)
    }
    return recompute()
  }

  /// Keeps the present state for undo.
  mutating func remember() {
    undoable.append(snapshot)
    redoable = []
  }

  private var snapshot: Snapshot {
    Snapshot(sheet: sheet, focus: focus, changes: explorer.changes)
  }

  mutating func undo() -> [Command] {
    guard let former = undoable.popLast() else { return [] }
    redoable.append(snapshot)
    return restore(former, told: "Undone")
  }

  mutating func redo() -> [Command] {
    guard let next = redoable.popLast() else { return [] }
    undoable.append(snapshot)
    return restore(next, told: "Done again")
  }

  /// Goes to a state, tells what changed by it, and stays on the screen.
  private mutating func restore(_ state: Snapshot, told word: String) -> [Command] {
    let former = snapshot
    sheet = state.sheet
    explorer.changes = state.changes
    drafts[state.focus] = nil
    focus(on: state.focus)
    notice = Notice(text: "\(word): \(changeText(since: former)).", isProblem: false)
    return sheet == former.sheet ? requestVariant(isForced: true) : recompute()
  }

  /// Takes over what was typed: a value where it can be read, else a draft beside the old answer.
  mutating func readEntry(_ entry: TextEntry) -> [Command] {
    editor = .entry(entry)
    guard let question = question(at: focus) else { return [] }
    guard entry.text.contains(where: { !$0.isWhitespace }) else {
      drafts[focus] = nil
      return answer(nil, isTyping: true)
    }
    do {
      let value = try AnswerParser.parse(entry.text, for: question)
      drafts[focus] = nil
      return answer(value, isTyping: true)
    } catch {
      drafts[focus] = entry.text
      return answer(answerBeforeEntry, isTyping: true)
    }
  }

  /// Selects an option, or for a question of several answers adds or removes it.
  mutating func select(_ index: Int) -> [Command] {
    guard let question = question(at: focus) else { return [] }
    let options = options(of: question)
    guard options.indices.contains(index) else { return [] }
    editor = .options(highlight: index)
    isHighlightMoved = true
    guard case .choices = question.kind else { return act(.choose([options[index].id])) }
    let chosen = options.indices.filter {
      isSelected(options[$0].id, at: focus) != ($0 == index)
    }
    return act(.choose(chosen.map { options[$0].id }))
  }

  /// Answers with options by their ids; ids that the question does not have are left out.
  mutating func choose(_ ids: [String]) -> [Command] {
    guard let question = question(at: focus) else { return [] }
    let known = options(of: question).map(\.id).filter(ids.contains)
    switch question.kind {
    case .choice: return known.first.map { answer(.choice($0)) } ?? []
    case .flag: return known.first.map { answer(.flag($0 == "yes")) } ?? []
    case .choices: return answer(.choices(known))
    case .number, .slug, .slugs, .line, .date, .table: return []
    }
  }

  /// Widens the number at the focus to a range, wider at each call, and back to the number.
  mutating func cycleRange() -> [Command] {
    guard let question = question(at: focus), case .number(let kind) = question.kind,
      case .number(let estimate)? = answer(at: focus) ?? assumption(at: focus)
    else {
      notice = Notice(text: "Only numbers can be ranges.", isProblem: true)
      return []
    }
    let next = RangeWidth.next(after: estimate, kind)
    let text = AnswerFormatter.text(.number(next), for: question)
    editor = .entry(TextEntry(text))
    return act(.type(text))
  }

  /// Withdraws the answer at the focus, so that it is assumed again.
  mutating func forget() -> [Command] {
    drafts = drafts.filter { $0.key != focus && focus != .question($0.key.questionID) }
    let commands = answer(nil)
    focus(on: focus)
    return commands
  }
}
