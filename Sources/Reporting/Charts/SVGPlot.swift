import Quantities

/// A plot as SVG: two axes, curves, bars, lines across and marks; colors come from the page's style.
///
/// What it shows is told in its title and description as well, and each point of a curve has a title
/// that a browser shows when the pointer rests on it.
struct SVGPlot {
  /// A curve, or the tops of bars.
  struct Series {
    let name: String
    /// The class that gives its color: `one` to `four`.
    let style: String
    let points: [(x: Double, y: Double)]
    /// What the title of a point says.
    let labels: [String]
  }

  /// A line across the plot at a value of one axis.
  struct Rule {
    let isHorizontal: Bool
    let value: Double
    let label: String
    let style: String
  }

  let title: String
  let description: String
  let x: PlotAxis
  let y: PlotAxis
  var curves: [Series] = []
  var bars: [Series] = []
  var rules: [Rule] = []
  /// Names below the horizontal axis in place of its divisions, with the values they stand at.
  var names: [(value: Double, text: String)] = []

  private static let width = 640.0
  private static let height = 340.0
  private static let left = 64.0
  private static let right = 18.0
  private static let top = 34.0
  private static let bottom = 50.0

  private func place(x value: Double) -> Double {
    Self.left + x.share(value) * (Self.width - Self.left - Self.right)
  }

  private func place(y value: Double) -> Double {
    Self.height - Self.bottom - y.share(value) * (Self.height - Self.top - Self.bottom)
  }

  private static func number(_ value: Double) -> String {
    DecimalText.exact((value * 10).rounded() / 10)
  }

  /// The image.
  var text: String {
    let size = "0 0 \(Self.number(Self.width)) \(Self.number(Self.height))"
    let parts = [legend, grid, barShapes, lines, curveShapes].filter { !$0.isEmpty }
    return """
      <svg viewBox="\(size)" role="img" class="plot">
      <title>\(XMLText.escaped(title))</title>
      <desc>\(XMLText.escaped(description))</desc>
      \(parts.joined(separator: "\n"))
      </svg>
      """
  }

  private var legend: String {
    var offset = Self.left
    var result: [String] = []
    for series in curves + bars {
      result.append(
        "<rect class=\"\(series.style)\" x=\"\(Self.number(offset))\" y=\"10\" width=\"12\" "
          + "height=\"12\"/>" + Self.text(series.name, x: offset + 17, y: 20, "start"))
      offset += 30 + 7.5 * Double(series.name.count)
    }
    return result.joined(separator: "\n")
  }

  private static func text(_ text: String, x: Double, y: Double, _ anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
      + "\(XMLText.escaped(text))</text>"
  }

  private var grid: String {
    let end = Self.width - Self.right
    let floor = Self.height - Self.bottom
    var result: [String] = []
    for tick in y.ticks {
      let height = place(y: tick)
      result.append(Self.line(Self.left, height, end, height, "grid"))
      result.append(Self.text(PlotAxis.text(tick), x: Self.left - 6, y: height + 4, "end"))
    }
    let below = names.isEmpty ? x.ticks.map { ($0, PlotAxis.text($0)) } : names.map { ($0, $1) }
    for (value, name) in below {
      result.append(Self.text(name, x: place(x: value), y: floor + 17, "middle"))
    }
    result.append(Self.line(Self.left, floor, end, floor, "axis"))
    result.append(Self.line(Self.left, Self.top, Self.left, floor, "axis"))
    result.append(
      Self.text(x.title, x: (Self.left + end) / 2, y: Self.height - 12, "middle"))
    let middle = (Self.top + floor) / 2
    result.append(
      "<text transform=\"translate(14 \(Self.number(middle))) rotate(-90)\" "
        + "text-anchor=\"middle\">\(XMLText.escaped(y.title))</text>")
    return result.joined(separator: "\n")
  }

  private static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String
  ) -> String {
    "<line class=\"\(style)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" "
      + "y2=\"\(number(y2))\"/>"
  }

  private var barShapes: String {
    guard let count = bars.first?.points.count, count > 0 else { return "" }
    let room = (Self.width - Self.left - Self.right) / Double(count)
    let width = room * 0.62 / Double(bars.count)
    var result: [String] = []
    for (place, series) in bars.enumerated() {
      for (index, point) in series.points.enumerated() {
        let start = Self.left + room * (Double(index) + 0.19) + width * Double(place)
        let top = self.place(y: point.y)
        result.append(
          "<rect class=\"\(series.style)\" x=\"\(Self.number(start))\" y=\"\(Self.number(top))\" "
            + "width=\"\(Self.number(width))\" "
            + "height=\"\(Self.number(max(0, Self.height - Self.bottom - top)))\">"
            + "<title>\(XMLText.escaped(series.labels[index]))</title></rect>")
      }
    }
    return result.joined(separator: "\n")
  }

  private var lines: String {
    // How far each row of labels of vertical lines is taken, from the left and from the right.
    var rows: [(left: Double, right: Double)] = []
    return rules.map { rule in
      let end = Self.width - Self.right
      let floor = Self.height - Self.bottom
      if rule.isHorizontal {
        let height = place(y: rule.value)
        return Self.line(Self.left, height, end, height, rule.style)
          + Self.text(rule.label, x: end - 4, y: height - 5, "end")
      }
      let x = place(x: rule.value)
      // A label that would leave the plot on the right stands on the left of its line.
      let width = 7 * Double(rule.label.count) + 8
      let isNearEnd = x > end - width
      let (from, to) = isNearEnd ? (x - width, x) : (x, x + width)
      let free = rows.firstIndex { to <= $0.left || from >= $0.right }
      let row = free ?? rows.count
      if free == nil { rows.append((from, to)) }
      rows[row] = (min(rows[row].left, from), max(rows[row].right, to))
      return Self.line(x, Self.top, x, floor, rule.style)
        + Self.text(
          rule.label, x: isNearEnd ? x - 5 : x + 5, y: Self.top + 12 + 14 * Double(row),
          isNearEnd ? "end" : "start")
    }.joined(separator: "\n")
  }

  private var curveShapes: String {
    curves.map { series in
      let points = series.points.map {
        "\(Self.number(place(x: $0.x))),\(Self.number(place(y: $0.y)))"
      }
      let dots = zip(series.points, series.labels).map { point, label in
        "<circle class=\"\(series.style)\" cx=\"\(Self.number(place(x: point.x)))\" "
          + "cy=\"\(Self.number(place(y: point.y)))\" r=\"3\">"
          + "<title>\(XMLText.escaped(label))</title></circle>"
      }
      return "<polyline class=\"\(series.style)\" points=\"\(points.joined(separator: " "))\"/>\n"
        + dots.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
