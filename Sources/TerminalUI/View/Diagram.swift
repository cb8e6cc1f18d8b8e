/// How large the boxes of a diagram are: higher ones, which hold more words, where there is room.
struct DiagramForm: Hashable, Sendable {
  static let gap = 3
  /// The nodes of each column, from the users at the left.
  let columns: [[LoadView.Node]]
  let boxWidth: Int
  let boxHeight: Int

  init(_ load: LoadView, width: Int, height: Int) {
    columns = Dictionary(grouping: load.nodes, by: \.column).sorted { $0.key < $1.key }.map(\.value)
    let count = max(1, columns.count)
    boxWidth = min(44, (width - Self.gap * (count - 1)) / count)
    let most = max(1, columns.map(\.count).max() ?? 1)
    boxHeight = height / most >= 5 ? 5 : 4
  }

  /// The rows that all boxes take.
  var height: Int { boxHeight * (columns.map(\.count).max() ?? 0) }
}

extension Frame {
  /// The architecture from the users at the left to the data at the right, each part in a box with
  /// its size and how much of it is in use.
  mutating func drawDiagram(
    _ load: LoadView, _ form: DiagramForm, _ model: InterviewModel, in area: Rect
  ) {
    guard !form.columns.isEmpty, area.height >= 4 else { return }
    let width = form.boxWidth
    guard width >= 9 else { return drawNodeList(load, model, in: area) }
    for (index, nodes) in form.columns.enumerated() {
      let x = area.x + index * (width + DiagramForm.gap)
      let fitting = max(1, area.height / form.boxHeight)
      let shown = nodes.prefix(nodes.count > fitting ? max(1, fitting - 1) : fitting)
      for (row, node) in shown.enumerated() {
        drawNode(
          node, model,
          in: Rect(x: x, y: area.y + row * form.boxHeight, width: width, height: form.boxHeight))
      }
      let hidden = nodes.count - shown.count
      let below = area.y + shown.count * form.boxHeight
      if hidden > 0, below < area.bottom {
        write("+ \(hidden) more", x: x + 1, y: below, limit: x + width, style: .dim)
      }
      if index > 0 {
        let arrow = model.glyphs.isUnicode ? "──\(model.glyphs.pointer)" : "-->"
        write(arrow, x: x - DiagramForm.gap, y: area.y + 1, style: .dim)
      }
    }
  }

  private mutating func drawNode(_ node: LoadView.Node, _ model: InterviewModel, in box: Rect) {
    let glyphs = model.glyphs
    drawBorder(box, glyphs, style: node.isOver ? .bad : .dim)
    let inner = Rect(x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2)
    var title = TextLayout.wrap(node.title, width: inner.width)
    var size = TextLayout.wrap(node.size, width: inner.width)
    let barRows = node.utilization == nil ? 0 : 1
    // The title comes first, then the bar, then as much of the size as there is room for.
    title = Self.cut(title, to: max(1, inner.height - barRows), inner.width, glyphs)
    size = Self.cut(size, to: inner.height - barRows - title.count, inner.width, glyphs)
    for (row, line) in title.enumerated() {
      write(line, x: inner.x, y: inner.y + row, style: .bold)
    }
    for (row, line) in size.enumerated() {
      write(line, x: inner.x, y: inner.y + title.count + row, style: .dim)
    }
    guard let use = node.utilization else { return }
    let y = inner.bottom - 1
    let text = TextLayout.percent(use) + (node.isOver ? " !" : "")
    let room = inner.width - CellWidth.of(text) - 1
    let bar = BarChart.Bar(
      label: "", share: use, limit: node.limit, isProblem: node.isOver)
    if room >= 3 {
      draw(
        Line(spans: bar.spans(width: room, glyphs: glyphs)), x: inner.x, y: y, limit: inner.right)
    }
    write(text, x: inner.right - CellWidth.of(text), y: y, style: node.isOver ? .bad : .plain)
    // Where no row is left for it, the size stands in the lower border.
    guard size.isEmpty, !node.size.isEmpty else { return }
    write(
      TextLayout.truncate(node.size, width: inner.width, ellipsis: glyphs.ellipsis), x: inner.x,
      y: box.bottom - 1, style: .dim)
  }

  /// As many lines as there is room for, with a sign where some are left out.
  private static func cut(
    _ lines: [String], to rows: Int, _ width: Int, _ glyphs: Glyphs
  ) -> [String] {
    guard lines.count > rows else { return lines }
    guard rows > 0 else { return [] }
    let last = lines[rows - 1] + String(glyphs.ellipsis)
    return lines.prefix(rows - 1)
      + [
        CellWidth.of(last) <= width
          ? last
          : TextLayout.truncate(lines[rows - 1] + " ", width: width, ellipsis: glyphs.ellipsis)
      ]
  }

  /// The busiest part of each column on one line, where boxes do not fit:
  /// `Users → ALB → ECS 11% → RDS 4%`.
  mutating func drawChain(_ load: LoadView, _ model: InterviewModel, in area: Rect) {
    guard area.height > 0 else { return }
    let columns = Dictionary(grouping: load.nodes, by: \.column).sorted { $0.key < $1.key }
      .map(\.value)
    var x = area.x
    for (index, nodes) in columns.enumerated() {
      let busiest = nodes.enumerated().max {
        ($0.element.nearness, $1.offset) < ($1.element.nearness, $0.offset)
      }
      guard let node = busiest?.element else { continue }
      if index > 0 {
        x = write(" \(model.glyphs.arrow) ", x: x, y: area.y, limit: area.right, style: .dim)
      }
      x = write(node.shortTitle, x: x, y: area.y, limit: area.right, style: .bold)
      if let use = node.utilization {
        x = write(
          " \(TextLayout.percent(use))\(node.isOver ? " !" : "")", x: x, y: area.y,
          limit: area.right, style: node.isOver ? .bad : .plain)
      }
      if nodes.count > 1 {
        x = write(" +\(nodes.count - 1)", x: x, y: area.y, limit: area.right, style: .dim)
      }
    }
  }

  /// The parts one below the other, where boxes do not fit.
  private mutating func drawNodeList(_ load: LoadView, _ model: InterviewModel, in area: Rect) {
    for (row, node) in load.nodes.dropFirst().prefix(area.height).enumerated() {
      let use = node.utilization.map { " " + TextLayout.percent($0) } ?? ""
      let text = "\(node.title)\(use)\(node.isOver ? " !" : "")"
      write(
        TextLayout.truncate(text, width: area.width, ellipsis: model.glyphs.ellipsis), x: area.x,
        y: area.y + row, style: node.isOver ? .bad : .plain)
    }
  }
}
