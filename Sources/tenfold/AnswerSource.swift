import ArgumentParser
import Foundation
import Requirements
import Storage

/// Where answers are read from: a file, standard input, or a file as it was at a commit.
enum AnswerSource {
  case file(String)
  case revision(GitFile)

  /// The answers and what is wrong with them.
  ///
  /// - Throws: Exit code 66 where there is nothing to read, after saying so on standard error.
  func reading(_ questionnaire: Questionnaire) throws -> AnswerFileReading {
    switch self {
    case .file(let path):
      do {
        return try AnswerFileReader.read(path, questionnaire)
      } catch {
        Console.message(error.message)
        throw ExitCode(66)
      }
    case .revision(let file):
      switch file.bytes() {
      case .success(let bytes):
        return AnswerFileReader.parse(bytes, file: file.name, questionnaire)
      case .failure(let list):
        Console.report(list.diagnostics)
        throw ExitCode(66)
      }
    }
  }

  /// How documents call it: the file's name without folders.
  var name: String {
    switch self {
    case .file("-"): "standard input"
    case .file(let path): URL(fileURLWithPath: path).lastPathComponent
    case .revision(let file): file.name
    }
  }
}
