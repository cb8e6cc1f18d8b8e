import OrderedCollections
package import Requirements

/// A change of a session, as its journal keeps it.
///
/// Both front ends make their changes through actions, so that the same actions lead to the same
/// answers in either of them, and a journal of actions leads back to where a session was.
package enum Action: Hashable, Sendable {
  /// Go to a field.
  case focus(Field)
  /// The text of the entry at the focus is now this, whether it can be read or not.
  case type(String)
  /// The options that are chosen at the focus, by id; `yes` or `no` for a flag.
  case choose([String])
  /// Withdraw the answer at the focus.
  case forget
  /// Add a row to the table at the focus, and go into it.
  case addRow
  case deleteRow(Int)
  case undo
  case redo
  /// Ask the questions of the short path only, or all.
  case shortPath(Bool)
  /// Answer several questions at once, as a what-if does; undone together.
  case adopt([Assignment])
  /// Try other answers out beside the plan; an empty text takes one back.
  case tryOut([Assignment])
  /// Answer everything as others did; undone at once.
  case takeOver(AnswerSheet, from: Source)
  /// No change: what became of the answers as they stood when they began to be written.
  case save(SaveMark)
  /// No change: the file holds these answers, which are not those that were sent to it.
  case holds(AnswerSheet)

  /// Who answered.
  package enum Source: String, Hashable, Sendable, CaseIterable {
    /// Another session that saved into the same file.
    case session
    /// An editor, which saw none of the entries that cannot be read.
    case editor
  }

  /// A point in the writing of the answer file; saves end in the order in which they began.
  package enum SaveMark: String, Hashable, Sendable, CaseIterable {
    case began, ended
    /// They are not what the file holds.
    case failed
  }

  /// Where an answer stands, such as `users.now` or `requests[browse].reads`, and what would be
  /// typed there.
  package struct Assignment: Hashable, Sendable {
    package let question: String
    package let text: String

    package init(question: String, text: String) {
      self.question = question
      self.text = text
    }
  }
}

extension InterviewModel {
  /// Performs an action and notes it for the journal; what would do nothing is told instead.
  mutating func act(_ action: Action) -> [Command] {
    if let obstacle = obstacle(to: action) {
      notice = Notice(text: obstacle, isProblem: false)
      return []
    }
    if action.dependsOnFocus { recordFocus() }
    unrecorded.append(action)
    return apply(action)
  }

  /// Performs all actions of a journal; the first preview of their result is asked for once.
  package mutating func replay(_ actions: [Action]) -> [Command] {
    _ = play(actions)
    return recompute()
  }

  /// Performs all actions of a journal; gives the answers that were written last on the way, nil where
  /// none were.
  mutating func play(_ actions: [Action]) -> AnswerSheet? {
    let save = actions.lastWritten
    var written: AnswerSheet?
    for (place, action) in actions.enumerated() {
      if place == save { written = sheet }
      switch action {
      case .save: break
      case .holds(let held): written = place == save ? held : written
      default: _ = apply(action)
      }
    }
    unrecorded = []
    isFocusRecorded = true
    return written
  }

  /// What was done since the last call, for the journal.
  mutating func takeUnrecorded() -> [Action] {
    recordFocus()
    defer { unrecorded = [] }
    return unrecorded
  }

  private func obstacle(to action: Action) -> String? {
    switch action {
    case .undo: undoable.isEmpty ? "There is nothing to undo." : nil
    case .redo: redoable.isEmpty ? "There is nothing to redo." : nil
    default: nil
    }
  }

  private mutating func recordFocus() {
    guard !isFocusRecorded else { return }
    unrecorded.append(.focus(focus))
    isFocusRecorded = true
  }

  private mutating func apply(_ action: Action) -> [Command] {
    if case .tryOut(let assignments) = action { return takeTrials(assignments) }
    triedLast = []
    switch action {
    case .tryOut, .save, .holds: return []
    case .focus(let field):
      guard question(at: field) != nil else { return [] }
      screen = .questions
      focus(on: field)
      return []
    case .type(let text):
      return readEntry(entry(holding: text))
    case .choose(let ids):
      return choose(ids)
    case .forget:
      return forget()
    case .addRow:
      return addRow(to: focus.questionID)
    case .deleteRow(let row):
      return deleteRow(row, of: focus.questionID)
    case .undo:
      return undo()
    case .redo:
      return redo()
    case .shortPath(let isShort):
      setShortPath(isShort)
      return []
    case .adopt(let assignments):
      return adopt(assignments)
    case .takeOver(let answers, let source):
      return takeOver(answers, from: source)
    }
  }

  /// The present entry if it holds that text, so that its cursor stays; else a fresh one.
  private func entry(holding text: String) -> TextEntry {
    if case .entry(let entry) = editor, entry.text == text { return entry }
    return TextEntry(text)
  }

  private mutating func takeOver(_ answers: AnswerSheet, from source: Action.Source) -> [Command] {
    guard answers != sheet else { return [] }
    remember()
    if source == .editor {
      formerPreview = preview
      drafts = [:]
    }
    sheet = answers
    focus(on: focus)
    return recompute()
  }

  private mutating func adopt(_ assignments: [Action.Assignment]) -> [Command] {
    let changed = sheet(
      changing: assignments.compactMap { assignment in
        guard let path = path(assignment.question), let question = question(at: path.field),
          let value = try? AnswerParser.parse(assignment.text, for: question)
        else { return nil }
        return (path, value)
      })
    guard changed != sheet else { return [] }
    remember()
    explorer.changes = [:]
    sheet = changed
    focus(on: focus)
    return recompute()
  }
}

extension Action {
  fileprivate var dependsOnFocus: Bool {
    switch self {
    case .type, .choose, .forget, .addRow, .deleteRow: true
    case .focus, .undo, .redo, .shortPath, .adopt, .tryOut, .takeOver, .save, .holds: false
    }
  }

  /// Whether it changes answers, or those that are tried out, and not only where one is.
  package var changesAnswers: Bool {
    switch self {
    case .focus, .shortPath, .save, .holds: false
    case .type, .choose, .forget, .addRow, .deleteRow, .undo, .redo, .adopt, .tryOut, .takeOver:
      true
    }
  }
}
