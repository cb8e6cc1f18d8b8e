import Requirements

/// Changes the model by a message, and returns what is to be done outside of it.
package func update(_ model: inout InterviewModel, _ message: Message) -> [Command] {
  let commands = react(&model, message)
  let actions = model.takeUnrecorded()
  return actions.isEmpty ? commands : [.record(actions)] + commands
}

private func react(_ model: inout InterviewModel, _ message: Message) -> [Command] {
  switch message {
  case .key(let key):
    return model.press(key)
  case .paste(let text):
    if model.overlay == .trial {
      model.picker.entry.insert(text.unicodeScalars.filter { $0 != "\n" })
      return []
    }
    guard case .entry(var entry) = model.editor, model.takesText else { return [] }
    entry.insert(text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
    return model.typed(entry)
  case .mouse(let mouse):
    return model.click(mouse)
  case .resize(let size):
    model.size = size
    return []
  case .previewArrived(let preview, let job):
    guard job == model.job else { return [] }
    model.preview = preview
    model.isComputing = false
    model.explorer.restart(generation: job)
    return model.requestForPage()
  case .replied(let reply, let job):
    return model.take(reply, job: job)
  case .exported(let path):
    return model.noteExported("Written to \(path).", isProblem: false)
  case .exportFailed(let reason):
    return model.noteExported("Not written: \(reason)", isProblem: true)
  case .saved(let sheet, let path):
    return model.noteSaved(sheet, path: path)
  case .merged(let sheet, let path):
    return model.noteMerged(sheet, path: path)
  case .edited(let sheet):
    return model.takeEdited(sheet)
  case .editRefused(let problems):
    return model.refuseEdited(problems)
  case .editFailed(let reason):
    model.notice = .init(text: "Not edited: \(reason)", isProblem: true)
    return []
  case .saveFailed(let reasons):
    return model.noteSaveFailed(reasons.first ?? "unknown reason")
  case .saveConflicts(let conflicts):
    model.endSave(nil)
    model.leaving = nil
    model.conflicts = conflicts
    model.overlay = .conflict
    return []
  case .interrupted:
    return model.askToQuit(isInterrupt: true)
  case .suspensionRequested:
    return [.suspend]
  }
}

extension InterviewModel {
  /// Whether `/` is a letter of what is typed: in a line of text, or after a number or the start of a
  /// unit, where the number's units have one, such as `%/month`.
  var takesSlash: Bool {
    guard takesText, case .entry(let entry) = editor, let question = question(at: focus) else {
      return false
    }
    switch question.kind {
    case .line: return true
    case .number(let kind):
      guard UnitTable.entries(kind.unit).contains(where: { $0.spelling.contains("/") }) else {
        return false
      }
      return entry.before.last.map { $0.isNumber || $0.isLetter || "%$ ".contains($0) } ?? false
    case .slug, .slugs, .date, .choice, .choices, .flag, .table: return false
    }
  }

  /// Whether characters go into an entry rather than being keys.
  var takesText: Bool {
    guard overlay == nil, screen == .questions, case .entry = editor else { return false }
    return true
  }

  mutating func press(_ key: Key) -> [Command] {
    notice = nil
    // Whoever goes on does not want to leave.
    if leaving != nil, key != .control("q"), key != .control("c") { leaving = nil }
    if let overlay {
      // A function key does what it does elsewhere, unless a question is to be decided first.
      if overlay.isLeft(by: key), let deed = Deed.of(key), deed.leavesOverlays {
        self.overlay = nil
        return deed == overlay.deed ? [] : perform(deed)
      }
      return updateOverlay(overlay, key)
    }
    if let deed = deed(of: key) { return perform(deed) }
    if key == .control("c") { return askToQuit(isInterrupt: true) }
    switch screen {
    case .questions: return updateQuestion(key)
    case .review: return updateReview(key)
    case .explorer: return updateExplorer(key)
    }
  }

  /// What a key does on every screen; nil for all others.
  ///
  /// No answer holds `?`, `:` or `~`, so that these are keys also where text is typed; `/` is one
  /// where no unit can go on with it.
  private func deed(of key: Key) -> Deed? {
    switch key {
    case .character("?"): return .help
    case .character(":"): return .palette
    case .character("~") where screen == .questions: return .unknown
    case .character("/"): return takesSlash ? nil : .find
    default: return Deed.of(key)
    }
  }

  private mutating func updateOverlay(_ overlay: Overlay, _ key: Key) -> [Command] {
    switch overlay {
    case .quitConfirmation: return updateQuitting(key)
    case .finder: return updateFinder(key)
    case .palette: return updatePalette(key)
    case .recovery: return updateRecovery(key)
    case .conflict: return updateConflict(key)
    case .help, .preview, .why, .edited: return updateText(key)
    case .editRefused: return updateEditRefused(key)
    case .naming: return updateNaming(key)
    case .trial: return updateTrial(key)
    case .export: return updateExport(key)
    }
  }

  private mutating func updateQuitting(_ key: Key) -> [Command] {
    switch key {
    case .character("s"), .enter, .control("s"):
      quitsWhenSaved = true
      self.overlay = nil
      return save()
    case .character("q"), .control("q"), .control("c"):
      self.overlay = nil
      return leave(.abandoned)
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    default:
      self.overlay = nil
      return []
    }
  }

  /// A key at the question whose answers are to be kept, where another session saved others.
  private mutating func updateConflict(_ key: Key) -> [Command] {
    switch key {
    case .character("m"):
      overlay = nil
      return save(prefer: .ours)
    case .character("t"):
      overlay = nil
      return save(prefer: .theirs)
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    case .up, .down, .pageUp, .pageDown, .home, .end: return updateText(key)
    default:
      overlay = nil
      quitsWhenSaved = false
      editsWhenSaved = false
      notice = Notice(text: "Not saved.", isProblem: true)
      return []
    }
  }

  /// A key at an overlay that is only read: it scrolls, or closes it.
  private mutating func updateText(_ key: Key) -> [Command] {
    switch key {
    case .up, .down, .pageUp, .pageDown, .character(" "), .home, .end: return scrollOverlay(key)
    case .control("c"), .control("q"): return askToQuit(isInterrupt: false)
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    default: overlay = nil
    }
    return []
  }

  mutating func scrollOverlay(_ key: Key) -> [Command] {
    switch key {
    case .up: overlayScroll = max(0, overlayScroll - 1)
    case .down: overlayScroll = min(overlayScroll + 1, overlayScrollLimit)
    case .pageUp: overlayScroll = max(0, overlayScroll - 10)
    case .pageDown, .character(" "): overlayScroll = min(overlayScroll + 10, overlayScrollLimit)
    case .home: overlayScroll = 0
    case .end: overlayScroll = overlayScrollLimit
    default: break
    }
    return []
  }

  mutating func open(_ overlay: Overlay) {
    self.overlay = overlay
    overlayScroll = 0
  }

  /// Leaves at once when nothing is lost by it, else asks; a second interrupt means it.
  mutating func askToQuit(isInterrupt: Bool) -> [Command] {
    if let leaving { return [.quit(leaving)] }
    guard isUnsaved, saves.last != sheet else { return leave(.finished) }
    if isInterrupt && overlay == .quitConfirmation { return [.quit(.abandoned)] }
    open(.quitConfirmation)
    return []
  }
}
