import Requirements

/// An answer that the edited file holds and the session did not.
struct EditedChange: Hashable, Sendable {
  let ask: String
  let old: String
  let new: String
}

extension InterviewModel {
  /// Saves the answers first where that is needed, because the editor sees the file.
  mutating func editFile() -> [Command] {
    guard isUnsaved else { return [.edit] }
    editsWhenSaved = true
    return save()
  }

  /// What another sheet answers differently, in the words of people.
  func editedChanges(to other: AnswerSheet) -> [EditedChange] {
    questionnaire.questions.compactMap { question in
      let (old, new) = (sheet[question.id], other[question.id])
      guard old != new else { return nil }
      return EditedChange(
        ask: question.ask, old: old.map { text($0, for: question) } ?? "not answered",
        new: new.map { text($0, for: question) } ?? "not answered")
    }
  }

  /// Takes over what the editor left in the file, and shows what it changed.
  mutating func takeEdited(_ edited: AnswerSheet) -> [Command] {
    edits = editedChanges(to: edited)
    savedSheet = edited
    guard edited != sheet else {
      notice = Notice(text: "The file is as it was.", isProblem: false)
      return []
    }
    let commands = act(.takeOver(edited, from: .editor))
    unrecorded.append(.holds(edited))
    open(.edited)
    return commands
  }

  /// Shows why the edited file is not taken over.
  mutating func refuseEdited(_ problems: [String]) -> [Command] {
    editProblems = problems
    open(.editRefused)
    return []
  }

  /// A key at a file that cannot be read.
  mutating func updateEditRefused(_ key: Key) -> [Command] {
    switch key {
    case .character("e"), .enter:
      overlay = nil
      return [.edit]
    case .up, .down, .pageUp, .pageDown, .home, .end: return scrollOverlay(key)
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    default:
      overlay = nil
      notice = Notice(
        text: "The file still has errors; the session keeps its answers.", isProblem: true)
      return []
    }
  }

  func editedLines(width: Int) -> [Line] {
    var lines = [Line("Changed in the file", .title), Line()]
    for change in edits {
      lines += Line.wrap(change.ask, width: width, style: .bold)
      lines += Line.wrap("now \(change.new)", width: width, allIndented: 2)
      lines += Line.wrap("was \(change.old)", width: width, allIndented: 2, style: .dim)
    }
    return lines + [Line()]
      + Line.wrap("F8 takes all of it back into the session; the file stays.", width: width)
  }

  func editRefusedLines(width: Int) -> [Line] {
    [Line("The file cannot be read", .title), Line()]
      + editProblems.flatMap { Line.wrap($0, width: width, indent: 2, style: .bad) }
      + [
        Line(), Line("Enter", .bold).adding("  edit it again"),
        Line("Esc", .bold).adding("    keep the answers of this session"),
      ]
  }
}
