package import Requirements

/// Something that happened, which the interview reacts to.
package enum Message: Hashable, Sendable {
  case key(Key)
  case paste(String)
  case mouse(Mouse)
  case resize(Size)
  /// A preview was computed; of a job that is not the newest it is stale.
  case previewArrived(Preview, job: Int)
  /// Something was computed for the explorer.
  case replied(Reply, job: Int)
  /// Files were written, at that path; or why not.
  case exported(path: String)
  case exportFailed(String)
  /// These answers were written to the file of that name.
  case saved(AnswerSheet, path: String)
  /// These answers were written, which include some of another session.
  case merged(AnswerSheet, path: String)
  case saveFailed([String])
  /// The file holds answers that differ from those of this session; nothing was written.
  case saveConflicts([AnswerMerge.Conflict])
  /// The answer file was edited and holds these answers now.
  case edited(AnswerSheet)
  /// The edited file cannot be read; the problems with their places.
  case editRefused([String])
  /// There is no editor, or it failed.
  case editFailed(String)
  /// The user asked the process to end, as ^C does.
  case interrupted
  /// The user asked to stop the process for a while, as ^Z does.
  case suspensionRequested
}
