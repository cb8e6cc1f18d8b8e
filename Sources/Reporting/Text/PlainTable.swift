/// A table of aligned columns for a terminal; cells are plain text.
struct PlainTable {
  private var rows: [[String]]
  /// Columns that are aligned to the right, by index.
  private let rightAligned: Set<Int>

  init(_ headings: [String], rightAligned: Set<Int> = []) {
    rows = [headings]
    self.rightAligned = rightAligned
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, two spaces between columns, without trailing spaces; a last column that would pass
  /// the width continues below itself.
  func lines(width: Int) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return rows.flatMap { row in
      let last = TextWrap.lines(row.last ?? "", width: max(20, width - before))
      let fixed = row.dropLast().enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? padding + cell : cell + padding
      }
      return last.enumerated().map { index, text in
        let head =
          index == 0
          ? fixed.map { $0 + "  " }.joined() : String(repeating: " ", count: before)
        let isRight = rightAligned.contains(row.count - 1) && last.count == 1
        let padding = isRight ? max(0, (widths.last ?? 0) - text.count) : 0
        return TextWrap.trimmed(head + String(repeating: " ", count: padding) + text)
      }
    }
  }
}
