import Quantities

/// A flowchart of this module as SVG, for pages that have no Mermaid: nodes in columns by their distance
/// from the users, arrows between them.
struct FlowchartSVG {
  private struct Box {
    let id: String
    let lines: [String]
    var column = 0
    var row = 0
  }

  private var boxes: [Box] = []
  private var edges: [(from: String, to: String, label: String, isDotted: Bool)] = []
  private var frame: (label: String, members: Set<String>)?

  private static let width = 168.0
  private static let gap = 74.0
  private static let height = 62.0
  private static let space = 22.0

  /// - Parameter chart: The text that `MermaidChart` writes.
  /// - Returns: Nil where there is no node to draw.
  init?(_ chart: String) {
    var isFramed = false
    for line in MarkdownLine.lines(of: chart).filter({ !$0.isEmpty }).dropFirst() {
      switch FlowchartLine(line) {
      case .frame(let label):
        frame = (Self.unescaped(label), [])
        isFramed = true
      case .end: isFramed = false
      case .node(let id, let label):
        let id = String(id)
        boxes.append(Box(id: id, lines: Self.lines(of: label).map { Self.unescaped($0) }))
        if isFramed { frame?.members.insert(id) }
      case .edge(let from, let to, let label, let isDotted):
        edges.append((String(from), String(to), Self.unescaped(label), isDotted))
      case nil: break
      }
    }
    guard !boxes.isEmpty else { return nil }
    layOut()
  }

  /// The lines of a label, none of them empty.
  private static func lines(of label: Substring) -> [Substring] {
    guard MarkdownLine.isPlain(label) else { return label.split(separator: "<br/>") }
    let mark = "<br/>".utf8
    let bytes = label.utf8
    var lines: [Substring] = []
    var (start, place) = (label.startIndex, label.startIndex)
    while place < label.endIndex {
      if bytes[place] == UInt8(ascii: "<"), bytes[place...].starts(with: mark) {
        if start < place { lines.append(label[start..<place]) }
        place = bytes.index(place, offsetBy: mark.count)
        start = place
      } else {
        place = bytes.index(after: place)
      }
    }
    if start < label.endIndex { lines.append(label[start...]) }
    return lines
  }

  /// The text of a label without Mermaid's own entities.
  private static func unescaped(_ text: some StringProtocol) -> String {
    var result = String(text)
    guard result.utf8.contains(UInt8(ascii: "#")) else { return result }
    for (entity, sign) in [
      ("#quot;", "\""), ("#lt;", "<"), ("#gt;", ">"), ("#amp;", "&"), ("#35;", "#"),
    ] {
      result = result.replacing(entity, with: sign)
    }
    return result
  }

  /// A node stands one column after the farthest of those that lead to it.
  private mutating func layOut() {
    let places = Dictionary(boxes.indices.map { (boxes[$0].id, $0) }) { first, _ in first }
    // As many rounds as there are nodes: a chart of this module has no cycles, another one ends as well.
    for _ in boxes.indices {
      var isStable = true
      for edge in edges {
        guard let from = places[edge.from], let to = places[edge.to], from != to else { continue }
        if boxes[to].column <= boxes[from].column, boxes[from].column < boxes.count {
          boxes[to].column = boxes[from].column + 1
          isStable = false
        }
      }
      if isStable { break }
    }
    var used: [Int: Int] = [:]
    for index in boxes.indices {
      boxes[index].row = used[boxes[index].column, default: 0]
      used[boxes[index].column, default: 0] += 1
    }
  }

  private func x(_ box: Box) -> Double { 10 + Double(box.column) * (Self.width + Self.gap) }

  private func y(_ box: Box) -> Double { 28 + Double(box.row) * (Self.height + Self.space) }

  private static func number(_ value: Double) -> String {
    DecimalText.exact((value * 10).rounded() / 10)
  }

  /// Appends the chart as a figure of HTML.
  func append(to html: inout TextBuffer) {
    let columns = (boxes.map(\.column).max() ?? 0) + 1
    let rows = (boxes.map(\.row).max() ?? 0) + 1
    let width = 20 + Double(columns) * (Self.width + Self.gap) - Self.gap
    let height = 40 + Double(rows) * (Self.height + Self.space)
    let described = boxes.map { $0.lines.joined(separator: " ") }.joined(separator: "; ")
    html.append("<figure>\n<svg viewBox=\"0 0 ")
    html.append(Self.number(width))
    html.append(" ")
    html.append(Self.number(height))
    html.append("\" role=\"img\" class=\"flow\">\n<title>Architecture</title>\n<desc>")
    html.append(XMLText.escaped(described))
    html.append("</desc>\n")
    let frames = frames
    if !frames.isEmpty {
      html.append(frames)
      html.append("\n")
    }
    for edge in edges {
      guard let from = boxes.first(where: { $0.id == edge.from }),
        let to = boxes.first(where: { $0.id == edge.to })
      else { continue }
      Self.append(
        from: (x(from) + Self.width, y(from) + Self.height / 2),
        to: (x(to), y(to) + Self.height / 2), edge.label, isDotted: edge.isDotted, to: &html)
    }
    for box in boxes { append(box, to: &html) }
    html.append("</svg>\n</figure>")
  }

  private var frames: String {
    guard let frame else { return "" }
    let inside = boxes.filter { frame.members.contains($0.id) }
    guard let left = inside.map(x).min(), let right = inside.map(x).max(),
      let top = inside.map(y).min(), let bottom = inside.map(y).max()
    else { return "" }
    // Only where the frame holds no node of others is it drawn; its members are named in any case.
    let others = boxes.filter { !frame.members.contains($0.id) }
    let isClean = !others.contains { box in
      x(box) >= left && x(box) <= right && y(box) >= top && y(box) <= bottom
    }
    guard isClean else {
      return "<text x=\"10\" y=\"16\">"
        + "\(XMLText.escaped("\(frame.label): \(inside.compactMap(\.lines.first).joined(separator: ", "))"))"
        + "</text>"
    }
    return "<rect class=\"zone\" x=\"\(Self.number(left - 8))\" y=\"\(Self.number(top - 10))\" "
      + "width=\"\(Self.number(right - left + Self.width + 16))\" "
      + "height=\"\(Self.number(bottom - top + Self.height + 20))\" rx=\"6\"/>"
      + "<text x=\"\(Self.number(left - 6))\" y=\"\(Self.number(top - 14))\">"
      + "\(XMLText.escaped(frame.label))</text>"
  }

  private func append(_ box: Box, to html: inout TextBuffer) {
    let left = x(box)
    let top = y(box)
    html.append("<rect class=\"box\"")
    Self.append(" x=\"", left, to: &html)
    Self.append(" y=\"", top, to: &html)
    Self.append(" width=\"", Self.width, to: &html)
    Self.append(" height=\"", Self.height, to: &html)
    html.append(" rx=\"6\"><title>")
    html.append(XMLText.escaped(box.lines.joined(separator: ", ")))
    html.append("</title></rect>")
    let first = top + Self.height / 2 - Double(box.lines.count - 1) * 8 + 4
    for (index, line) in box.lines.enumerated() {
      let shown = line.count > 27 ? String(line.prefix(26)) + "…" : line
      Self.append(shown, (left + Self.width / 2, first + Double(index) * 16), to: &html)
    }
    html.append("\n")
  }

  private static func append(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), _ label: String,
    isDotted: Bool, to html: inout TextBuffer
  ) {
    let bend = (end.x - start.x) / 2
    html.append("<path class=\"arrow\" d=\"M")
    append(start, to: &html)
    html.append(" C")
    append((start.x + bend, start.y), to: &html)
    html.append(" ")
    append((end.x - bend, end.y), to: &html)
    html.append(" ")
    append((end.x - 6, end.y), to: &html)
    html.append("\"")
    if isDotted { html.append(" stroke-dasharray=\"4 4\"") }
    html.append("/><path class=\"head\" d=\"M")
    append(end, to: &html)
    html.append(" l-8 -4 v8 z\"/>")
    if !label.isEmpty {
      append(label, ((start.x + end.x) / 2, (start.y + end.y) / 2 - 5), to: &html)
    }
    html.append("\n")
  }

  private static func append(_ point: (x: Double, y: Double), to html: inout TextBuffer) {
    html.append(number(point.x))
    html.append(" ")
    html.append(number(point.y))
  }

  /// Appends an attribute in double quotes.
  private static func append(_ start: String, _ value: Double, to html: inout TextBuffer) {
    html.append(start)
    html.append(number(value))
    html.append("\"")
  }

  /// Appends a text around a point.
  private static func append(
    _ text: String, _ middle: (x: Double, y: Double), to html: inout TextBuffer
  ) {
    html.append("<text")
    append(" x=\"", middle.x, to: &html)
    append(" y=\"", middle.y, to: &html)
    html.append(" text-anchor=\"middle\">")
    html.append(XMLText.escaped(text))
    html.append("</text>")
  }
}
