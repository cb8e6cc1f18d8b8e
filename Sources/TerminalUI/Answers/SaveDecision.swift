package import Requirements

/// What the answer file holds when it is about to be written.
package enum AnswerFileState: Hashable, Sendable {
  case missing
  /// It is there and cannot be read; why.
  case unreadable(String)
  /// It is no answer file any more; what is wrong with it.
  case broken([String])
  case holds(AnswerSheet)
}

/// What is to become of an answer file that a session saves.
///
/// What another session saved meanwhile is kept: answers are brought together question by question, and
/// where both sides changed one, nothing is written before somebody decided. Only a file that does not
/// exist is written from nothing.
package enum SaveDecision: Hashable, Sendable {
  case create(AnswerSheet)
  /// Write these answers into the file, which keeps its comments and its layout.
  case rewrite(AnswerSheet)
  case ask([AnswerMerge.Conflict])
  /// Leave the file as it is; why, the most important reason first.
  case refuse([String])

  /// - Parameters:
  ///   - base: The answers that session and file had in common last.
  ///   - prefer: Who wins where both sides changed an answer; nil where nobody decided.
  ///   - path: The file's name for messages.
  package init(
    saving ours: AnswerSheet, base: AnswerSheet, over file: AnswerFileState,
    prefer: AnswerMerge.Preference?, path: String, in questionnaire: Questionnaire
  ) {
    switch file {
    case .missing: self = .create(ours)
    case .unreadable(let reason): self = .refuse([reason])
    case .broken(let findings):
      self = .refuse(
        ["\(path): the file has changed and has errors now; it was not replaced"] + findings)
    case .holds(let theirs):
      let merge = AnswerMerge(
        base: base, ours: ours, theirs: theirs, prefer: prefer ?? .ours, in: questionnaire)
      self =
        merge.conflicts.isEmpty || prefer != nil
        ? .rewrite(merge.sheet) : .ask(merge.conflicts)
    }
  }
}
