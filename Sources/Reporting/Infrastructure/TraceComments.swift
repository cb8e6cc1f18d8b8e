/// Puts above each resource of a rendered template the decision that it rests on, and the answers.
///
/// Lines are found by their layout: a resource of Terraform begins a line with `resource`, one of
/// CloudFormation stands two spaces in, with its type on the next line.
struct TraceComments {
  /// The decision behind a resource of this type and name; nil for what every plan has.
  private let source: (_ type: String, _ name: String) -> DecisionSource?

  /// - Parameter sources: The decision behind each part of an architecture.
  init(sources: [DecidedPart: DecisionSource]) {
    source = { type, name in
      guard let part = ResourceOrigin.part(ofType: type, named: name) else { return nil }
      return ([part] + ResourceOrigin.standIns(for: part)).lazy.compactMap { sources[$0] }.first
    }
    isEmpty = sources.isEmpty
  }

  /// - Parameter edges: The decision behind each edge between units, by the beginnings of the names of
  ///   its resources in both languages.
  init(edges: [(names: [String], source: DecisionSource)]) {
    source = { _, name in
      let fitting = edges.flatMap { edge in edge.names.map { (name: $0, source: edge.source) } }
        .filter { name.hasPrefix($0.name) }
      return fitting.max { $0.name.count < $1.name.count }?.source
    }
    isEmpty = edges.isEmpty
  }

  private let isEmpty: Bool

  /// What begins such a line, behind its sign of a comment.
  static let mark = "Decided: "

  /// The template with a line above each resource.
  ///
  /// - Parameter path: Whose suffix tells the language; a text of no template comes back as it is.
  func traced(_ text: String, path: String) -> String {
    let isTerraform = path.hasSuffix(".tf")
    guard isTerraform || path.hasSuffix(".yaml"), !isEmpty else { return text }
    var result: [Substring] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      if let (type, name) = isTerraform ? Self.terraform(line) : Self.cloudFormation(line, next) {
        result.append(Substring((isTerraform ? "" : "  ") + "# " + remark(type, name)))
      }
      result.append(line)
    }
    return result.joined(separator: "\n")
  }

  private func remark(_ type: String, _ name: String) -> String {
    guard let source = source(type, name) else { return "Not decided: every plan has it." }
    let shown = source.questions.prefix(Self.most)
    let rest = source.questions.count - shown.count
    let answers = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return Self.mark + source.decision
      + (answers.isEmpty ? "." : ". Answers: \(answers).")
  }

  /// How many answers a line names.
  private static let most = 5

  private static func terraform(_ line: Substring) -> (type: String, name: String)? {
    let words = line.split(separator: "\"")
    guard line.hasPrefix("resource \""), words.count >= 4 else { return nil }
    return (String(words[1]), String(words[3]))
  }

  private static func cloudFormation(_ line: Substring, _ next: Substring)
    -> (type: String, name: String)?
  {
    guard line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":"),
      next.hasPrefix("    Type: AWS::"), !next.contains("<")
    else { return nil }
    return (
      String(next.dropFirst("    Type: ".count)), String(line.dropFirst(2).dropLast())
    )
  }
}

/// The resource that a line of a rendered template belongs to.
package struct TemplateTrace: Hashable, Sendable {
  /// `aws_lb.alb`, or a logical id.
  package let resource: String
  /// Nil for what no decision put there.
  package let decision: String?

  /// - Parameters:
  ///   - text: The rendered template.
  ///   - line: From 1.
  /// - Returns: Nil where no resource begins at or above the line.
  package init?(_ text: String, line: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard (1...lines.count).contains(line) else { return nil }
    var place = min(line, lines.count - 1)
    // The remark of a resource belongs to it.
    while place > 0 {
      let words = lines[place].split(separator: "\"")
      let isTerraform = lines[place].hasPrefix("resource \"") && words.count >= 4
      let isOther =
        lines[place].hasPrefix("  ") && !lines[place].hasPrefix("   ")
        && lines[place].hasSuffix(":") && place + 1 < lines.count
        && lines[place + 1].hasPrefix("    Type: AWS::")
      let isReached =
        place < line || lines[place - 1].contains("Decided: ")
        || lines[place - 1].contains("Not decided: ")
      if (isTerraform || isOther) && isReached {
        resource =
          isTerraform
          ? "\(words[1]).\(words[3])" : String(lines[place].dropFirst(2).dropLast())
        let remark = lines[place - 1]
        decision = remark.firstRange(of: "# " + TraceComments.mark).map { range in
          // The name of a unit may stand before that of the decision: orders.compute.
          let text = String(remark[range.upperBound...])
          return String(text.firstRange(of: ". ").map { text[..<$0.lowerBound] } ?? text.dropLast())
        }
        return
      }
      place -= 1
    }
    return nil
  }
}
