import Quantities
import RealModule

/// A plot of measured points against a fitted curve, drawn with characters.
///
/// With Braille signs each character holds two by four dots of the curve; without them a dot a
/// character. Points are drawn over the curve.
package struct LoadPlot: Hashable, Sendable {
  /// The signs that may be used.
  package enum Signs: Hashable, Sendable {
    case braille, ascii
  }

  struct Point: Hashable, Sendable {
    let x: Double
    let y: Double
  }

  let title: String
  /// Name and unit of each axis.
  let xAxis: String
  let yAxis: String
  let measured: [Point]
  /// The curve between the least and the greatest `x`, in ascending order.
  let curve: [Point]
  /// What the curve is.
  let curveName: String

  /// Whether `x` grows by factors: for levels that double.
  private var isLogarithmic: Bool {
    let values = measured.map(\.x)
    guard let least = values.min(), let most = values.max(), least > 0 else { return false }
    return most / least >= 16
  }

  /// The lines of the plot, at most `width` columns wide and `height` rows high between the axes.
  func lines(_ signs: Signs, width: Int, height: Int = 14) -> [String] {
    guard let left = measured.map(\.x).min(), let right = measured.map(\.x).max(), right > left,
      let top = (measured + curve).map(\.y).max(), top > 0
    else { return [] }
    let ticks = (0...2).map { Self.tick(top * Double(2 - $0) / 2) }
    let margin = ticks.map(\.count).max() ?? 1
    let columns = max(20, width - margin - 3)
    let isLogarithmic = isLogarithmic
    func position(_ x: Double) -> Double {
      let share =
        isLogarithmic
        ? Double.log(x / left) / Double.log(right / left) : (x - left) / (right - left)
      return max(0, min(1, share))
    }
    var cells = drawnCurve(signs, columns, height, top: top, position)
    let mark: Character = signs == .braille ? "●" : "o"
    for point in measured {
      let column = Int((position(point.x) * Double(columns - 1)).rounded())
      let row = Int(((1 - point.y / top) * Double(height - 1)).rounded())
      cells[max(0, min(height - 1, row))][column] = mark
    }
    let bar = signs == .braille ? "│" : "|"
    let rule = signs == .braille ? "─" : "-"
    let corner = signs == .braille ? "└" : "+"
    let dot = signs == .braille ? "⠤" : "."
    var lines = ["\(title): measured \(mark), \(curveName) \(dot)", yAxis]
    for row in 0..<height {
      let tick =
        row == 0 ? ticks[0] : row == height / 2 ? ticks[1] : row == height - 1 ? ticks[2] : ""
      let label = String(repeating: " ", count: margin - tick.count) + tick
      lines.append(TextWrap.trimmed(label + " " + bar + String(cells[row])))
    }
    let indent = String(repeating: " ", count: margin + 1)
    lines.append(indent + corner + String(repeating: rule, count: columns))
    let middle = isLogarithmic ? (left * right).squareRoot() : (left + right) / 2
    let names = [left, middle, right].map(Self.tick)
    let gap = max(1, columns / 2 - names[0].count - names[1].count / 2)
    var axis = names[0] + String(repeating: " ", count: gap) + names[1]
    axis += String(repeating: " ", count: max(1, columns - axis.count - names[2].count)) + names[2]
    lines.append(indent + " " + axis)
    lines.append(indent + " " + xAxis + (isLogarithmic ? ", logarithmic" : ""))
    return lines
  }

  private func drawnCurve(
    _ signs: Signs, _ columns: Int, _ height: Int, top: Double, _ position: (Double) -> Double
  ) -> [[Character]] {
    let (across, down) = signs == .braille ? (2, 4) : (1, 1)
    var dots = [[Bool]](
      repeating: [Bool](repeating: false, count: columns * across), count: height * down)
    var previous: (x: Double, y: Double)?
    for point in curve {
      let x = position(point.x) * Double(columns * across - 1)
      let y = (1 - min(1, max(0, point.y / top))) * Double(height * down - 1)
      let from = previous ?? (x, y)
      // A dot for every step between two points, so that steep parts have no holes.
      let steps = max(1, Int(max((x - from.x).magnitude, (y - from.y).magnitude).rounded(.up)))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        let column = Int((from.x + (x - from.x) * share).rounded())
        let row = Int((from.y + (y - from.y) * share).rounded())
        dots[row][column] = true
      }
      previous = (x, y)
    }
    return (0..<height).map { row in
      (0..<columns).map { column in
        signs == .ascii
          ? (dots[row][column] ? "." : " ")
          : Self.braille(dots, row: row * 4, column: column * 2)
      }
    }
  }

  /// The sign of two by four dots; Unicode numbers them down the left column, then the right one, and
  /// the lowest two last.
  private static func braille(_ dots: [[Bool]], row: Int, column: Int) -> Character {
    let bits: [(row: Int, column: Int, bit: UInt32)] = [
      (0, 0, 0x01), (1, 0, 0x02), (2, 0, 0x04), (0, 1, 0x08), (1, 1, 0x10), (2, 1, 0x20),
      (3, 0, 0x40), (3, 1, 0x80),
    ]
    let pattern = bits.reduce(UInt32(0)) { sum, dot in
      dots[row + dot.row][column + dot.column] ? sum | dot.bit : sum
    }
    guard pattern > 0, let scalar = Unicode.Scalar(0x2800 + pattern) else { return " " }
    return Character(scalar)
  }

  private static func tick(_ value: Double) -> String {
    DecimalText.significant(NumberText.rounded(value, digits: 3))
  }
}
