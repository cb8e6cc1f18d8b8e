/// A screen as a value: a grid of cells, and where the hardware cursor stands.
///
/// Writing outside the grid is allowed and shows nothing, so that no size can trap. A wide
/// character that would be cut is replaced by a blank.
package struct Frame: Sendable {
  package let size: Size
  /// Row by row.
  package private(set) var cells: [Cell]
  /// What parts of it stand for; of those that overlap the last one counts.
  private var targets: [(area: Rect, target: Target)] = []
  /// Whether the focused line can be asked why, as the key bar says.
  var isReasonFocused = false
  /// Nil hides the cursor.
  package private(set) var cursor: Point?

  package init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank(), count: size.columns * size.rows)
  }

  /// Lets a part of the screen stand for something when it is pressed.
  mutating func mark(_ target: Target, x: Int, y: Int, limit: Int, rows: Int = 1) {
    guard limit > x else { return }
    targets.append((Rect(x: x, y: y, width: limit - x, height: rows), target))
  }

  /// What a cell stands for.
  func target(x: Int, y: Int) -> Target? {
    targets.last { mark in
      (mark.area.x..<mark.area.right).contains(x) && (mark.area.y..<mark.area.bottom).contains(y)
    }?.target
  }

  package subscript(x: Int, y: Int) -> Cell { cells[y * size.columns + x] }

  /// Places the cursor; outside the frame it is moved to the nearest cell.
  package mutating func placeCursor(x: Int, y: Int) {
    guard size.columns > 0, size.rows > 0 else { return }
    cursor = Point(x: min(max(0, x), size.columns - 1), y: min(max(0, y), size.rows - 1))
  }

  /// Writes one line of text and returns the column after it.
  ///
  /// - Parameter limit: The column to stop before; nil for the frame's edge.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, x start: Int, y: Int, limit: Int? = nil, style: Style = .plain
  ) -> Int {
    var x = start
    let edge = min(limit ?? size.columns, size.columns)
    if text.isPrintableASCII {
      for byte in text.utf8 {
        guard x < edge else { break }
        put(Cell(printable: byte, style: style), x: x, y: y)
        x += 1
      }
      return x
    }
    for character in text {
      guard let cell = Cell(character, style: style) else { continue }
      guard x + cell.width <= edge else { break }
      put(cell, x: x, y: y)
      x += cell.width
    }
    return x
  }

  /// Fills columns `x..<limit` of a row with blanks of a style.
  package mutating func fill(x: Int, y: Int, limit: Int, style: Style) {
    guard (0..<size.rows).contains(y) else { return }
    for column in max(0, x)..<max(max(0, x), min(limit, size.columns)) {
      put(.blank(style), x: column, y: y)
    }
  }

  private mutating func put(_ cell: Cell, x: Int, y: Int) {
    guard (0..<size.rows).contains(y), x >= 0, x + cell.width <= size.columns else { return }
    clearPartner(x: x, y: y)
    cells[y * size.columns + x] = cell
    guard cell.width == 2 else { return }
    clearPartner(x: x + 1, y: y)
    cells[y * size.columns + x + 1] = .rightHalf(cell.style)
  }

  /// Blanks the other half of a wide character that is about to lose one half.
  private mutating func clearPartner(x: Int, y: Int) {
    let index = y * size.columns + x
    if cells[index].width == 0, x > 0 { cells[index - 1] = .blank(cells[index - 1].style) }
    if cells[index].width == 2, x + 1 < size.columns {
      cells[index + 1] = .blank(cells[index + 1].style)
    }
  }
}
