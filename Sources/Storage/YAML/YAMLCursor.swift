package import CatalogModel

/// A node of a document together with the log of its file: typed reading that records, with the
/// place, whatever does not fit, and goes on.
///
/// Every accessor returns nil after recording an error; a caller that got nil need not report again.
package struct YAMLCursor {
  package let node: YAMLNode
  private let source: Source

  /// What all cursors of a document share, so that each has one reference to it.
  private final class Source {
    let file: String
    let log: DiagnosticLog

    init(file: String, log: DiagnosticLog) {
      self.file = file
      self.log = log
    }
  }

  /// The file as diagnostics name it.
  package var file: String { source.file }
  package var log: DiagnosticLog { source.log }

  package init(_ document: YAMLDocument, log: DiagnosticLog) {
    self.init(document.root, file: document.file, log: log)
  }

  package init(_ node: YAMLNode, file: String, log: DiagnosticLog) {
    self.node = node
    source = Source(file: file, log: log)
  }

  private init(_ node: YAMLNode, _ source: Source) {
    self.node = node
    self.source = source
  }

  /// Another node of the same document.
  func at(_ node: YAMLNode) -> YAMLCursor { YAMLCursor(node, source) }

  /// Where the node begins.
  package var place: Place { place(node.position) }

  /// Records an error at this node.
  package func error(_ message: String, remedy: String? = nil) {
    log.add(Diagnostic(.error, at: place, message, remedy: remedy))
  }

  /// Records a warning at this node.
  package func warning(_ message: String, remedy: String? = nil) {
    log.add(Diagnostic(.warning, at: place, message, remedy: remedy))
  }

  /// The entries of a mapping, whatever its keys are.
  package func mapping() -> YAMLMapping? {
    guard case .mapping(let entries) = node.content else {
      error("expected a mapping, found \(summary)", remedy: "write `key: value` lines")
      return nil
    }
    return YAMLMapping(entries: entries, cursor: self)
  }

  /// The entries of a mapping whose keys are all known; each unknown key is an error.
  package func mapping(keys: [String]) -> YAMLMapping? {
    guard let mapping = mapping() else { return nil }
    mapping.reportUnknownKeys(known: keys)
    return mapping
  }

  /// The elements of a sequence.
  package func elements() -> [YAMLCursor]? {
    guard case .sequence(let nodes) = node.content else {
      error("expected a list, found \(summary)", remedy: "write `[a, b]` or lines with `- `")
      return nil
    }
    return nodes.map { YAMLCursor($0, source) }
  }

  /// A scalar of any kind.
  package func scalar() -> YAMLScalar? {
    guard case .scalar(let scalar) = node.content else {
      error("expected a single value, found \(summary)")
      return nil
    }
    return scalar
  }

  /// What the node is, in words for a message.
  package var summary: String {
    switch node.content {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: return "nothing"
      case .text where scalar.isQuoted: return "the quoted text \"\(shortened(scalar.text))\""
      case .text: return "the text `\(shortened(scalar.text))`"
      case .number, .flag, .ambiguous: return "`\(shortened(scalar.text))`"
      }
    }
  }

  private func shortened(_ text: String) -> String {
    text.count <= 60 ? text : text.prefix(57) + "..."
  }

  func place(_ position: YAMLPosition) -> Place {
    Place(file: position.file ?? file, line: position.line, column: position.column)
  }
}
