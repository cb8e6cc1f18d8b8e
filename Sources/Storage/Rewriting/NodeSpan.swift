/// Where a node of the YAML tree ends in its text, which the parser does not say.
struct NodeSpan {
  let range: Range<Int>
  /// Whether it stands within brackets or braces of its own.
  let isFlow: Bool

  /// The span of a node; nil for forms that are not edited, such as block scalars.
  init?(_ node: YAMLNode, in edits: TextEdits, inFlow: Bool = false) {
    guard let start = edits.offset(node.position), start < edits.scalars.count else { return nil }
    let first = edits.scalars[start]
    switch node.content {
    case .scalar(let scalar):
      guard let end = Self.scalarEnd(scalar, start, edits, inFlow: inFlow) else { return nil }
      self.init(range: start..<end, isFlow: false)
    case .sequence, .mapping:
      if first == "[" || first == "{" {
        guard let end = Self.flowEnd(start, edits) else { return nil }
        self.init(range: start..<end, isFlow: true)
      } else {
        guard let end = Self.blockEnd(node, edits) else { return nil }
        self.init(range: start..<end, isFlow: false)
      }
    }
  }

  private init(range: Range<Int>, isFlow: Bool) {
    self.range = range
    self.isFlow = isFlow
  }

  private static func scalarEnd(
    _ scalar: YAMLScalar, _ start: Int, _ edits: TextEdits, inFlow: Bool
  ) -> Int? {
    let scalars = edits.scalars
    switch scalars[start] {
    case "\"", "'": return quotedEnd(start, scalars)
    case "|", ">": return nil
    default: break
    }
    guard !scalar.isQuoted else { return nil }
    var end = start
    while end < scalars.count, scalars[end] != "\n", scalars[end] != "\r" {
      if scalars[end] == "#", end > start, scalars[end - 1] == " " { break }
      if inFlow, ",]}".unicodeScalars.contains(scalars[end]) { break }
      end += 1
    }
    while end > start, scalars[end - 1] == " " || scalars[end - 1] == "\t" { end -= 1 }
    return end
  }

  /// The offset after the closing quote.
  private static func quotedEnd(_ start: Int, _ scalars: [Unicode.Scalar]) -> Int? {
    let quote = scalars[start]
    var index = start + 1
    while index < scalars.count {
      if quote == "\"", scalars[index] == "\\" {
        index += 2
        continue
      }
      if scalars[index] == quote {
        guard quote == "'", index + 1 < scalars.count, scalars[index + 1] == quote else {
          return index + 1
        }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// The offset after the bracket that closes the one at the start.
  private static func flowEnd(_ start: Int, _ edits: TextEdits) -> Int? {
    let scalars = edits.scalars
    var depth = 0
    var index = start
    while index < scalars.count {
      switch scalars[index] {
      case "[", "{": depth += 1
      case "]", "}":
        depth -= 1
        if depth == 0 { return index + 1 }
      case "\"", "'":
        // A quote within a word is a letter.
        if let end = quotedEnd(index, scalars),
          " [{,:\n".unicodeScalars.contains(scalars[index - 1])
        {
          index = end
          continue
        }
      case "#" where " \n".unicodeScalars.contains(scalars[index - 1]):
        index = edits.lineEnd(index)
        continue
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func blockEnd(_ node: YAMLNode, _ edits: TextEdits) -> Int? {
    let children: [YAMLNode] =
      switch node.content {
      case .scalar: []
      case .sequence(let nodes): nodes
      case .mapping(let entries): entries.map(\.value)
      }
    guard let last = children.last else { return nil }
    return NodeSpan(last, in: edits)?.range.upperBound
  }
}
