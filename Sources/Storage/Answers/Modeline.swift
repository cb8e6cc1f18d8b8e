/// The comment in which an answer file tells an editor where its schema is.
package enum Modeline {
  private static let start = "# yaml-language-server: $schema="

  /// The line that names a schema by its path from the answer file.
  package static func line(_ schema: String) -> String { start + schema }

  /// The path of the schema that a text names; nil where it names none.
  package static func schema(in text: String) -> String? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(start) }) else {
      return nil
    }
    return String(line.dropFirst(start.count))
  }

  /// The text with another schema in its modeline, which comes first where it had none.
  package static func naming(_ schema: String, in text: String) -> String {
    guard self.schema(in: text) != nil else { return line(schema) + "\n" + text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(start) ? line(schema) : String($0) }.joined(separator: "\n")
  }
}
