package import Requirements

/// A session that did not come to its end: what it started from, and what was done in it.
package struct RecoveredSession: Hashable, Sendable {
  /// The answers that its journal starts from.
  package let base: AnswerSheet
  /// What was done from there, saves among it, so that what came before a save can be undone after it.
  package let actions: [Action]
  /// How many lines of its journal are left out, the first of them damaged.
  package let lostLines: Int

  package init(base: AnswerSheet, actions: [Action], lostLines: Int = 0) {
    self.base = base
    self.actions = actions
    self.lostLines = lostLines
  }

  /// How many of its actions changed answers that no file holds.
  package var changeCount: Int {
    actions[(actions.lastWritten ?? 0)...].count(where: \.changesAnswers)
  }
}

extension [Action] {
  /// Where the answers stood that the file holds: where the save began that was the last to end well,
  /// or where it is told what the file holds.
  var lastWritten: Int? { writing.written }

  /// How many saves were cut off: nobody will tell what became of them.
  var unendedSaves: Int { writing.begun.count }

  /// Saves end in the order in which they began.
  private var writing: (begun: [Int], written: Int?) {
    var begun: [Int] = []
    var written: Int?
    for (place, action) in enumerated() {
      switch action {
      case .save(.began): begun.append(place)
      case .save(.ended): if !begun.isEmpty { written = begun.removeFirst() }
      case .save(.failed): if !begun.isEmpty { begun.removeFirst() }
      case .holds: written = place
      default: break
      }
    }
    return (begun, written)
  }
}

extension InterviewModel {
  /// Asks whether a session that was cut off is to be gone on with.
  package mutating func offer(_ recovery: RecoveredSession) {
    self.recovery = recovery
    isJournalFound = true
    overlay = .recovery
  }

  /// A key at that question.
  mutating func updateRecovery(_ key: Key) -> [Command] {
    guard let recovery else {
      overlay = nil
      return []
    }
    switch key {
    case .enter, .character("y"):
      self.recovery = nil
      overlay = nil
      sheet = recovery.base
      let written = play(recovery.actions)
      // The saves of this session must not be taken for those.
      unrecorded += Array(repeating: .save(.failed), count: recovery.actions.unendedSaves)
      let field = question(at: focus)?.ask ?? ""
      notice = Notice(
        text:
          "Back where it was left: \(TextLayout.count(recovery.changeCount, "change")), at "
          + "\u{201C}\(field)\u{201D}."
          + (recovery.lostLines > 0
            ? " \(TextLayout.count(recovery.lostLines, "line")) of its journal from a damaged one on "
              + "left out." : ""),
        isProblem: recovery.lostLines > 0)
      return [.resume(from: written ?? recovery.base)] + recompute()
    case .character("d"), .character("n"):
      self.recovery = nil
      overlay = nil
      return [.discardRecovery]
    case .control("q"), .control("c"): return [.quit(.postponed)]
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    default: return []
    }
  }
}
