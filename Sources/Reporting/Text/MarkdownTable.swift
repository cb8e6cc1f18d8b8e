/// A table of GitHub-flavored Markdown; cells are Markdown already.
struct MarkdownTable {
  enum Alignment {
    case left, right
  }

  private let headings: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// A table with these columns; a heading that begins with `>` aligns its column to the right.
  init(_ headings: String...) {
    self.init(columns: headings)
  }

  /// The same for columns that are counted only when the program runs.
  init(columns headings: [String]) {
    self.headings = headings.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
    alignments = headings.map { $0.hasPrefix(">") ? .right : .left }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; missing cells are empty, and cells beyond the columns are left out.
  mutating func add(_ cells: String...) {
    add(row: cells)
  }

  /// The same for cells that are counted only when the program runs.
  mutating func add(row cells: [String]) {
    if cells.count == headings.count { return rows.append(cells) }
    let padding = [String](repeating: "", count: max(0, headings.count - cells.count))
    rows.append(Array((cells + padding).prefix(headings.count)))
  }

  var text: String {
    let rule = alignments.map { $0 == .right ? "---:" : "---" }
    var text: [UInt8] = []
    Self.append(headings, to: &text)
    text.append(UInt8(ascii: "\n"))
    Self.append(rule, to: &text)
    for row in rows {
      text.append(UInt8(ascii: "\n"))
      Self.append(row, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ cells: [String], to text: inout [UInt8]) {
    // A row of no cells at all stands between the same two bars.
    text += "| ".utf8
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += " | ".utf8 }
      text += cell.utf8
    }
    text += " |".utf8
  }
}
