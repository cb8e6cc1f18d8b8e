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
  /// Computes something for the explorer; called on threads of its own, one for each lane.
  package let compute: @Sendable (Request) -> Reply
  /// Writes a part of the plan; called on a thread of its own, never together with `save`.
  package let export: @Sendable (Export, AnswerSheet) -> ExportResult
  /// Writes the answer file; called on the same thread as `export`, in the order of the commands.
  ///
  /// Nil as the preference asks where the file has changed meanwhile.
  package let save: @Sendable (AnswerSheet, AnswerMerge.Preference?) -> SaveResult
  /// Has the answer file edited and reads it again; called on the main thread, with the terminal in
  /// its usual modes.
  package let edit: @Sendable () -> EditResult
  /// Where the session is kept while it lasts; nil where nothing can be written.
  package let journal: SessionJournal?
  /// Whether to ask the questions of the short path first.
  package let startsShort: Bool

  package init(
    questionnaire: Questionnaire, facts: OrderedDictionary<String, Fact>, sheet: AnswerSheet,
    isSaved: Bool, startsShort: Bool = false, journal: SessionJournal? = nil,
    preview: @escaping @Sendable (AnswerSheet) -> Preview,
    compute: @escaping @Sendable (Request) -> Reply,
    export: @escaping @Sendable (Export, AnswerSheet) -> ExportResult,
    save: @escaping @Sendable (AnswerSheet, AnswerMerge.Preference?) -> SaveResult,
    edit: @escaping @Sendable () -> EditResult = { .failed("there is no answer file to edit") }
  ) {
    self.edit = edit
    self.questionnaire = questionnaire
    self.facts = facts
    self.sheet = sheet
    self.isSaved = isSaved
    self.preview = preview
    self.compute = compute
    self.export = export
    self.save = save
    self.journal = journal
    self.startsShort = startsShort
  }

  /// The model to start with.
  package func model(size: Size = Size(columns: 80, rows: 24), glyphs: Glyphs) -> InterviewModel {
    var model = InterviewModel(
      questionnaire: questionnaire, facts: facts, sheet: sheet, isSaved: isSaved, size: size,
      glyphs: glyphs)
    if startsShort { model.isShort = true }
    if let recovery = journal?.recovery { model.offer(recovery) }
    return model
  }
}

/// A journal as a session sees it: calls of an edge that keeps it in a file.
package struct SessionJournal: Sendable {
  /// A session that was cut off; nil where there is none.
  package let recovery: RecoveredSession?
  /// Adds actions; when it returns, they outlive the process.
  package let record: @Sendable ([Action]) -> Void
  /// Goes on with the recovered journal, whose session wrote these answers last; nil throws it away.
  package let decide: @Sendable (AnswerSheet?) -> Void
  /// Begins it, from these answers; what was in it is gone.
  package let begin: @Sendable (AnswerSheet) -> Void
  /// Ends the session; there is nothing to recover afterwards.
  package let end: @Sendable () -> Void

  package init(
    recovery: RecoveredSession?, record: @escaping @Sendable ([Action]) -> Void,
    decide: @escaping @Sendable (AnswerSheet?) -> Void,
    begin: @escaping @Sendable (AnswerSheet) -> Void,
    end: @escaping @Sendable () -> Void
  ) {
    self.recovery = recovery
    self.record = record
    self.decide = decide
    self.begin = begin
    self.end = end
  }
}

/// What became of saving.
package enum SaveResult: Hashable, Sendable {
  case saved(path: String)
  /// Written together with answers of another session.
  case merged(AnswerSheet, path: String)
  /// Not written: the file holds answers that differ from those of this session.
  case conflicts([AnswerMerge.Conflict])
  /// Why nothing was written, the most important reason first.
  case failed([String])
}

/// What came of editing the answer file.
package enum EditResult: Hashable, Sendable {
  case edited(AnswerSheet)
  /// The file has errors now, each told with its place.
  case refused([String])
  case failed(String)
}

/// What became of an export.
package enum ExportResult: Hashable, Sendable {
  case written(path: String)
  case failed(String)
}

/// How an interview ended.
package enum InterviewOutcome: Hashable, Sendable {
  /// There is no terminal that can show it; line mode can take over.
  case unavailable(String)
  /// The last answers, and the file that was written last.
  case ended(ExitReason, sheet: AnswerSheet, savedPath: String?)
}
