import CatalogModel
import Foundation
import Requirements
import Storage
import Synchronization
import TerminalUI

/// Saves the answers of an interview as `SaveDecision` says; a file that exists keeps its comments and
/// its layout.
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
    let (state, present) = file()
    let written: AnswerSheet
    let text: String
    switch SaveDecision(
      saving: sheet, base: base.withLock { $0 }, over: state, prefer: prefer, path: path,
      in: questionnaire)
    {
    case .refuse(let reasons): return .failed(reasons)
    case .ask(let conflicts): return .conflicts(conflicts)
    case .create(let all):
      written = all
      text = AnswerFileWriter.text(all, questionnaire)
    case .rewrite(let merged):
      written = merged
      text = AnswerFileRewriter.rewrite(present, to: merged, questionnaire).text
    }
    do {
      try FileWriter.write(text, to: path, replacing: true)
    } catch {
      return .failed([error.message])
    }
    base.withLock { $0 = written }
    return written == sheet ? .saved(path: path) : .merged(written, path: path)
  }

  /// What the file holds, and its text.
  private func file() -> (AnswerFileState, text: String) {
    do throws(AnswerFileFailure) {
      let reading = try AnswerFileReader.read(path, questionnaire)
      guard let sheet = reading.sheet else {
        return (.broken(reading.diagnostics.map(\.description)), "")
      }
      return (.holds(sheet), reading.text)
    } catch {
      if case .missing = error { return (.missing, "") }
      return (.unreadable(error.message), "")
    }
  }
}
