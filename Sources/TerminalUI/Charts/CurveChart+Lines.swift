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
    lines.append(Line(blanks, .dim).adding(CurveScale.rule(plot.columns, glyphs), .dim))
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

  /// The labels of rows, from the top: powers of ten, then the upper end, then what three times a
  /// power of ten is, where that leaves a row free on both sides.
  func ticks(rows: Int) -> [String?] {
    var labels = [String?](repeating: nil, count: rows)
    let powers = (Int(bottom)...max(Int(bottom), Int(top.rounded(.down)))).map {
      Double.pow(10, Double($0))
    }
    for value in powers + [Double.pow(10, top)] + powers.map({ $0 * 3 }) where height(value) <= 1 {
      let row = rows - 1 - Int((height(value) * Double(rows - 1)).rounded())
      let near = max(0, row - 1)...min(rows - 1, row + 1)
      guard powers.contains(value) || near.allSatisfy({ labels[$0] == nil }) else { continue }
      labels[row] =
        value >= 1000
        ? "\(DecimalText.significant(value / 1000, 2)) s"
        : "\(DecimalText.significant(value, 2)) ms"
    }
    return labels
  }

  /// The quarters of an axis as columns.
  private static func quarters(_ columns: Int) -> [Int] {
    (0...4).map { ($0 * (columns - 1) + 2) / 4 }
  }

  /// The line of an axis with a mark at each quarter.
  static func rule(_ columns: Int, _ glyphs: Glyphs) -> String {
    var rule = Array(repeating: glyphs.horizontal, count: columns)
    for place in quarters(columns).dropFirst() { rule[place] = glyphs.isUnicode ? "┴" : "+" }
    return String(glyphs.isUnicode ? "└" : "+") + String(rule)
  }

  func rateTicks(_ columns: Int) -> String {
    Self.axis(columns, unit: " requests/s") { DecimalText.significant(greatestRate * $0, 2) }
  }

  func utilizationTicks(_ columns: Int, _ chart: CurveChart) -> String {
    let last = chart.utilizations.last ?? 0
    return Self.axis(columns, unit: " in use") { DecimalText.fixed(last * $0 * 100) + "%" }
  }

  /// Labels below the quarters of an axis, the last one with the unit and up to the right end; one
  /// between that it leaves no room for is left out.
  private static func axis(
    _ columns: Int, unit: String, _ label: (Double) -> String
  ) -> String {
    let end = label(1) + unit
    var text = label(0)
    for (quarter, place) in quarters(columns).enumerated() where (1...3).contains(quarter) {
      let between = label(Double(quarter) / 4)
      let start = place - between.count / 2
      guard start > text.count, start + between.count < columns - end.count else { continue }
      text = TextLayout.padded(text, to: start) + between
    }
    return TextLayout.padded(text, to: max(text.count + 1, columns - end.count)) + end
  }
}
