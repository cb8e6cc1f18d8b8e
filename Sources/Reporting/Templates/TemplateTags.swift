/// A tag of a Mustache template, as far as the guards of `TemplateLibrary` need to know it.
struct TemplateTag: Hashable {
  enum Kind: Hashable {
    case variable
    /// Begins a section or an inverted one.
    case section
    case unescaped
    case partial
    case dynamicPartial
    case delimiter
    /// Ends a section, is a comment or a pragma.
    case other
  }

  let kind: Kind
  let name: String
  /// Where it starts, from 1.
  let place: TemplatePlace
}

/// A place in the text of a template; lines and columns count from 1.
package struct TemplatePlace: Hashable, Sendable, Comparable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: TemplatePlace, right: TemplatePlace) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// The tags of a template text in order; a tag that is not closed ends the list, as the parser reports it.
func templateTags(in text: String) -> [TemplateTag] {
  var tags: [TemplateTag] = []
  var rest = text[...]
  var line = 1
  var lineStart = text.startIndex
  func pass(_ passed: Substring) {
    for index in passed.indices where passed[index].isNewline {
      line += 1
      lineStart = text.index(after: index)
    }
  }
  while let open = rest.firstRange(of: "{{") {
    pass(rest[..<open.lowerBound])
    let body = rest[open.upperBound...]
    guard let close = body.firstRange(of: "}}") else { break }
    let content = body[..<close.lowerBound]
    let column = text.distance(from: lineStart, to: open.lowerBound) + 1
    tags.append(templateTag(content, at: TemplatePlace(line: line, column: column)))
    pass(content)
    rest = body[close.upperBound...]
  }
  return tags
}

private func templateTag(_ content: Substring, at place: TemplatePlace) -> TemplateTag {
  let marked = content.dropFirst().filter { $0 != " " }
  let (kind, name): (TemplateTag.Kind, String) =
    switch content.first {
    case "{", "&": (.unescaped, marked)
    case ">": (marked.hasPrefix("*") ? .dynamicPartial : .partial, marked)
    case "=": (.delimiter, marked)
    case "#", "^": (.section, marked)
    case "/", "!", "%", nil: (.other, marked)
    default: (.variable, content.filter { $0 != " " })
    }
  return TemplateTag(kind: kind, name: name, place: place)
}
