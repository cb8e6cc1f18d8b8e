/// A node of a YAML document that passed every check of `YAMLDocument`: a plain tree without
/// anchors, aliases, tags or duplicate keys.
package struct YAMLNode: Hashable, Sendable {
  /// The three kinds of node.
  package enum Content: Hashable, Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package let content: Content
  package let position: YAMLPosition

  package init(_ content: Content, at position: YAMLPosition) {
    self.content = content
    self.position = position
  }
}

/// One key of a mapping and what it holds.
package struct YAMLEntry: Hashable, Sendable {
  package let key: String
  package let keyPosition: YAMLPosition
  package let value: YAMLNode

  package init(key: String, keyPosition: YAMLPosition, value: YAMLNode) {
    self.key = key
    self.keyPosition = keyPosition
    self.value = value
  }
}

/// A line and a column, both counted from 1; columns count Unicode scalars.
package struct YAMLPosition: Hashable, Sendable {
  package let line: Int
  package let column: Int
  /// The file where it is not the document's own: of an overlay.
  package let file: String?

  package init(line: Int, column: Int, file: String? = nil) {
    self.line = line
    self.column = column
    self.file = file
  }
}
