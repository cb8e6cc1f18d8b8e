package import CatalogModel
package import OrderedCollections
package import Requirements

/// What an interview starts with, and how it reaches the world; the same for every front end.
package struct InterviewSetup: Sendable {
  package let questionnaire: Questionnaire
  /// The planning facts of the catalog, which some fallbacks name.
  package let facts: OrderedDictionary<String, Fact>
  /// The answers to start from.
  package let sheet: AnswerSheet
  /// Whether a file already holds `sheet`.
  package let isSaved: Bool
  /// Plans for these answers; called on a thread of its own, for one sheet at a time.
  package let preview: @Sendable (AnswerSheet) -> Preview
  /// Writes the answer file; called on the main thread.
  package let save: @Sendable (AnswerSheet) -> SaveResult

  package init(
    questionnaire: Questionnaire, facts: OrderedDictionary<String, Fact>, sheet: AnswerSheet,
    isSaved: Bool, preview: @escaping @Sendable (AnswerSheet) -> Preview,
    save: @escaping @Sendable (AnswerSheet) -> SaveResult
  ) {
    self.questionnaire = questionnaire
    self.facts = facts
    self.sheet = sheet
    self.isSaved = isSaved
    self.preview = preview
    self.save = save
  }
}

/// What became of saving.
package enum SaveResult: Hashable, Sendable {
  case saved(path: String)
  /// Why nothing was written, the most important reason first.
  case failed([String])
}

/// How an interview ended.
package enum InterviewOutcome: Hashable, Sendable {
  /// There is no terminal that can show it; line mode can take over.
  case unavailable(String)
  /// The last answers, and the file that was written last.
  case ended(ExitReason, sheet: AnswerSheet, savedPath: String?)
}
