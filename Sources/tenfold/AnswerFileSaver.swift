import Requirements
import Storage
import TerminalUI

/// Saves the answers of an interview: a file that exists keeps its comments and its layout.
struct AnswerFileSaver: Sendable {
  let path: String
  let questionnaire: Questionnaire

  /// Writes the file, or says why it could not.
  func save(_ sheet: AnswerSheet) -> SaveResult {
    let text: String
    if let reading = try? AnswerFileReader.read(path, questionnaire) {
      text = AnswerFileRewriter.rewrite(reading.text, to: sheet, questionnaire).text
    } else {
      text = AnswerFileWriter.text(sheet, questionnaire)
    }
    do {
      try FileWriter.write(text, to: path, replacing: true)
      return .saved(path: path)
    } catch {
      return .failed([error.message])
    }
  }
}
