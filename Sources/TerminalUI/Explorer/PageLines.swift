/// A line of a page, and why what it says is so.
struct PageLine: Hashable, Sendable {
  let line: Line
  let why: Why?

  init(_ line: Line, why: Why? = nil) {
    self.line = line
    self.why = why
  }
}

extension InterviewModel {
  /// The columns that a page has for its lines, besides those of the pointer.
  private var explorerWidth: Int { max(10, size.columns - 4) }

  /// The lines of the shown page.
  var explorerLines: [PageLine] {
    explorer.page == .load
      ? loadFigureLines : lines(of: explorerBlocks, width: explorerWidth)
  }

  /// The parts of a page as lines of a width.
  func lines(of blocks: [PlanPage.Block], width: Int) -> [PageLine] {
    var lines: [PageLine] = []
    for block in blocks {
      switch block {
      case .heading(let text):
        if !lines.isEmpty { lines.append(PageLine(Line())) }
        lines.append(PageLine(Line(text, .title)))
      case .paragraph(let text):
        lines += Line.wrap(text, width: width).map { PageLine($0) }
      case .table(let table):
        lines += table.lines(width: width, glyphs: glyphs)
      case .bars(let chart):
        let bars = chart.lines(width: width, glyphs: glyphs)
        lines += zip(bars, chart.bars).map { PageLine($0, why: $1.why) }
      case .curve(let chart):
        lines.append(PageLine(Line(chart.title, .title)))
        let height = min(24, max(8, explorerRows - 6))
        lines += chart.lines(width: min(width, 120), height: height, glyphs: glyphs)
          .map { PageLine($0) }
        lines += Line.wrap(chart.sentence, width: width).map { PageLine($0) }
      }
    }
    return lines
  }

  /// The parts of a page as text without drawings: charts as tables and sentences.
  func told(_ blocks: [PlanPage.Block]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let text): return ["", "\(text):"]
      case .paragraph(let text): return [text]
      case .table(let table): return table.told
      case .bars(let chart): return chart.told
      case .curve(let chart): return chart.told
      }
    }
  }
}

extension PlanTable {
  /// The table under its headings; what does not fit is cut in the widest columns.
  func lines(width: Int, glyphs: Glyphs) -> [PageLine] {
    let widths = widths(within: width)
    let heading = zip(columns, widths).map { column, width in
      TextLayout.padded(
        TextLayout.truncate(column.title, width: width, ellipsis: glyphs.ellipsis), to: width,
        isNumber: column.isNumber)
    }
    let text = heading.joined(separator: "  ")
    return [PageLine(Line(text, Style([.bold, .underline])))]
      + rows.map { row in
        let cells = zip(columns, widths).enumerated().map { index, column in
          let cell = row.cells.indices.contains(index) ? row.cells[index] : ""
          return TextLayout.padded(
            TextLayout.truncate(cell, width: column.1, ellipsis: glyphs.ellipsis), to: column.1,
            isNumber: column.0.isNumber)
        }
        return PageLine(
          Line(cells.joined(separator: "  "), row.isProblem ? .bad : .plain), why: why(of: row))
      }
  }

  /// Why a row is so, after the row at full length.
  private func why(of row: Row) -> Why? {
    guard let why = row.why else { return nil }
    let cells = zip(columns, row.cells).filter { !$0.1.isEmpty }
    return Why(why.title, cells.map { .init($0.0.title, $0.1) } + why.parts)
  }

  /// The columns' widths: their contents', or less of the widest ones.
  private func widths(within width: Int) -> [Int] {
    var widths = columns.indices.map { index in
      max(
        CellWidth.of(columns[index].title),
        rows.map { $0.cells.indices.contains(index) ? CellWidth.of($0.cells[index]) : 0 }.max()
          ?? 0)
    }
    var excess = widths.reduce(0, +) + 2 * max(0, columns.count - 1) - width
    while excess > 0 {
      let texts = columns.indices.filter { !columns[$0].isNumber && widths[$0] > 6 }
      let candidates = texts.isEmpty ? Array(columns.indices) : texts
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > 3 else {
        break
      }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// The table as text at its full width.
  var told: [String] {
    guard !rows.isEmpty else { return ["(nothing)"] }
    return lines(width: .max / 2, glyphs: .ascii).map { line in
      var text = line.line.spans.map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }
}

extension BarChart {
  /// The bars as a sentence and a table.
  var told: [String] {
    let table = PlanTable(
      [.init("What"), .init("Share", isNumber: true), .init("State")],
      bars.map { PlanTable.Row([$0.label, TextLayout.percent($0.share), $0.text]) })
    return [sentence] + table.told
  }
}

extension CurveChart {
  /// The curve as a sentence and a table of some of its points.
  var told: [String] {
    let step = max(1, rates.count / 8)
    let places = Array(stride(from: 0, to: rates.count, by: step))
    let columns =
      [PlanTable.Column("Requests/s", isNumber: true), .init("In use", isNumber: true)]
      + series.map { PlanTable.Column("\($0.name) ms", isNumber: true) }
    let rows = places.map { place in
      PlanTable.Row(
        [TextLayout.number(rates[place]), TextLayout.percent(utilizations[place])]
          + series.map {
            $0.values.indices.contains(place) ? TextLayout.number($0.values[place]) : "saturated"
          })
    }
    return ["\(title). \(sentence)"] + PlanTable(columns, rows).told
  }
}
