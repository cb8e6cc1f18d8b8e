/// A canvas of dots: Braille where the glyphs allow, else one dot a cell.
struct DotCanvas {
  let columns: Int
  let rows: Int
  /// Dots a cell across and down.
  let across: Int
  let down: Int
  private var dots: [UInt8]

  init(columns: Int, rows: Int, glyphs: Glyphs) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    across = glyphs == .full ? 2 : 1
    down = glyphs == .full ? 4 : 1
    dots = Array(repeating: 0, count: self.columns * self.rows)
  }

  var width: Int { columns * across }
  var height: Int { rows * down }

  /// The bits of Braille dots, by row and column within a cell (Unicode block 2800).
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  mutating func set(x: Int, y: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let bit = down == 4 ? Self.bits[y % down][x % across] : 1
    dots[(y / down) * columns + x / across] |= bit
  }

  /// A line between two dots; every second dot only where it is dashed.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), isDashed: Bool) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    for step in 0...max(0, steps) where !isDashed || (start.x + step) % 4 < 2 {
      let share = steps == 0 ? 0 : Double(step) / Double(steps)
      set(
        x: start.x + Int((Double(end.x - start.x) * share).rounded()),
        y: start.y + Int((Double(end.y - start.y) * share).rounded()))
    }
  }

  /// The character of a cell; nil where no dot is set.
  func character(column: Int, row: Int, solid: Character) -> Character? {
    let value = dots[row * columns + column]
    guard value != 0 else { return nil }
    guard down == 4, let scalar = Unicode.Scalar(0x2800 + UInt32(value)) else { return solid }
    return Character(scalar)
  }
}
