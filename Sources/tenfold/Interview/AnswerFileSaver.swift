import CatalogModel
import Foundation
import Requirements
import Storage
import Synchronization
import TerminalUI

/// Saves the answers of an interview: a file that exists keeps its comments and its layout.
///
/// What another session saved meanwhile is kept: answers are brought together question by question,
/// and where both sides changed one, nothing is written before somebody decided.
final class AnswerFileSaver: Sendable {
  private let path: String
  private let questionnaire: Questionnaire
  /// The answers that this session and the file have in common.
  private let base: Mutex<AnswerSheet>

  init(path: String, questionnaire: Questionnaire, from sheet: AnswerSheet) {
    self.path = path
    self.questionnaire = questionnaire
    base = Mutex(sheet)
  }

  /// Says which answers this session started from.
  func start(from sheet: AnswerSheet) {
    base.withLock { $0 = sheet }
  }

  /// Writes the file, or says why it could not.
  ///
  /// Only a file that does not exist is written from nothing; one that cannot be read, or that has
  /// become no answer file since the interview began, stays as it is.
  func save(_ sheet: AnswerSheet, prefer: AnswerMerge.Preference?) -> SaveResult {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var lock = DirectoryLock(folder)
    for _ in 0..<50 where lock == nil {
      usleep(2000)
      lock = DirectoryLock(folder)
    }
    return withExtendedLifetime(lock) { write(sheet, prefer: prefer) }
  }

  private func write(_ sheet: AnswerSheet, prefer: AnswerMerge.Preference?) -> SaveResult {
    var merged = sheet
    let text: String
    do throws(AnswerFileFailure) {
      let reading = try AnswerFileReader.read(path, questionnaire)
      guard let theirs = reading.sheet else {
        return .failed(
          ["\(path): the file has changed and has errors now; it was not replaced"]
            + reading.diagnostics.map(\.description))
      }
      let merge = AnswerMerge(
        base: base.withLock { $0 }, ours: sheet, theirs: theirs, prefer: prefer ?? .ours,
        in: questionnaire)
      guard merge.conflicts.isEmpty || prefer != nil else { return .conflicts(merge.conflicts) }
      merged = merge.sheet
      text = AnswerFileRewriter.rewrite(reading.text, to: merged, questionnaire).text
    } catch {
      guard case .missing = error else { return .failed([error.message]) }
      text = AnswerFileWriter.text(sheet, questionnaire)
    }
    do {
      try FileWriter.write(text, to: path, replacing: true)
    } catch {
      return .failed([error.message])
    }
    base.withLock { $0 = merged }
    return merged == sheet ? .saved(path: path) : .merged(merged, path: path)
  }
}
