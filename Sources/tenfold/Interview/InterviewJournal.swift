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
  /// It is empty until `begin`, which waits for the first frame.
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
    return SessionJournal(
      recovery: recovery,
      record: { journal.file.append($0.map(journal.lines.text)) },
      decide: { written in
        if let written { saver.start(from: written) } else { journal.begin(from: sheet) }
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
    file.start([Self.version, ActionLine.joined(["base", text])])
  }

  /// The session that was cut off; nil where none was, or nothing was changed in it.
  private func recovered() -> RecoveredSession? {
    let left = file.leftover
    guard left.count > 2, left[0] == Self.version, left[1].hasPrefix("base\t") else {
      return nil
    }
    let text = ActionLine.unescaped(String(left[1].dropFirst("base\t".count)))
    guard let base = lines.answers(text) else { return nil }
    let session = RecoveredSession(
      base: base, actions: file.leftover.dropFirst(2).compactMap(lines.action))
    return session.changeCount > 0 ? session : nil
  }
}
