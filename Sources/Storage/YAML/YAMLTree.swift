import CatalogModel
import Yams

/// The conversion of a parser's nodes into a `YAMLNode` tree, with every refused feature reported.
struct YAMLTree {
  private(set) var diagnostics: [Diagnostic] = []
  private let file: String
  private let scan: YAMLScan

  init(file: String, scan: YAMLScan) {
    self.file = file
    self.scan = scan
  }

  mutating func convert(_ node: Node) -> YAMLNode {
    let position = Self.position(of: node)
    switch node {
    case .scalar(let scalar):
      check(scalar.tag, plain: scalar.style == .plain, anchor: scalar.anchor, at: position)
      let isQuoted = scalar.style != .plain
      return YAMLNode(.scalar(YAMLScalar(scalar.string, isQuoted: isQuoted)), at: position)
    case .sequence(let sequence):
      check(sequence.tag, plain: true, anchor: sequence.anchor, at: position)
      return YAMLNode(.sequence(sequence.map { convert($0) }), at: position)
    case .mapping(let mapping):
      check(mapping.tag, plain: true, anchor: mapping.anchor, at: position)
      return YAMLNode(.mapping(mapping.compactMap { entry($0.key, $0.value) }), at: position)
    case .alias:
      report("aliases are not allowed", "write the value out where it is used", at: position)
      return YAMLNode(.scalar(YAMLScalar("", isQuoted: false)), at: position)
    }
  }

  static func position(of node: Node) -> YAMLPosition {
    let mark = node.mark
    return YAMLPosition(line: mark?.line ?? 0, column: mark?.column ?? 0)
  }

  private mutating func entry(_ key: Node, _ value: Node) -> YAMLEntry? {
    let value = convert(value)
    guard case .scalar(let scalar) = key else {
      report("a key must be a text", "write `name: value`", at: Self.position(of: key))
      return nil
    }
    let position = Self.position(of: key)
    // The tag of a key cannot be checked: Yams resolves it when it looks for duplicates.
    check(nil, plain: true, anchor: scalar.anchor, at: position)
    if scalar.style == .plain && scalar.string == "<<" {
      report("merge keys are not allowed", "write the values out where they are used", at: position)
      return nil
    }
    return YAMLEntry(key: scalar.string, keyPosition: position, value: value)
  }

  private mutating func check(_ tag: Tag?, plain: Bool, anchor: Anchor?, at position: YAMLPosition)
  {
    if scan.mayHaveTags, let tag, tag != Tag(plain ? .implicit : .str) {
      report("tags are not allowed (`\(tag)`)", "remove the tag, or quote the text", at: position)
    }
    if scan.mayHaveAnchors, let anchor {
      report(
        "anchors are not allowed (`&\(anchor.rawValue)`)", "remove the anchor, or quote the text",
        at: position)
    }
  }

  private mutating func report(_ message: String, _ remedy: String, at position: YAMLPosition) {
    let place = Place(file: file, line: position.line, column: position.column)
    diagnostics.append(Diagnostic(.error, at: place, message, remedy: remedy))
  }
}
