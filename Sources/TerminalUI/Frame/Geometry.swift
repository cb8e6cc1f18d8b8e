/// The size of a terminal, in character cells.
package struct Size: Hashable, Sendable {
  package let columns: Int
  package let rows: Int

  /// A size; negative numbers count as zero.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A cell's position, counted from the upper left corner and from zero.
package struct Point: Hashable, Sendable {
  package let x: Int
  package let y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// A part of the screen, in cells; empty where its width or height is not positive.
struct Rect: Hashable, Sendable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  /// The column just right of it.
  var right: Int { x + width }
  /// The row just below it.
  var bottom: Int { y + height }

  /// The rectangle without `rows` rows at its top; empty rather than negative.
  func droppingTop(_ rows: Int) -> Rect {
    let rows = min(max(0, rows), max(0, height))
    return Rect(x: x, y: y + rows, width: width, height: height - rows)
  }

  /// The rectangle without `columns` columns at both sides.
  func inset(_ columns: Int) -> Rect {
    Rect(x: x + columns, y: y, width: max(0, width - 2 * columns), height: height)
  }
}
