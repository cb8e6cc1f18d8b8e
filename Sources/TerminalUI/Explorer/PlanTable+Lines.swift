extension PlanTable {
  private static let gap = "  "

  /// The table under its headings: cells that are wider than their column are wrapped, so that
  /// nothing is cut; where the columns do not fit beside each other at all, each row is a list.
  func lines(width: Int, glyphs: Glyphs) -> [PageLine] {
    guard let widths = widths(within: width) else { return listed(width: width) }
    let heading = zip(columns, widths).map { column, width in
      TextLayout.padded(
        TextLayout.truncate(column.title, width: width, ellipsis: glyphs.ellipsis), to: width,
        isNumber: column.isNumber)
    }
    let text = heading.joined(separator: Self.gap)
    return [PageLine(Line(text, Style([.bold, .underline])))]
      + rows.flatMap { lines(of: $0, widths: widths) + details(of: $0, width: width) }
  }

  private func lines(of row: Row, widths: [Int]) -> [PageLine] {
    let cells = columns.indices.map { index -> [String] in
      let text = row.cells.indices.contains(index) ? row.cells[index] : ""
      return CellWidth.of(text) <= widths[index]
        ? [text] : TextLayout.wrap(text, width: widths[index])
    }
    let height = max(1, cells.map(\.count).max() ?? 1)
    let style: Style = row.isProblem ? .bad : .plain
    return (0..<height).map { place in
      let pieces = columns.indices.map { index in
        TextLayout.padded(
          cells[index].indices.contains(place) ? cells[index][place] : "", to: widths[index],
          isNumber: columns[index].isNumber)
      }
      return PageLine(
        Line(pieces.joined(separator: Self.gap), style), why: place == 0 ? why(of: row) : nil,
        isContinuation: place > 0)
    }
  }

  private func details(of row: Row, width: Int) -> [PageLine] {
    row.details.flatMap { detail in
      Line.wrap(detail, width: width - 4, indent: 2).enumerated().map { place, line in
        PageLine(
          Line(place == 0 ? "  - " : "    ", .dim).adding(line), isContinuation: true)
      }
    }
  }

  /// Each row as its first cell, and the others below it under their headings.
  private func listed(width: Int) -> [PageLine] {
    rows.flatMap { row -> [PageLine] in
      let style: Style = row.isProblem ? .bad : .plain
      let first = Line.wrap(
        row.cells.first ?? "", width: width, indent: 2, style: style.adding(.bold))
      let rest = zip(columns, row.cells).dropFirst().filter { !$0.1.isEmpty }.flatMap {
        Line.wrap(
          "\($0.title.isEmpty ? "" : "\($0.title): ")\($1)", width: width - 2, indent: 2,
          style: style
        )
        .map { Line(spans: [.init(text: "  ", style: .plain)] + $0.spans) }
      }
      return (first + rest).enumerated().map { place, line in
        PageLine(line, why: place == 0 ? why(of: row) : nil, isContinuation: place > 0)
      } + details(of: row, width: width)
    }
  }

  /// Why a row is so, after the row at full length; what its cells say is not said again.
  private func why(of row: Row) -> Why? {
    guard let why = row.why else { return nil }
    let cells = zip(columns, row.cells).filter { !$0.1.isEmpty && !$0.0.title.isEmpty }
    let told = Set(cells.map(\.1))
    return Why(
      why.title,
      cells.map { .init($0.0.title, $0.1) } + why.parts.filter { !told.contains($0.text) },
      subject: why.subject)
  }

  /// The columns' widths: their contents', or less of the widest ones, but no less than a long word
  /// of theirs needs; nil where even that is too wide.
  private func widths(within width: Int) -> [Int]? {
    func cells(_ index: Int) -> [String] {
      [columns[index].title] + rows.map { $0.cells.indices.contains(index) ? $0.cells[index] : "" }
    }
    var widths = columns.indices.map { index in cells(index).map { CellWidth.of($0) }.max() ?? 0 }
    var excess = widths.reduce(0, +) + Self.gap.count * max(0, columns.count - 1) - width
    guard excess > 0 else { return widths }
    let least = columns.indices.map { index -> Int in
      guard !columns[index].isNumber else { return widths[index] }
      let words = cells(index).flatMap { $0.split(separator: " ") }.map { CellWidth.of($0) }
      return min(widths[index], max(6, min(words.max() ?? 0, 20)))
    }
    while excess > 0 {
      let candidates = columns.indices.filter { widths[$0] > least[$0] }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
