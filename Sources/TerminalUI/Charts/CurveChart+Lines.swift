import Quantities
import RealModule

extension CurveChart {
  /// The chart in a rectangle of cells.
  ///
  /// It has labelled axes, the objective as a dotted line, marks, and a
  /// label at the end of each line. Labels stand in empty cells only.
  func lines(width: Int, height: Int, glyphs: Glyphs) -> [Line] {
    guard let scale = CurveScale(self), width >= 30, height >= 6 else {
      return Line.wrap(sentence, width: width)
    }
    let gutter = 8
    var plot = CurvePlot(
      columns: width - gutter - 1, rows: height - 3, glyphs: glyphs, scale: scale)
    plot.drawObjective(objective, objectiveLabel)
    for mark in marks { plot.drawMark(mark) }
    for (index, series) in series.enumerated() {
      plot.draw(series, rates: rates, isDashed: index > 0)
    }
    plot.placeLabels()
    let ticks = scale.ticks(rows: plot.rows)
    var lines = (0..<plot.rows).map { row in
      let tick = ticks[row].map { TextLayout.padded($0, to: gutter - 1, isNumber: true) }
      return Line((tick ?? String(repeating: " ", count: gutter - 1)) + " ", .dim)
        .adding(String(glyphs.vertical), .dim).adding(plot.row(row))
    }
    let blanks = String(repeating: " ", count: gutter)
    lines.append(
      Line(blanks, .dim).adding(
        String(glyphs.isUnicode ? "└" : "+")
          + String(repeating: glyphs.horizontal, count: plot.columns), .dim))
    for label in [scale.rateTicks(plot.columns), scale.utilizationTicks(plot.columns, self)] {
      lines.append(Line(blanks + " " + label, .dim))
    }
    return lines
  }
}

extension Line {
  /// The line with another one at its end.
  func adding(_ line: Line) -> Line { Line(spans: spans + line.spans) }
}

/// The scales of a curve chart: rates from 0, milliseconds by their logarithm.
struct CurveScale: Hashable, Sendable {
  let greatestRate: Double
  /// Decimal logarithms of milliseconds.
  let bottom: Double
  let top: Double

  /// Nil for a chart without points.
  init?(_ chart: CurveChart) {
    let values = chart.series.flatMap(\.values).filter { $0 > 0 && $0.isFinite }
    guard let least = values.min(), let rate = chart.rates.last, rate > 0 else { return nil }
    greatestRate = rate
    bottom = Double.log10(min(least, chart.objective)).rounded(.down)
    // What rises beyond ten times the objective is clipped, so that the rest stays readable.
    let greatest = max(chart.objective * 2, min(values.max() ?? 1, chart.objective * 10))
    top = max(bottom + 1, Double.log10(greatest))
  }

  /// The share of the height at which a number of milliseconds stands; 1 is the top.
  func height(_ milliseconds: Double) -> Double {
    guard milliseconds > 0 else { return 0 }
    return min(1, max(0, (Double.log10(milliseconds) - bottom) / (top - bottom)))
  }

  /// The labels of rows, from the top: powers of ten.
  func ticks(rows: Int) -> [String?] {
    var labels = [String?](repeating: nil, count: rows)
    for power in Int(bottom)...max(Int(bottom), Int(top.rounded(.down))) {
      let value = Double.pow(10, Double(power))
      let row = rows - 1 - Int((height(value) * Double(rows - 1)).rounded())
      labels[row] =
        value >= 1000
        ? "\(DecimalText.significant(value / 1000, 2)) s"
        : "\(DecimalText.significant(value, 2)) ms"
    }
    return labels
  }

  func rateTicks(_ columns: Int) -> String {
    axis(columns) { DecimalText.significant(greatestRate * $0, 2) } + " requests/s"
  }

  func utilizationTicks(_ columns: Int, _ chart: CurveChart) -> String {
    let last = chart.utilizations.last ?? 0
    return axis(columns) { DecimalText.fixed(last * $0 * 100) + "%" } + " in use"
  }

  /// Labels at quarters of the axis, without its last one where the unit needs the room.
  private func axis(_ columns: Int, _ label: (Double) -> String) -> String {
    var text = ""
    for quarter in 0..<4 {
      let place = columns * quarter / 4
      if text.count > place && quarter > 0 { continue }
      text = TextLayout.padded(text, to: place) + label(Double(quarter) / 4)
      text += " "
    }
    return text
  }
}
