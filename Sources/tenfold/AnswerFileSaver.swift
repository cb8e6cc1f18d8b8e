import CatalogModel
import Requirements
import Storage
import TerminalUI

/// Saves the answers of an interview: a file that exists keeps its comments and its layout.
struct AnswerFileSaver: Sendable {
  let path: String
  let questionnaire: Questionnaire

  /// Writes the file, or says why it could not.
  ///
  /// Only a file that does not exist is written from nothing; one that cannot be read, or that has
  /// become no answer file since the interview began, stays as it is.
  func save(_ sheet: AnswerSheet) -> SaveResult {
    let text: String
    do throws(AnswerFileFailure) {
      let reading = try AnswerFileReader.read(path, questionnaire)
      guard reading.sheet != nil else {
        return .failed(
          ["\(path): the file has changed and has errors now; it was not replaced"]
            + reading.diagnostics.map(\.description))
      }
      text = AnswerFileRewriter.rewrite(reading.text, to: sheet, questionnaire).text
    } catch {
      guard case .missing = error else { return .failed([error.message]) }
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
