/// What people wrote between the marks of a document, which outlives the document.
///
/// A mark is a line of its own: `<!-- tenfold:notes NAME -->` begins, `<!-- /tenfold:notes -->` ends.
package struct HumanNotes: Sendable {
  /// Why the notes of a document cannot be taken over.
  package struct Problem: Error, Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    package let message: String
  }

  private static let end = "<!-- /tenfold:notes -->"
  private static let hint = "<!-- Write here: what stands between these two marks stays. -->"

  /// By name the bytes between the marks, as they stand there; only those in which somebody wrote.
  private var texts: [String: String] = [:]
  private var order: [String] = []

  /// None.
  package init() {}

  /// Whether nobody wrote anything.
  package var isEmpty: Bool { texts.isEmpty }

  /// The notes in a document.
  ///
  /// - Throws: Where a mark is not ended, or ended without having begun: what is meant to stay cannot be
  ///   told from what is to be replaced.
  package init(in document: String) throws(Problem) {
    // By bytes: the two characters that end a line on some systems are one to Swift.
    let bytes = document.utf8
    var open: (name: String, line: Int, start: String.Index)?
    var number = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let next = end < bytes.endIndex ? bytes.index(after: end) : end
      var line = bytes[start..<end]
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      number += 1
      let text = Substring(line)
      if let name = Self.name(begunBy: text) {
        if let open { throw Self.unended(open.name, open.line) }
        open = (name, number, next)
      } else if text == Self.end {
        guard let begun = open else {
          throw Problem(line: number, message: "notes end here that did not begin")
        }
        take(begun.name, document[begun.start..<start])
        open = nil
      }
      start = next
    }
    if let open { throw Self.unended(open.name, open.line) }
  }

  private static func unended(_ name: String, _ line: Int) -> Problem {
    Problem(
      line: line,
      message: "the notes `\(name)` that begin here do not end; end them with the line `\(end)`")
  }

  private static func name(begunBy line: Substring) -> String? {
    let start = "<!-- tenfold:notes "
    guard line.hasPrefix(start), line.hasSuffix(" -->") else { return nil }
    return String(line.dropFirst(start.count).dropLast(4))
  }

  private mutating func take(_ name: String, _ text: Substring) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.contains(where: { $0 != Self.hint && !$0.allSatisfy(\.isWhitespace) }) else {
      return
    }
    if let former = texts[name] {
      texts[name] = former + "\n" + text
    } else {
      texts[name] = String(text)
      order.append(name)
    }
  }

  /// The place of notes in a document, with those that there are.
  func block(_ name: String) -> String {
    "<!-- tenfold:notes \(name) -->\n\(texts[name] ?? Self.hint + "\n")\(Self.end)"
  }

  /// Notes whose place is gone, so that they are not lost; empty where every one has its place.
  func orphans(besides placed: Set<String>) -> String {
    let names = order.filter { !placed.contains($0) }
    guard !names.isEmpty else { return "" }
    return "## Notes whose place is gone\n\n"
      + names.map(block).joined(separator: "\n\n")
  }
}
