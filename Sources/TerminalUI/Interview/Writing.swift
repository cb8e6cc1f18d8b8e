import Requirements

/// Files are written away from the keyboard; the session goes on meanwhile.
extension InterviewModel {
  /// Whether anything is being written.
  var isWriting: Bool { !saves.isEmpty || exportCount > 0 }

  /// Has the answers written.
  mutating func save(prefer preference: AnswerMerge.Preference? = nil) -> [Command] {
    saves.append(sheet)
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

  /// Notes that the oldest save ended and what the file holds now; nil where it was not written.
  mutating func endSave(_ held: AnswerSheet?) {
    let sent = saves.isEmpty ? nil : saves.removeFirst()
    if let sent { unrecorded.append(.save(sent == held ? .ended : .failed)) }
    if let held, held != sent { unrecorded.append(.holds(held)) }
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
  /// The journal goes on, so that undo reaches back beyond the save even after a crash.
  mutating func noteSaved(_ saved: AnswerSheet, path: String, addition: String = "") -> [Command] {
    endSave(saved)
    savedSheet = saved
    savedPath = path
    let unread = drafts.count
    let rest = unread == 0 ? "" : " without what cannot be read (\(unread))"
    notice = Notice(text: "Saved to \(path)\(rest)\(addition).", isProblem: unread > 0)
    if editsWhenSaved {
      editsWhenSaved = false
      return [.edit]
    }
    guard quitsWhenSaved else { return leaveWhenWritten() }
    quitsWhenSaved = false
    return leave(.finished)
  }

  /// Takes over what was written, which includes answers of another session; what was changed here
  /// meanwhile stays.
  mutating func noteMerged(_ merged: AnswerSheet, path: String) -> [Command] {
    let sent = saves.first ?? sheet
    let taken = questionnaire.questions.count { merged[$0.id] != sent[$0.id] }
    let both =
      AnswerMerge(base: sent, ours: sheet, theirs: merged, prefer: .ours, in: questionnaire).sheet
    // What no file holds is behind the mark that tells what the file holds.
    let before = both == merged ? act(.takeOver(both, from: .session)) : []
    let saved = noteSaved(
      merged, path: path,
      addition: ", with \(TextLayout.count(taken, "answer")) that another session saved there")
    return before + saved + (both == merged ? [] : act(.takeOver(both, from: .session)))
  }

  mutating func noteSaveFailed(_ reason: String) -> [Command] {
    endSave(nil)
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
