/// Strings of Terraform that a template does not close: what is rendered of it would not be read.
///
/// Looks at a line at a time, as strings of Terraform end on theirs; scripts within heredocs and comments
/// are left alone.
package enum TemplateLiterals {
  /// The lines with an odd number of quotation marks, in the order of template and line.
  ///
  /// - Parameter texts: Templates by name; those of other languages are passed over.
  package static func problems(of texts: [String: String]) -> [TemplateProblem] {
    texts.sorted { $0.key < $1.key }.flatMap { name, text -> [TemplateProblem] in
      guard text.hasPrefix("{{% CONTENT_TYPE: HCL}}") else { return [] }
      var heredoc: Substring?
      var problems: [TemplateProblem] = []
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() {
        let plain = line.drop { $0 == " " }
        if let end = heredoc {
          if plain == end { heredoc = nil }
          continue
        }
        if let begin = line.firstRange(of: "<<-") ?? line.firstRange(of: "<<") {
          heredoc = line[begin.upperBound...].prefix { $0.isUppercase }
          continue
        }
        let marks = withoutTags(line)
        // A part of a script begins in the heredoc of the template that holds it.
        if plain.hasPrefix("#") || isPartOfScript(name) { continue }
        if quotes(in: marks) % 2 == 1 {
          problems.append(
            TemplateProblem(
              template: name, place: TemplatePlace(line: number + 1, column: 1),
              message: "a string is opened and not closed"))
        }
      }
      return problems
    }
  }

  private static func isPartOfScript(_ name: String) -> Bool { name.hasSuffix("-script.mustache") }

  private static func withoutTags(_ line: Substring) -> String {
    var result = ""
    var rest = line
    while let open = rest.firstRange(of: "{{") {
      result += rest[..<open.lowerBound]
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { return result }
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  /// Quotation marks that a backslash does not take; those within `${}` stand in pairs as well.
  private static func quotes(in line: String) -> Int {
    var count = 0
    var isEscaped = false
    for character in line {
      if character == "\"" && !isEscaped { count += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return count
  }
}
