import Requirements
import Storage
import TerminalUI

/// The journal of an interview in a file beside the answers: what it started from, then its actions.
///
///     tenfold session 2
///     base<TAB>the answers that it started from, as an answer file on one line
///     focus<TAB>users.now
///     type<TAB>250k
///
/// Version 1 had no lines for answers that others wrote; everything it has means the same in version 2.
/// A journal of a version that is not known stays where it is, for the program that wrote it.
struct InterviewJournal {
  private static let versions = ["tenfold session 1", "tenfold session 2"]
  let file: SessionFile
  let questionnaire: Questionnaire

  /// A journal for a session that starts from these answers.
  ///
  /// It is empty until `begin`, which waits for the first frame.
  ///
  /// - Parameter saver: Learns which answers a recovered session started from.
  /// - Returns: Nil where none can be kept.
  static func open(
    _ answersFile: String, _ questionnaire: Questionnaire, from sheet: AnswerSheet,
    _ saver: AnswerFileSaver
  ) -> SessionJournal? {
    guard
      let file = SessionFile.open(
        besides: answersFile,
        where: { lines in lines.first.map { versions.contains($0) } ?? true })
    else { return nil }
    let journal = InterviewJournal(file: file, questionnaire: questionnaire)
    let recovery = journal.recovered()
    return SessionJournal(
      recovery: recovery,
      record: { journal.file.append($0.map(journal.lines.text)) },
      decide: { written in
        guard let written else { return journal.begin(from: sheet) }
        if let recovery { journal.file.keep(recovery.actions.count + 2) }
        saver.start(from: written)
      },
      begin: { journal.begin(from: $0) },
      end: { journal.file.remove() })
  }

  private var lines: ActionLine {
    ActionLine(
      text: { [questionnaire] in AnswerFileWriter.text($0, questionnaire) },
      sheet: { [questionnaire] in
        AnswerFileReader.parse(Array($0.utf8), file: "", questionnaire).sheet?.withoutPlaces
      })
  }

  private func begin(from sheet: AnswerSheet) {
    let text = AnswerFileWriter.text(sheet, questionnaire)
    file.start([Self.versions[Self.versions.count - 1], ActionLine.joined(["base", text])])
  }

  /// The session that was cut off; nil where none was, or nothing was changed in it.
  private func recovered() -> RecoveredSession? {
    let left = file.leftover
    guard left.count > 2, left[1].hasPrefix("base\t") else { return nil }
    let text = ActionLine.unescaped(String(left[1].dropFirst("base\t".count)))
    guard let base = lines.answers(text) else { return nil }
    let actions = lines.actions(left.dropFirst(2))
    let session = RecoveredSession(
      base: base, actions: actions, lostLines: left.count - 2 - actions.count + file.damaged)
    return session.changeCount > 0 ? session : nil
  }
}
