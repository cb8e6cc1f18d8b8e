import Reporting

/// A table for the terminal: aligned columns, two spaces between them, no color.
struct TextTable {
  /// Which side of its column a cell stands on.
  enum Alignment {
    case left, right
  }

  let titles: [(name: String, alignment: Alignment)]
  /// How wide a cell may be before it goes on in the next line.
  let widest: Int
  private(set) var rows: [[String]] = []

  init(_ titles: [(name: String, alignment: Alignment)], widest: Int = .max) {
    self.titles = titles
    self.widest = widest
  }

  /// Adds a row with one cell per column.
  mutating func add(_ cells: [String]) {
    let columns = cells.map { $0.count > widest ? TextWrap.lines($0, width: widest) : [$0] }
    for line in 0..<(columns.map(\.count).max() ?? 0) {
      rows.append(columns.map { line < $0.count ? $0[line] : "" })
    }
  }

  /// The table as lines, the titles first, without spaces at line ends.
  var text: String {
    let widths = titles.indices.map { column in
      ([titles[column].name] + rows.map { $0[column] }).map(\.count).max() ?? 0
    }
    return ([titles.map(\.name)] + rows).map { cells in
      var line = ""
      for (column, cell) in cells.enumerated() {
        if column > 0 { line += "  " }
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += titles[column].alignment == .right ? padding + cell : cell + padding
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
