/// A line of a page, and why what it says is so.
struct PageLine: Hashable, Sendable {
  let line: Line
  let why: Why?
  /// Whether it belongs to the line before, which is focused and asked about for both.
  let isContinuation: Bool

  init(_ line: Line, why: Why? = nil, isContinuation: Bool = false) {
    self.line = line
    self.why = why
    self.isContinuation = isContinuation
  }
}

extension InterviewModel {
  /// The columns that a page has for its lines, besides those of the pointer.
  private var explorerWidth: Int { max(10, size.columns - 4) }

  /// The lines of the shown page.
  var explorerLines: [PageLine] {
    explorer.page == .load
      ? loadFigureLines + loadBarLines : lines(of: explorerBlocks, width: explorerWidth)
  }

  /// The parts of a page as lines of a width.
  func lines(of blocks: [PlanPage.Block], width: Int) -> [PageLine] {
    var lines: [PageLine] = []
    for block in blocks {
      switch block {
      case .heading(let text):
        if !lines.isEmpty { lines.append(PageLine(Line())) }
        lines.append(PageLine(Line(text, .title)))
      case .paragraph(let text, let keys):
        let whole = keys.map { "\(text) \($0)" } ?? text
        lines += Line.wrap(whole, width: width).map { PageLine($0) }
      case .table(let table):
        lines += table.lines(width: width, glyphs: glyphs)
      case .bars(let chart):
        lines += chart.pageLines(width: min(width, 110), glyphs: glyphs)
      case .curve(let chart):
        lines.append(PageLine(Line(chart.title, .title)))
        let height = min(24, max(8, explorerRows - 6))
        lines += chart.lines(width: min(width, 120), height: height, glyphs: glyphs)
          .map { PageLine($0) }
        lines += Line.wrap(chart.sentence, width: width).map { PageLine($0) }
      case .timeline(let timeline):
        lines += timeline.lines(width: min(width, 120), glyphs: glyphs).map { PageLine($0) }
      }
    }
    return lines
  }

  /// The parts of a page as text without drawings: charts as tables and sentences.
  func told(_ blocks: [PlanPage.Block]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let text): return ["", "\(text):"]
      case .paragraph(let text, _): return [text]
      case .table(let table): return table.told
      case .bars(let chart): return chart.told
      case .curve(let chart): return chart.told
      case .timeline(let timeline): return timeline.told
      }
    }
  }
}

extension PlanTable {
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
  /// The bars as lines that can be asked about.
  func pageLines(width: Int, glyphs: Glyphs) -> [PageLine] {
    zip(lines(width: width, glyphs: glyphs), bars).map { PageLine($0, why: $1.why) }
  }

  /// The bars as a sentence and a table: shares of the whole, whatever fills a bar.
  var told: [String] {
    let hasLimits = bars.contains { $0.limit != nil }
    let hasAmounts = bars.contains { !$0.amount.isEmpty }
    let hasStates = bars.contains { !$0.state.isEmpty }
    let columns: [PlanTable.Column] =
      [.init("What")] + (hasAmounts ? [.init("Amount", isNumber: true)] : [])
      + (isComparison ? [] : [.init(hasLimits ? "In use" : "Share", isNumber: true)])
      + (hasLimits ? [.init("Safe up to", isNumber: true)] : [])
      + (hasStates ? [.init("State")] : [])
    let rows = bars.map { bar in
      PlanTable.Row(
        [bar.label] + (hasAmounts ? [bar.amount] : [])
          + (isComparison ? [] : [TextLayout.percent(bar.share)])
          + (hasLimits ? [bar.limit.map(TextLayout.percent) ?? ""] : [])
          + (hasStates ? [bar.state] : []))
    }
    return [sentence] + PlanTable(columns, rows).told
  }
}

extension [PageLine] {
  /// The line at a place, of which the last stays the last; without a place the first one that can be
  /// asked about.
  func focused(_ row: Int?) -> Int {
    let place = row ?? firstIndex { $0.why != nil } ?? 0
    return Swift.min(place, Swift.max(0, count - 1))
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
