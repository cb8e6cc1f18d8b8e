import ArgumentParser
import CatalogModel
import Foundation
import Storage

/// The two streams of the process: results and messages.
///
/// Neither carries what would command a terminal (`VisibleText`), whatever a file brought in.
enum Console {
  /// Whether a person sits at both ends: input and output are a terminal.
  static var isTerminal: Bool { isatty(0) == 1 && isatty(1) == 1 }

  /// Writes results to standard output; ends the program with 73 where that fails.
  ///
  /// A reader that has left, such as `head`, is no failure.
  static func write(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(VisibleText.of(text).utf8))
    } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      if cause?.code == Int(EPIPE) { return }
      message("standard output cannot be written")
      exit(73)
    }
  }

  /// Writes results to a file, or to standard output for `-`.
  ///
  /// - Throws: Exit code 73 after saying why the file cannot be written.
  static func write(_ text: String, to path: String, replacing: Bool) throws {
    guard path != "-" else { return write(text) }
    do {
      try FileWriter.write(text, to: path, replacing: replacing)
    } catch {
      message(error.message)
      throw ExitCode(73)
    }
  }

  /// Writes a JSON document to standard output, several as an array of them.
  static func writeJSON(_ documents: [String]) {
    write(documents.count == 1 ? documents[0] : "[" + documents.joined(separator: ",") + "]\n")
  }

  /// Writes diagnostics to standard error.
  static func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    complain(diagnostics.map { $0.description + "\n" }.joined())
  }

  /// Writes a line to standard error.
  static func message(_ text: String) {
    complain(text + "\n")
  }

  /// Writes messages that were held back to standard error.
  static func passOn(_ text: String) {
    if !text.isEmpty { complain(text) }
  }

  private static func complain(_ text: String) {
    if let sink = MessageSink.current { return sink.add(text) }
    // Nobody is left to hear that this failed.
    try? FileHandle.standardError.write(contentsOf: Data(VisibleText.of(text).utf8))
  }

  /// A value as JSON with sorted keys and a line end.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
