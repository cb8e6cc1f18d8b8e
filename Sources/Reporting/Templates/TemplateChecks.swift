/// What is wrong with the text of a template besides what its parser finds.
enum TemplateChecks {
  static let suffix = ".mustache"

  /// The first line that a template must have, by its name.
  static func pragma(of name: String) -> String {
    let type =
      name.hasSuffix(".md.mustache")
      ? "MARKDOWN" : name.holdsBytes(of: "cloudformation/") ? "YAML" : "HCL"
    return "{{% CONTENT_TYPE: \(type)}}"
  }

  /// The problems of a template in the order of its lines.
  ///
  /// - Parameters:
  ///   - name: With its suffix.
  ///   - isPart: Whether there is a part of a name.
  static func problems(of text: String, named name: String, _ isPart: (String) -> Bool)
    -> [TemplateProblem]
  {
    let pragma = pragma(of: name)
    if isPlain(text, pragma, isPart) { return [] }
    var problems: [TemplateProblem] = []
    if text.prefix(while: { !$0.isNewline }) != pragma {
      problems.append(
        TemplateProblem(
          template: name, place: TemplatePlace(line: 1, column: 1),
          message: "the first line must be \(pragma)"))
    }
    for tag in templateTags(in: text) {
      let message: String? =
        switch tag.kind {
        case .unescaped: "inserts \(tag.name) without escaping it"
        case .dynamicPartial: "chooses a part by a value, which cannot be checked"
        case .delimiter: "changes the delimiters, which cannot be checked"
        case .partial: isPart(tag.name) ? nil : "there is no part \(tag.name)"
        case .variable where tag.name == ".":
          "inserts whatever is at hand, which is no text: there are no lists of texts"
        case .variable, .section, .other: nil
        }
      if let message {
        problems.append(TemplateProblem(template: name, place: tag.place, message: message))
      }
    }
    return problems
  }

  /// Whether it is plain from the bytes that nothing is wrong; what is not is looked at by characters.
  private static func isPlain(_ text: String, _ pragma: String, _ isPart: (String) -> Bool) -> Bool
  {
    guard text.utf8.starts(with: (pragma + "\n").utf8) else { return false }
    let bytes = Array(text.utf8)[...]
    var next = TemplateLine.open(bytes, from: 0)
    while let open = next {
      if let sign = bytes[(open + 2)...].first(where: { $0 != UInt8(ascii: " ") }), isRisky(sign) {
        return false
      }
      // Of three braces the last two are a pair as well.
      next = TemplateLine.open(bytes, from: open + 1)
    }
    return TemplateSlices.parts(in: bytes)?.allSatisfy(isPart) ?? false
  }

  /// Whether a sign behind two braces may need a look.
  private static func isRisky(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "."): true
    default: false
    }
  }
}
