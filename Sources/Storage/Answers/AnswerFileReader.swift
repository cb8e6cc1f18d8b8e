package import CatalogModel
import Foundation
import OrderedCollections
package import Requirements

/// What reading an answer file came to.
package struct AnswerFileReading: Sendable {
  /// The answers in the order of the questionnaire; nil where one of the diagnostics is an error.
  package let sheet: AnswerSheet?
  /// Sorted by place.
  package let diagnostics: [Diagnostic]
  /// A hash of the file's bytes, as 16 hexadecimal digits.
  package let digest: String
  /// The file as it was read, for `AnswerFileRewriter`; empty where it is not UTF-8.
  package let text: String
}

/// Why an answer file could not be opened at all.
package enum AnswerFileFailure: Error, Hashable, Sendable {
  case missing(path: String)
  case unreadable(path: String)

  /// The message for a person.
  package var message: String {
    switch self {
    case .missing(let path): "\(path): there is no such file"
    case .unreadable(let path): "\(path): the file cannot be read; is it a folder, or protected?"
    }
  }
}

/// Reads answer files, YAML or JSON, strictly: whatever is unknown, impossible or of the wrong type
/// is an error with its place, and all of them are reported at once.
package enum AnswerFileReader {
  private static let limits = YAMLLimits(bytes: 1_048_576)

  /// Reads a file, or standard input where the path is `-`.
  package static func read(
    _ path: String, _ questionnaire: Questionnaire
  ) throws(AnswerFileFailure) -> AnswerFileReading {
    parse(
      try bytes(of: path), file: path == "-" ? "standard input" : path, questionnaire)
  }

  private static func bytes(of path: String) throws(AnswerFileFailure) -> [UInt8] {
    if path == "-" { return try bytes(of: .standardInput, path) }
    if let bytes = FileContents.regular(path, most: limits.bytes + 1) { return bytes }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw .missing(path: path)
    }
    guard !isDirectory.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(path: path)
    }
    return try bytes(of: handle, path)
  }

  /// Whether there is something at a path, be it readable or not.
  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Reads the bytes of a file; messages call it `file`.
  package static func parse(
    _ bytes: [UInt8], file: String, _ questionnaire: Questionnaire
  ) -> AnswerFileReading {
    var digest = Digest()
    digest.add(bytes)
    let log = DiagnosticLog()
    var sheet = AnswerSheet()
    let text = String(validating: bytes, as: UTF8.self) ?? ""
    switch document(bytes, file: file) {
    case .failure(let list):
      for diagnostic in list.diagnostics { log.add(diagnostic) }
    case .success(let document):
      if let migration = AnswerMigration(text, document) {
        return parse(migration, file: file, questionnaire, digest: digest.text)
      }
      sheet = AnswerTreeReader(questionnaire).sheet(YAMLCursor(document, log: log))
    }
    return AnswerFileReading(
      sheet: log.errorCount > 0 ? nil : sheet, diagnostics: log.diagnostics.sortedByPlace(),
      digest: digest.text, text: text)
  }

  /// Reads what was migrated, with a note that says so.
  private static func parse(
    _ migration: AnswerMigration, file: String, _ questionnaire: Questionnaire, digest: String
  ) -> AnswerFileReading {
    let reading = parse(Array(migration.text.utf8), file: file, questionnaire)
    let note = Diagnostic(
      .note, at: Place(file: file),
      "the file is of version \(migration.from) of the format and is read as version "
        + "\(AnswerSheet.schemaVersion)",
      remedy: "tenfold migrate rewrites it and keeps its comments")
    return AnswerFileReading(
      sheet: reading.sheet, diagnostics: ([note] + reading.diagnostics).sortedByPlace(),
      digest: digest, text: reading.text)
  }

  /// The text of a file, or of standard input where the path is `-`; empty where it is not UTF-8.
  package static func text(_ path: String) throws(AnswerFileFailure) -> String {
    String(validating: try bytes(of: path), as: UTF8.self) ?? ""
  }

  /// The checked YAML tree of an answer file.
  static func document(_ bytes: [UInt8], file: String) -> Result<YAMLDocument, DiagnosticList> {
    guard bytes.count <= limits.bytes else {
      let tooLarge = Diagnostic(
        .error, at: Place(file: file), "the file is larger than 1 MiB",
        remedy: "check that this is the file you meant")
      return .failure(DiagnosticList([tooLarge]))
    }
    return YAMLDocument.parse(bytes, file: file, limits: limits)
  }

  private static func bytes(
    of handle: FileHandle, _ path: String
  ) throws(AnswerFileFailure) -> [UInt8] {
    try FileBytes.read(of: handle, path, limit: limits.bytes)
  }
}
