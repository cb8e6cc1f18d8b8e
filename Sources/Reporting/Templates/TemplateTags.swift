/// A tag of a Mustache template, as far as the guards of `TemplateLibrary` need to know it.
struct TemplateTag: Hashable {
  enum Kind: Hashable {
    case unescaped
    case partial
    case dynamicPartial
    case delimiter
    case other
  }

  let kind: Kind
  let name: String
  /// The line it starts on, from 1.
  let line: Int
}

/// The tags of a template text in order; a tag that is not closed ends the list, as the parser reports it.
func templateTags(in text: String) -> [TemplateTag] {
  var tags: [TemplateTag] = []
  var rest = text[...]
  var line = 1
  while let open = rest.firstRange(of: "{{") {
    line += rest[..<open.lowerBound].count(where: \.isNewline)
    let body = rest[open.upperBound...]
    guard let close = body.firstRange(of: "}}") else { break }
    let content = body[..<close.lowerBound]
    tags.append(templateTag(content, line: line))
    line += content.count(where: \.isNewline)
    rest = body[close.upperBound...]
  }
  return tags
}

private func templateTag(_ content: Substring, line: Int) -> TemplateTag {
  let name = content.dropFirst().filter { $0 != " " }
  let kind: TemplateTag.Kind =
    switch content.first {
    case "{", "&": .unescaped
    case ">": name.hasPrefix("*") ? .dynamicPartial : .partial
    case "=": .delimiter
    default: .other
    }
  return TemplateTag(kind: kind, name: String(name), line: line)
}
