/// Puts above each resource of a rendered template the decision that it rests on, and the answers.
struct TraceComments {
  /// What stands above a resource of a text.
  private let remark: (_ resource: LaidOutTemplate.Resource, _ text: [UInt8]) -> [UInt8]
  private let isEmpty: Bool

  /// - Parameter sources: The decision behind each part of an architecture.
  init(sources: [DecidedPart: DecisionSource]) {
    let remarks = DecidedPart.allCases.reduce(into: [DecidedPart: [UInt8]]()) { remarks, part in
      let source = ([part] + ResourceOrigin.standIns(for: part)).lazy.compactMap { sources[$0] }
        .first
      remarks[part] = Self.remark(on: source)
    }
    let undecided = Self.remark(on: nil)
    remark = { resource, _ in resource.part.flatMap { remarks[$0] } ?? undecided }
    isEmpty = sources.isEmpty
  }

  /// - Parameter edges: The decision behind each edge between units, by the beginnings of the names of
  ///   its resources in both languages.
  init(edges: [(names: [String], source: DecisionSource)]) {
    // The longest beginning counts, of two that are as long the first.
    let names = edges.flatMap { edge in
      let own = Self.remark(on: edge.source)
      return edge.names.map { (name: Array($0.utf8), length: $0.count, remark: own) }
    }
    let order = names.indices.sorted { (-names[$0].length, $0) < (-names[$1].length, $1) }
    let sorted = order.map { names[$0] }
    let undecided = Self.remark(on: nil)
    remark = { resource, text in
      sorted.first { text[resource.name].starts(with: $0.name) }?.remark ?? undecided
    }
    isEmpty = edges.isEmpty
  }

  /// Leaves every text as it is.
  static var none: TraceComments { TraceComments(edges: []) }

  /// What begins such a line, behind its sign of a comment.
  static let mark = "Decided: "

  /// The template with a line above each resource.
  func traced(_ template: LaidOutTemplate) -> [UInt8] {
    template.text(above: isEmpty ? [] : template.resources.map { remark($0, template.text) })
  }

  /// - Parameter source: Nil for what every plan has.
  private static func remark(on source: DecisionSource?) -> [UInt8] {
    guard let source else { return Array("Not decided: every plan has it.".utf8) }
    var remark = Array(mark.utf8)
    remark += source.decision.utf8
    for (place, question) in source.questions.prefix(most).enumerated() {
      remark += (place == 0 ? ". Answers: " : ", ").utf8
      remark += question.utf8
    }
    let rest = source.questions.count - most
    if rest > 0 { remark += " and \(rest) more".utf8 }
    remark.append(UInt8(ascii: "."))
    return remark
  }

  /// How many answers a line names.
  private static let most = 5
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
