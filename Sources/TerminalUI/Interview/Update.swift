import Requirements

/// Changes the model by a message, and returns what is to be done outside of it.
package func update(_ model: inout InterviewModel, _ message: Message) -> [Command] {
  switch message {
  case .key(let key):
    return model.press(key)
  case .paste(let text):
    guard case .entry(var entry) = model.editor, model.takesText else { return [] }
    entry.insert(text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
    return model.readEntry(entry)
  case .resize(let size):
    model.size = size
    return []
  case .previewArrived(let preview, let job):
    guard job == model.job else { return [] }
    model.formerPreview = model.preview
    model.preview = preview
    model.isComputing = false
    model.resultPage = min(model.resultPage, max(0, preview.pages.count - 1))
    return []
  case .saved(let sheet, let path):
    return model.noteSaved(sheet, path: path)
  case .saveFailed(let reasons):
    model.quitsWhenSaved = false
    let reason = reasons.first ?? "unknown reason"
    model.notice = .init(text: "Not saved: \(reason)", isProblem: true)
    return []
  case .interrupted:
    return model.askToQuit(isInterrupt: true)
  case .suspensionRequested:
    return [.suspend]
  }
}

extension InterviewModel {
  /// Whether characters go into an entry rather than being keys.
  var takesText: Bool {
    guard overlay == nil, screen == .questions, case .entry = editor else { return false }
    return true
  }

  fileprivate mutating func press(_ key: Key) -> [Command] {
    notice = nil
    if let overlay { return updateOverlay(overlay, key) }
    if let commands = updateAnywhere(key) { return commands }
    switch screen {
    case .questions: return updateQuestion(key)
    case .review: return updateReview(key)
    case .result: return updateResult(key)
    }
  }

  /// The keys that mean the same on every screen; nil for all others.
  private mutating func updateAnywhere(_ key: Key) -> [Command]? {
    switch key {
    case .control("s"): return [.save(sheet)]
    case .control("q"): return askToQuit(isInterrupt: false)
    case .control("c"): return askToQuit(isInterrupt: true)
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    case .control("r"), .function(5): openResult()
    case .function(2): toggleShortPath()
    case .control("o"), .function(3): openReview()
    case .control("p"), .function(4): open(.preview)
    case .control("_"), .function(8): return undo()
    case .control("y"), .function(9): return redo()
    case .function(1): open(.help)
    case .character("?") where !takesText: open(.help)
    default: return nil
    }
    return []
  }

  private mutating func updateOverlay(_ overlay: Overlay, _ key: Key) -> [Command] {
    guard overlay == .quitConfirmation else { return updateText(key) }
    switch key {
    case .character("s"), .enter, .control("s"):
      quitsWhenSaved = true
      self.overlay = nil
      return [.save(sheet)]
    case .character("q"), .control("q"), .control("c"):
      return [.quit(.abandoned)]
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    default:
      self.overlay = nil
      return []
    }
  }

  /// A key at an overlay that is only read: it scrolls, or closes it.
  private mutating func updateText(_ key: Key) -> [Command] {
    switch key {
    case .up: overlayScroll = max(0, overlayScroll - 1)
    case .down: overlayScroll = min(overlayScroll + 1, overlayScrollLimit)
    case .pageUp: overlayScroll = max(0, overlayScroll - 10)
    case .pageDown, .character(" "): overlayScroll = min(overlayScroll + 10, overlayScrollLimit)
    case .home: overlayScroll = 0
    case .end: overlayScroll = overlayScrollLimit
    case .control("c"), .control("q"): return askToQuit(isInterrupt: false)
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    default: overlay = nil
    }
    return []
  }

  private mutating func open(_ overlay: Overlay) {
    self.overlay = overlay
    overlayScroll = 0
  }

  /// Leaves at once when nothing is lost by it, else asks; a second interrupt means it.
  fileprivate mutating func askToQuit(isInterrupt: Bool) -> [Command] {
    guard isUnsaved else { return [.quit(.finished)] }
    if isInterrupt && overlay == .quitConfirmation { return [.quit(.abandoned)] }
    open(.quitConfirmation)
    return []
  }

  fileprivate mutating func noteSaved(_ sheet: AnswerSheet, path: String) -> [Command] {
    savedSheet = sheet
    savedPath = path
    let unread = drafts.count
    let rest = unread == 0 ? "" : " without what cannot be read (\(unread))"
    notice = Notice(text: "Saved to \(path)\(rest).", isProblem: unread > 0)
    guard quitsWhenSaved else { return [] }
    quitsWhenSaved = false
    return [.quit(.finished)]
  }
}
