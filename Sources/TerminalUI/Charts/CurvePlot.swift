/// The inner part of a curve chart: layers of characters, of which the curves lie on top.
struct CurvePlot {
  let columns: Int
  let rows: Int
  private let glyphs: Glyphs
  private let scale: CurveScale
  private var cells: [(character: Character, style: Style)?]
  private var pending: [(text: String, column: Int, row: Int, style: Style)] = []

  init(columns: Int, rows: Int, glyphs: Glyphs, scale: CurveScale) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.glyphs = glyphs
    self.scale = scale
    cells = Array(repeating: nil, count: self.columns * self.rows)
  }

  private func column(_ rate: Double) -> Int {
    min(columns - 1, max(0, Int((rate / scale.greatestRate * Double(columns - 1)).rounded())))
  }

  private func row(_ milliseconds: Double) -> Int {
    rows - 1 - Int((scale.height(milliseconds) * Double(rows - 1)).rounded())
  }

  private mutating func put(_ character: Character, _ column: Int, _ row: Int, _ style: Style) {
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return }
    cells[row * columns + column] = (character, style)
  }

  /// A dotted line that is not to be crossed.
  mutating func drawObjective(_ milliseconds: Double, _ label: String) {
    let place = row(milliseconds)
    for column in stride(from: 0, to: columns, by: 2) {
      put(glyphs.isUnicode ? "·" : "-", column, place, .caution)
    }
    pending.append((label, 1, place - 1, .caution))
  }

  /// A vertical line at a rate.
  mutating func drawMark(_ mark: CurveChart.Mark) {
    let place = column(mark.rate)
    for row in 0..<rows where row % 2 == 0 { put(glyphs.limit, place, row, .dim) }
    pending.append((mark.label, place + 1, pending.count % 2 == 1 ? 0 : 1, .bold))
  }

  /// A curve, which ends where the network saturates.
  mutating func draw(_ series: CurveChart.Series, rates: [Double], isDashed: Bool) {
    var canvas = DotCanvas(columns: columns, rows: rows, glyphs: glyphs)
    var former: (x: Int, y: Int)?
    for (rate, value) in zip(rates, series.values) where value.isFinite && value > 0 {
      let point = (
        x: Int((rate / scale.greatestRate * Double(canvas.width - 1)).rounded()),
        y: canvas.height - 1 - Int((scale.height(value) * Double(canvas.height - 1)).rounded())
      )
      canvas.line(from: former ?? point, to: point, isDashed: isDashed)
      former = point
    }
    let solid: Character = glyphs.isUnicode ? (isDashed ? "▒" : "█") : (isDashed ? "o" : "#")
    for row in 0..<rows {
      for column in 0..<columns {
        guard let sign = canvas.character(column: column, row: row, solid: solid) else { continue }
        put(sign, column, row, isDashed ? .good : .title)
      }
    }
    guard let former else { return }
    let end = (column: former.x / canvas.across, row: former.y / canvas.down)
    pending.append((series.name, end.column - series.name.count - 1, end.row, .bold))
  }

  /// Writes every label into empty cells, as near to its place as there are any.
  mutating func placeLabels() {
    var crowded: [(text: String, column: Int, row: Int, style: Style)] = []
    for label in pending {
      let shifts = [(0, 0), (0, 1), (0, -1), (-3, 0), (3, 0), (-6, 1), (0, 2), (0, -2), (-9, -1)]
      let fit = shifts.first { shift in
        isEmpty(label.text, label.column + shift.0, label.row + shift.1)
      }
      if let fit {
        put(label.text, label.column + fit.0, label.row + fit.1, label.style)
      } else {
        crowded.append(label)
      }
    }
    // Where something is in the way on all sides a label stands further along its row or the next ones.
    for label in crowded {
      guard let place = free(label.text, near: label.row) else { continue }
      put(label.text, place.column, place.row, label.style)
    }
    pending = []
  }

  private mutating func put(_ text: String, _ column: Int, _ row: Int, _ style: Style) {
    for (offset, character) in text.enumerated() { put(character, column + offset, row, style) }
  }

  /// The first place with a blank on either side that a text fits into, in a row or those beside it.
  private func free(_ text: String, near row: Int) -> (column: Int, row: Int)? {
    for row in [row, row + 2, row - 1, row + 1] {
      let column = (1..<columns).first { isEmpty(" \(text) ", $0 - 1, row) }
      if let column { return (column, row) }
    }
    return nil
  }

  private func isEmpty(_ text: String, _ column: Int, _ row: Int) -> Bool {
    guard column >= 0, column + text.count <= columns, (0..<rows).contains(row) else {
      return false
    }
    return (column..<column + text.count).allSatisfy { cells[row * columns + $0] == nil }
  }

  /// A row as a line.
  func row(_ row: Int) -> Line {
    var line = Line()
    var text = ""
    var style = Style.plain
    for column in 0..<columns {
      let cell = cells[row * columns + column]
      let next = cell?.style ?? .plain
      if next != style {
        line = line.adding(text, style)
        text = ""
        style = next
      }
      text.append(cell?.character ?? " ")
    }
    return line.adding(text, style)
  }
}
