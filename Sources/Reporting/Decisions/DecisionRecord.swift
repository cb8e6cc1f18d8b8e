/// A decision record that stands in the folder of a plan.
struct DecisionRecord {
  /// `decisions/0003-compute-ecs-on-fargate.md`.
  let path: String
  let number: Int
  /// What was decided; nil for a record that people wrote.
  let mark: DecisionMark?
  private(set) var text: String
  /// Whether a later record took its place, or what it decides is no more.
  private(set) var isOver: Bool

  /// One that is written now, and holds.
  init(path: String, number: Int, mark: DecisionMark, text: String) {
    (self.path, self.number, self.mark, self.text) = (path, number, mark, text)
    isOver = false
  }

  /// One that stands in the folder.
  ///
  /// - Returns: Nil where the file is no record: its name does not begin with a number.
  init?(path: String, text: String) {
    let name = path.split(separator: "/").last ?? ""
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    guard digits.count >= 4, name.dropFirst(digits.count).first == "-", let number = Int(digits)
    else { return nil }
    self.path = path
    self.number = number
    self.text = text
    mark = DecisionMark(in: text)
    isOver = Self.status(of: MarkdownLine.lines(of: text)).map(Self.isOver) ?? false
  }

  /// `[0003](0003-compute-ecs-on-fargate.md)`.
  var link: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "[\(Self.digits(number))](\(name))"
  }

  /// At least four digits.
  static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
  }

  private static func isOver(_ status: Substring) -> Bool {
    let word = status.drop { $0 == "\"" || $0 == "'" }.lowercased()
    return word.hasPrefix("superseded") || word.hasPrefix("deprecated")
  }

  /// The lines of the front matter, without its fences; nil where there is none.
  private static func frontMatter(of lines: [Substring]) -> Range<Int>? {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      return nil
    }
    return 1..<end
  }

  /// The value of `status` in the front matter.
  private static func status(of lines: [Substring]) -> Substring? {
    frontMatter(of: lines).flatMap { range in
      lines[range].first { $0.hasPrefix("status:") }.map { $0.dropFirst(7).drop { $0 == " " } }
    }
  }

  /// The same record with another status and nothing else changed.
  func with(status: String) -> DecisionRecord {
    var lines = MarkdownLine.lines(of: text)
    let line = "status: \(status)"[...]
    if let range = Self.frontMatter(of: lines) {
      if let index = range.first(where: { lines[$0].hasPrefix("status:") }) {
        lines[index] = line
      } else {
        lines.insert(line, at: range.lowerBound)
      }
    } else {
      lines = ["---", line, "---", ""] + lines
    }
    var record = self
    record.text = lines.joined(separator: "\n")
    record.isOver = Self.isOver(status[...])
    return record
  }
}

/// The line of a record that says to programs what was decided.
///
/// Both names are percent-encoded, so that no text of an answer can end the comment.
struct DecisionMark: Hashable {
  /// The decision, with the deployment unit where there are several: `orders/compute`.
  let decision: String
  let option: String

  private static let start = "<!-- tenfold:decision "
  private static let end = " -->"

  init(decision: String, option: String) {
    self.decision = URIText.encoded(decision)
    self.option = URIText.encoded(option)
  }

  /// The first one in a record.
  init?(in text: String) {
    for line in MarkdownLine.lines(of: text) where line.hasPrefix(Self.start) {
      guard line.hasSuffix(Self.end) else { continue }
      let parts = line.dropFirst(Self.start.count).dropLast(Self.end.count).split(separator: " ")
      guard parts.count == 3, parts[1] == "=" else { continue }
      decision = String(parts[0])
      option = String(parts[2])
      return
    }
    return nil
  }

  var line: String { "\(Self.start)\(decision) = \(option)\(Self.end)" }
}
