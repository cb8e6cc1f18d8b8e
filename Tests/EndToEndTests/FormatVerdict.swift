import Foundation
import TestSupport
import Testing

/// What validators of others say of outputs, through `Tests/Tools/verify-formats`.
enum FormatVerdict {
  /// A line for each file, `ok NAME` or what is wrong with it; nil where the validators are not
  /// installed, which is told.
  static func of(_ kind: String, _ files: [String]) throws -> [String]? {
    let python = RepositoryFiles.path(".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python) else {
      print("SKIPPED \(kind): \(files.count) files")
      return nil
    }
    let tool = RepositoryFiles.path("Tests/Tools/verify-formats")
    let run = try ProgramRun(executable: python, [tool, kind] + files)
    #expect(run.errors.isEmpty, "\(run.errors)")
    return run.output.split(separator: "\n").map { line in
      files.reduce(String(line)) {
        $0.replacingOccurrences(of: $1, with: URL(fileURLWithPath: $1).lastPathComponent)
      }
    }
  }

  /// Expects that every file is right.
  static func expectRight(
    _ kind: String, _ files: [String], at location: SourceLocation = #_sourceLocation
  ) throws {
    guard let lines = try of(kind, files) else { return }
    let expected = files.map { "ok " + URL(fileURLWithPath: $0).lastPathComponent }
    #expect(lines == expected, sourceLocation: location)
  }

  /// Expects that a mistake planted into a text is found, so that the validator is known to look.
  static func expectWrong(
    _ kind: String, _ text: String, replacing part: String, with other: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(text.contains(part), "the mistake has no place", sourceLocation: location)
    let scratch = try Scratch()
    defer { scratch.remove() }
    let wrong = text.replacingOccurrences(of: part, with: other)
    let path = try scratch.write("wrong", Data(wrong.utf8))
    guard let lines = try of(kind, [path]) else { return }
    #expect(lines.first?.hasPrefix("ok") == false, sourceLocation: location)
  }
}
