import CatalogModel
import Foundation

/// The two streams of the process: results and messages.
enum Console {
  /// Whether a person sits at both ends: input and output are a terminal.
  static var isTerminal: Bool { isatty(0) == 1 && isatty(1) == 1 }

  /// Writes results to standard output.
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes diagnostics to standard error.
  static func report(_ diagnostics: [Diagnostic]) {
    let text = diagnostics.map { $0.description + "\n" }.joined()
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Writes a line to standard error.
  static func message(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// A value as JSON with sorted keys and a line end.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
