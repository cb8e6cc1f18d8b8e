/// Puts above each resource of a rendered template the decision that it rests on, and the answers.
///
/// Lines are found by their layout: a resource of Terraform begins a line with `resource`, one of
/// CloudFormation stands two spaces in, with its type on the next line.
struct TraceComments {
  /// What stands above a resource of this type and name.
  private let remark: (_ type: String, _ name: String) -> [UInt8]

  /// - Parameters:
  ///   - sources: The decision behind each part of an architecture.
  ///   - origins: Which part a resource belongs to.
  init(sources: [DecidedPart: DecisionSource], _ origins: ResourceOrigins) {
    let remarks = DecidedPart.allCases.reduce(into: [DecidedPart: [UInt8]]()) { remarks, part in
      let source = ([part] + ResourceOrigin.standIns(for: part)).lazy.compactMap { sources[$0] }
        .first
      remarks[part] = Self.remark(on: source)
    }
    let undecided = Self.remark(on: nil)
    remark = { type, name in
      origins.part(ofType: type, named: name).flatMap { remarks[$0] } ?? undecided
    }
    isEmpty = sources.isEmpty
    self.sources = sources
  }

  /// - Parameter edges: The decision behind each edge between units, by the beginnings of the names of
  ///   its resources in both languages.
  init(edges: [(names: [String], source: DecisionSource)]) {
    remark = { _, name in
      let fitting = edges.flatMap { edge in edge.names.map { (name: $0, source: edge.source) } }
        .filter { name.hasPrefix($0.name) }
      return Self.remark(on: fitting.max { $0.name.count < $1.name.count }?.source)
    }
    isEmpty = edges.isEmpty
    sources = edges.isEmpty ? [:] : nil
  }

  /// Leaves every text as it is.
  static var none: TraceComments { TraceComments(edges: []) }

  private let isEmpty: Bool
  /// The decisions that make all of it; nil where it rests on edges.
  let sources: [DecidedPart: DecisionSource]?

  /// What begins such a line, behind its sign of a comment.
  static let mark = "Decided: "

  /// The template with a line above each resource.
  ///
  /// - Parameter path: Whose suffix tells the language; a text of no template comes back as it is.
  func traced(_ text: [UInt8], path: String) -> [UInt8] {
    let isTerraform = path.hasSuffix(".tf")
    guard isTerraform || path.hasSuffix(".yaml"), !isEmpty else { return text }
    return text.withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + bytes.count / 4)
      // What is copied up to the next resource.
      var copied = 0
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let isResource =
          isTerraform ? Self.isTerraform(bytes, start..<end) : Self.isLogical(bytes, start..<end)
        if isResource {
          let line = text[start..<end]
          let found =
            isTerraform
            ? Self.terraform(line) : Self.cloudFormation(line, text[min(end + 1, text.count)...])
          if let (type, name) = found {
            result += UnsafeBufferPointer(rebasing: bytes[copied..<start])
            copied = start
            result += (isTerraform ? "# " : "  # ").utf8
            result += remark(type, name)
            result.append(UInt8(ascii: "\n"))
          }
        }
        start = end + 1
      }
      result += UnsafeBufferPointer(rebasing: bytes[copied...])
      return result
    }
  }

  /// Whether a line begins as a resource of Terraform does.
  private static func isTerraform(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    line.count > 2 && bytes[line.lowerBound] == UInt8(ascii: "r")
      && bytes[line.lowerBound + 1] == UInt8(ascii: "e")
  }

  /// Whether a line stands in as logical ids do, and ends as they do.
  private static func isLogical(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    let blank = UInt8(ascii: " ")
    return line.count > 2 && bytes[line.upperBound - 1] == UInt8(ascii: ":")
      && bytes[line.lowerBound] == blank && bytes[line.lowerBound + 1] == blank
      && bytes[line.lowerBound + 2] != blank
  }

  /// - Parameter source: Nil for what every plan has.
  private static func remark(on source: DecisionSource?) -> [UInt8] {
    guard let source else { return Array("Not decided: every plan has it.".utf8) }
    let shown = source.questions.prefix(most)
    let rest = source.questions.count - shown.count
    let answers = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return Array(
      (mark + source.decision + (answers.isEmpty ? "." : ". Answers: \(answers).")).utf8)
  }

  /// How many answers a line names.
  private static let most = 5

  private static let resource = Array("resource \"".utf8)
  private static let type = Array("    Type: ".utf8)
  private static let vendor = Array("AWS::".utf8)

  private static func terraform(_ line: ArraySlice<UInt8>) -> (type: String, name: String)? {
    guard line.starts(with: resource) else { return nil }
    let words = line.split(separator: UInt8(ascii: "\""))
    guard words.count >= 4 else { return nil }
    return (String(decoding: words[1], as: UTF8.self), String(decoding: words[3], as: UTF8.self))
  }

  /// - Parameter rest: What comes behind the line.
  private static func cloudFormation(
    _ line: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>
  ) -> (type: String, name: String)? {
    guard rest.starts(with: type), rest.dropFirst(type.count).starts(with: vendor) else {
      return nil
    }
    let next = rest.prefix { $0 != UInt8(ascii: "\n") }
    guard !next.contains(UInt8(ascii: "<")) else { return nil }
    return (
      String(decoding: next.dropFirst(type.count), as: UTF8.self),
      String(decoding: line.dropFirst(2).dropLast(), as: UTF8.self)
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
