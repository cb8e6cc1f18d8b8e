import Requirements
import Storage
import TerminalUI

/// The journal of an interview in a file beside the answers: what it started from, then its actions.
///
///     tenfold session 1
///     base<TAB>the answers that it started from, as an answer file on one line
///     focus<TAB>users.now
///     type<TAB>250k
struct InterviewJournal {
  private static let version = "tenfold session 1"
  let file: SessionFile
  let questionnaire: Questionnaire

  /// A journal for a session that starts from these answers.
  ///
  /// - Parameter saver: Learns which answers a recovered session started from.
  /// - Returns: Nil where none can be kept.
  static func open(
    _ answersFile: String, _ questionnaire: Questionnaire, from sheet: AnswerSheet,
    _ saver: AnswerFileSaver
  ) -> SessionJournal? {
    guard let file = SessionFile.open(besides: answersFile) else { return nil }
    let journal = InterviewJournal(file: file, questionnaire: questionnaire)
    let recovery = journal.recovered()
    if recovery == nil { journal.start(from: sheet, []) }
    return SessionJournal(
      recovery: recovery,
      record: { journal.file.append($0.map(ActionLine.text)) },
      decide: { written in
        if let written { saver.start(from: written) } else { journal.start(from: sheet, []) }
      },
      restart: { journal.start(from: $0, $1) },
      end: { journal.file.remove() })
  }

  private func start(from sheet: AnswerSheet, _ actions: [Action]) {
    let text = AnswerFileWriter.text(sheet, questionnaire)
    file.start(
      [Self.version, ActionLine.joined(["base", text])] + actions.map(ActionLine.text))
  }

  /// The session that was cut off; nil where none was, or nothing was changed in it.
  private func recovered() -> RecoveredSession? {
    let lines = file.leftover
    guard lines.count > 2, lines[0] == Self.version, lines[1].hasPrefix("base\t") else {
      return nil
    }
    let text = ActionLine.unescaped(String(lines[1].dropFirst("base\t".count)))
    let reading = AnswerFileReader.parse(Array(text.utf8), file: "", questionnaire)
    guard let base = reading.sheet else { return nil }
    let session = RecoveredSession(
      base: base.withoutPlaces, actions: lines.dropFirst(2).compactMap(ActionLine.action))
    return session.changeCount > 0 ? session : nil
  }
}
