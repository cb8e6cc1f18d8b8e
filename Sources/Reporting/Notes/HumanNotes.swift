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

  /// By name; only those in which somebody wrote.
  private var texts: [String: String] = [:]
  private var order: [String] = []

  /// None.
  package init() {}

  /// The notes in a document.
  ///
  /// - Throws: Where a mark is not ended, or ended without having begun: what is meant to stay cannot be
  ///   told from what is to be replaced.
  package init(in document: String) throws(Problem) {
    var open: (name: String, line: Int, lines: [Substring])?
    for (index, line) in document.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let trimmed = line.last == "\r" ? line.dropLast() : line
      if let name = Self.name(begunBy: trimmed) {
        if let open { throw Self.unended(open.name, open.line) }
        open = (name, index + 1, [])
      } else if trimmed == Self.end {
        guard let begun = open else {
          throw Problem(line: index + 1, message: "notes end here that did not begin")
        }
        take(begun.name, begun.lines)
        open = nil
      } else if open != nil, trimmed != Self.hint {
        open?.lines.append(line)
      }
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

  private mutating func take(_ name: String, _ lines: [Substring]) {
    var lines = lines[...]
    func isBlank(_ line: Substring?) -> Bool { line?.allSatisfy(\.isWhitespace) ?? false }
    while isBlank(lines.first) { lines.removeFirst() }
    while isBlank(lines.last) { lines.removeLast() }
    guard !lines.isEmpty else { return }
    let text = lines.joined(separator: "\n")
    if let former = texts[name] {
      texts[name] = former + "\n\n" + text
    } else {
      texts[name] = text
      order.append(name)
    }
  }

  /// The place of notes in a document, with those that there are.
  func block(_ name: String) -> String {
    let text = texts[name].map { "\n\($0)\n" } ?? Self.hint
    return "<!-- tenfold:notes \(name) -->\n\(text)\n\(Self.end)"
  }

  /// Notes whose place is gone, so that they are not lost; empty where every one has its place.
  func orphans(besides placed: Set<String>) -> String {
    let names = order.filter { !placed.contains($0) }
    guard !names.isEmpty else { return "" }
    return "## Notes whose place is gone\n\n"
      + names.map(block).joined(separator: "\n\n")
  }
}
