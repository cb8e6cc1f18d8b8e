extension BarChart {
  /// The bars as lines of a width, each with its label, its number and a mark at its limit.
  func lines(width: Int, glyphs: Glyphs) -> [Line] {
    let textWidth = min(bars.map { CellWidth.of(text(of: $0)) }.max() ?? 0, max(6, width / 2))
    // A bar of twelve cells still tells its share, so labels may have the rest.
    let labelWidth = min(
      bars.map { CellWidth.of($0.label) }.max() ?? 0,
      max(6, width * 2 / 5, width - textWidth - 15))
    let room = max(0, width - labelWidth - textWidth - 3)
    return bars.map { bar in
      let label = TextLayout.truncate(bar.label, width: labelWidth, ellipsis: glyphs.ellipsis)
      let text = TextLayout.truncate(text(of: bar), width: textWidth, ellipsis: glyphs.ellipsis)
      var line = Line(TextLayout.padded(label, to: labelWidth) + " ")
      if room >= 4 {
        line.spans += bar.spans(width: room, fullShare: fullShare, glyphs: glyphs)
      }
      return line.adding(" " + text, bar.isProblem ? .bad : .plain)
    }
  }
}

extension BarChart {
  /// What stands beside a bar.
  private func text(of bar: Bar) -> String {
    let share = isComparison ? "" : TextLayout.percent(bar.share)
    let numbers = [bar.amount, share].filter { !$0.isEmpty }.joined(separator: ", ")
    return bar.state.isEmpty ? numbers : "\(numbers) \(bar.state)"
  }
}

extension BarChart.Bar {
  /// The bar alone: eighths of a cell where the glyphs have them; `|` at the limit.
  ///
  /// - Parameter fullShare: The share that fills it.
  func drawing(width: Int, fullShare: Double = 1, glyphs: Glyphs) -> String {
    let length =
      share.isFinite ? min(1, max(0, share / fullShare)) * Double(width) : Double(width)
    let limitCell = limit.map {
      min(width - 1, max(0, Int((min(1, $0 / fullShare) * Double(width)).rounded()) - 1))
    }
    return String(
      (0..<width).map { cell -> Character in
        if cell == limitCell { return glyphs.limit }
        let filled = length - Double(cell)
        if filled >= 1 { return glyphs.barFull }
        guard glyphs == .full, filled > 0 else {
          return filled >= 0.5 ? glyphs.barFull : glyphs.barEmpty
        }
        return Self.eighths[Int((filled * 8).rounded())]
      })
  }

  private static let eighths: [Character] = ["─", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// The bar in its styles: what is filled, then the rest of its scale.
  func spans(width: Int, fullShare: Double = 1, glyphs: Glyphs) -> [Line.Span] {
    let drawing = drawing(width: width, fullShare: fullShare, glyphs: glyphs)
    // A bar that passes its limit holds the mark within.
    let last = drawing.lastIndex { $0 != glyphs.barEmpty && $0 != glyphs.limit }
    let end = last.map(drawing.index(after:)) ?? drawing.startIndex
    let (filled, rest) = (drawing[..<end], drawing[end...])
    return [
      Line.Span(text: String(filled), style: isProblem ? .bad : .title, isDrawing: true),
      Line.Span(text: String(rest), style: .dim, isDrawing: true),
    ].filter { !$0.text.isEmpty }
  }
}

extension Glyphs {
  var barFull: Character { isUnicode ? "█" : "#" }
  /// What is left of a scale: a thin line, so that bars below each other stay apart.
  var barEmpty: Character { isUnicode ? "─" : "." }
  /// Where the safe part of a bar ends.
  var limit: Character { isUnicode ? "│" : "|" }
  var knob: Character { self == .full ? "●" : isUnicode ? "█" : "O" }
}

extension TextLayout {
  /// The text with blanks after it up to a width.
  static func padded(_ text: String, to width: Int, isNumber: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - CellWidth.of(text)))
    return isNumber ? blanks + text : text + blanks
  }
}
