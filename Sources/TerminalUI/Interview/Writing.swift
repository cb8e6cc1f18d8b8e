import Requirements

/// Files are written away from the keyboard; the session goes on meanwhile.
extension InterviewModel {
  /// Whether anything is being written.
  var isWriting: Bool { !saves.isEmpty || exportCount > 0 }

  /// Has the answers written, and remembers what leads from them to the state that is then.
  mutating func save(prefer preference: AnswerMerge.Preference? = nil) -> [Command] {
    saves.append(PendingSave(sheet: sheet, bookmark: bookmark))
    unrecorded.append(.save(.began))
    notice = Notice(text: "Writing the answers\u{2026}".shown(glyphs), isProblem: false)
    return [.save(sheet, prefer: preference)]
  }

  /// Has a part of the plan written.
  mutating func export(_ kind: Export, _ sheet: AnswerSheet) -> [Command] {
    exportCount += 1
    notice = Notice(text: "Writing \(kind.title)\u{2026}".shown(glyphs), isProblem: false)
    return [.export(kind, sheet)]
  }

  /// An export came to its end, well or not.
  mutating func noteExported(_ text: String, isProblem: Bool) -> [Command] {
    exportCount = max(0, exportCount - 1)
    notice = Notice(text: text, isProblem: isProblem)
    return leaveWhenWritten()
  }

  /// The save that came to its end; one that nobody asked for here is taken for one of now.
  mutating func endSave(_ written: AnswerSheet) -> PendingSave {
    guard !saves.isEmpty else {
      unrecorded.append(.save(.began))
      return PendingSave(sheet: written, bookmark: bookmark)
    }
    return saves.removeFirst()
  }

  /// Leaves at once, or when everything is written.
  mutating func leave(_ reason: ExitReason) -> [Command] {
    guard isWriting, leaving == nil else { return [.quit(reason)] }
    leaving = reason
    notice = Notice(
      text: "It is still being written, then the session ends; ^Q again ends it now.",
      isProblem: false)
    return []
  }

  mutating func leaveWhenWritten() -> [Command] {
    guard !isWriting, let reason = leaving else { return [] }
    return [.quit(reason)]
  }

  /// Notes what a file holds now.
  ///
  /// The journal goes on, so that undo reaches back beyond the save even after a crash; where answers of
  /// another session came in, it starts anew from what the file holds.
  mutating func noteSaved(_ saved: AnswerSheet, path: String, addition: String = "") -> [Command] {
    let save = endSave(saved)
    let isOurs = save.sheet == saved
    if isOurs { unrecorded.append(.save(.ended)) }
    savedSheet = saved
    savedPath = path
    let unread = drafts.count
    let rest = unread == 0 ? "" : " without what cannot be read (\(unread))"
    notice = Notice(text: "Saved to \(path)\(rest)\(addition).", isProblem: unread > 0)
    let restart =
      isOurs ? [] : [Command.restartJournal(saved, save.bookmark + save.since)]
    if editsWhenSaved {
      editsWhenSaved = false
      return restart + [.edit]
    }
    guard quitsWhenSaved else { return restart + leaveWhenWritten() }
    quitsWhenSaved = false
    return restart + leave(.finished)
  }

  /// Takes over what was written, which includes answers of another session; what was changed here
  /// meanwhile stays.
  mutating func noteMerged(_ merged: AnswerSheet, path: String) -> [Command] {
    let sent = saves.first?.sheet ?? sheet
    let taken = questionnaire.questions.count { merged[$0.id] != sent[$0.id] }
    remember()
    sheet =
      AnswerMerge(base: sent, ours: sheet, theirs: merged, prefer: .ours, in: questionnaire).sheet
    focus(on: focus)
    return noteSaved(
      merged, path: path,
      addition: ", with \(TextLayout.count(taken, "answer")) that another session saved there")
      + recompute()
  }

  mutating func noteSaveFailed(_ reason: String) -> [Command] {
    _ = endSave(sheet)
    unrecorded.append(.save(.failed))
    quitsWhenSaved = false
    editsWhenSaved = false
    leaving = nil
    notice = Notice(text: "Not saved: \(reason)", isProblem: true)
    return []
  }
}

extension Export {
  /// What is written, in words.
  var title: String {
    switch self {
    case .variant: "the variant"
    case .markdown: "the roadmap"
    case .json: "the plan"
    case .everything: "everything"
    }
  }
}

extension String {
  /// With the sign for what is left out that the terminal has.
  fileprivate func shown(_ glyphs: Glyphs) -> String {
    glyphs == .full ? self : replacing("\u{2026}", with: "...")
  }
}
