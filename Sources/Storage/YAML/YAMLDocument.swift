import CatalogModel
import Yams

/// A YAML file, parsed once and checked: one document, no anchors, aliases, tags or duplicate keys,
/// every key a text.
///
/// Reading goes through a `YAMLCursor`, which records what it does not like with its place.
package struct YAMLDocument: Sendable {
  /// The file as it is named in diagnostics.
  package let file: String
  package let root: YAMLNode

  /// Parses the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, UTF-8.
  ///   - file: The name that diagnostics give as the place.
  ///   - limits: Bounds on size and nesting, enforced before parsing.
  /// - Returns: The document, or the errors that keep it from being read; syntax errors stop at the
  ///   first, structural ones are all listed.
  package static func parse(
    _ bytes: [UInt8], file: String, limits: YAMLLimits = .standard
  ) -> Result<YAMLDocument, DiagnosticList> {
    do {
      let scan = try YAMLScan(bytes, file: file, limits: limits)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw refusal(Place(file: file), "the file is not UTF-8 text")
      }
      return try compose(text, file: file, scan: scan)
    } catch let refusal as YAMLRefusal {
      return .failure(DiagnosticList([refusal.diagnostic]))
    } catch let error as YamlError {
      return .failure(DiagnosticList([diagnostic(for: error, in: bytes, file: file)]))
    } catch {
      return .failure(DiagnosticList([Diagnostic(.error, at: Place(file: file), "\(error)")]))
    }
  }

  private static func compose(
    _ text: String, file: String, scan: YAMLScan
  ) throws -> Result<YAMLDocument, DiagnosticList> {
    // Naming the encoding keeps Yams from asking the environment for one. The basic resolver keeps
    // it from matching every key against seven regular expressions, half the time of parsing. Nothing
    // is constructed: nodes are converted here.
    let parser = try Parser(
      yaml: text, resolver: .basic, constructor: Constructor([:], [:], [:]), encoding: .utf8)
    guard let node = try parser.nextRoot() else {
      throw refusal(Place(file: file), "the file is empty")
    }
    if let second = try parser.nextRoot() {
      let position = YAMLTree.position(of: second)
      throw refusal(
        Place(file: file, line: position.line, column: position.column),
        "the file holds more than one YAML document",
        remedy: "remove the line `---` and what follows")
    }
    // Anchors are weak references that the parser owns.
    return withExtendedLifetime(parser) {
      var tree = YAMLTree(file: file, scan: scan)
      let root = tree.convert(node)
      if tree.diagnostics.isEmpty { return .success(YAMLDocument(file: file, root: root)) }
      return .failure(DiagnosticList(tree.diagnostics))
    }
  }

  /// Whether a tab stands before the first character of a line, counted from 1.
  private static func isIndentedByTabs(_ line: Int, of bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return false }
    return lines[line - 1].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .contains(UInt8(ascii: "\t"))
  }

  private static func refusal(
    _ place: Place, _ message: String, remedy: String? = nil
  ) -> YAMLRefusal {
    YAMLRefusal(diagnostic: Diagnostic(.error, at: place, message, remedy: remedy))
  }

  /// A parser's error in the form of all other diagnostics.
  private static func diagnostic(
    for error: YamlError, in bytes: [UInt8], file: String
  ) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(
        .error, at: Place(file: file, line: mark.line, column: mark.column),
        "not valid YAML: \(problem)",
        remedy: isIndentedByTabs(mark.line, of: bytes)
          ? "indent with spaces: YAML allows no tab before a key" : nil)
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
      return Diagnostic(
        .error, at: Place(file: file, line: context.mark.line, column: context.mark.column),
        "duplicate key \(names)", remedy: "keep one of the entries")
    case .reader(let problem, _, _, _):
      return Diagnostic(.error, at: Place(file: file), "not valid YAML: \(problem)")
    default:
      return Diagnostic(.error, at: Place(file: file), "not valid YAML: \(error)")
    }
  }
}
