/// A table of GitHub-flavored Markdown, written row by row; cells are Markdown already.
struct MarkdownTable: ~Copyable {
  private let columns: Int
  private var written = TextBuffer()

  /// Whether it has no row besides that of the headings.
  private(set) var isEmpty = true

  /// A table with these columns; a heading that begins with `>` aligns its column to the right.
  init(_ headings: String...) {
    self.init(columns: headings)
  }

  /// The same for columns that are counted only when the program runs.
  init(columns headings: [String]) {
    columns = headings.count
    let isRight = headings.map { $0.utf8.first == UInt8(ascii: ">") }
    write(zip(headings, isRight).map { $1 ? String($0.dropFirst()) : $0 })
    written.append(UInt8(ascii: "\n"))
    write(isRight.map { $0 ? "---:" : "---" })
  }

  /// Adds a row; missing cells are empty, and cells beyond the columns are left out.
  mutating func add(_ cells: String...) {
    add(row: cells)
  }

  /// The same for cells that are counted only when the program runs.
  mutating func add(row cells: [String]) {
    isEmpty = false
    written.append(UInt8(ascii: "\n"))
    write(cells)
  }

  var text: String { written.text }

  private mutating func write(_ cells: [String]) {
    // A row of no cells at all stands between the same two bars.
    appendBar()
    for index in 0..<columns {
      if index > 0 {
        written.append(UInt8(ascii: " "))
        appendBar()
      }
      if index < cells.count { written.append(cells[index]) }
    }
    written.append(UInt8(ascii: " "))
    written.append(UInt8(ascii: "|"))
  }

  private mutating func appendBar() {
    written.append(UInt8(ascii: "|"))
    written.append(UInt8(ascii: " "))
  }
}
