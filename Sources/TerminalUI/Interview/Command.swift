package import Requirements

/// What the driver is asked to do; its result comes back as a message.
package enum Command: Hashable, Sendable {
  /// Compute a preview of these answers, away from the keyboard.
  case recompute(AnswerSheet, job: Int)
  /// Write the answer file; nil asks where the file holds other answers than it did.
  case save(AnswerSheet, prefer: AnswerMerge.Preference? = nil)
  /// Have the answer file edited, which holds all answers, and read it again.
  case edit
  /// Draw in these colors.
  case theme(Theme)
  /// Add these to the journal before anything else happens.
  case record([Action])
  /// Go on with the journal of the session that was offered, which wrote these answers last.
  case resume(from: AnswerSheet)
  /// Begin the journal, from these answers.
  case beginJournal(AnswerSheet)
  /// Throw that journal away.
  case discardRecovery
  /// Compute something for the explorer, away from the keyboard.
  case compute(Request, job: Int)
  /// Put a text into the terminal's clipboard.
  case copy(String)
  /// Write a part of the plan for these answers into files.
  case export(Export, AnswerSheet)
  /// Listen to the mouse, or leave it to the terminal, which selects text with it.
  case mouse(Bool)
  case quit(ExitReason)
  /// Leave the screen and stop until the shell continues the process.
  case suspend
  /// Paint every cell anew.
  case repaint
}

/// What can be written from within a session.
package enum Export: Hashable, Sendable {
  /// The answers of a what-if, as an answer file of their own; without a name it gets a number.
  case variant(name: String)
  case markdown, json
  /// Everything that `tenfold plan --out` writes, templates included.
  case everything

  /// What a word of line mode means; nil for other words.
  init?(word: String) {
    switch word {
    case "markdown": self = .markdown
    case "json": self = .json
    case "everything": self = .everything
    default: return nil
    }
  }
}

/// Why an interview ended.
package enum ExitReason: Hashable, Sendable {
  /// The user left, with everything saved or nothing to save.
  case finished
  /// The user left, giving up unsaved answers.
  case abandoned
  /// The user left before deciding about a session that was cut off; it is offered again.
  case postponed
  /// The process was told to end by a signal of this number; a terminal that went away is a hang-up.
  case terminated(Int32)
}
