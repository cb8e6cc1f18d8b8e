package import Requirements

/// What the driver is asked to do; its result comes back as a message.
package enum Command: Hashable, Sendable {
  /// Compute a preview of these answers, away from the keyboard.
  case recompute(AnswerSheet, job: Int)
  /// Write the answer file.
  case save(AnswerSheet)
  case quit(ExitReason)
  /// Leave the screen and stop until the shell continues the process.
  case suspend
  /// Paint every cell anew.
  case repaint
}

/// Why an interview ended.
package enum ExitReason: Hashable, Sendable {
  /// The user left, with everything saved or nothing to save.
  case finished
  /// The user left, giving up unsaved answers.
  case abandoned
  /// The process was told to end by a signal of this number; 0 where the terminal went away.
  case terminated(Int32)
}
