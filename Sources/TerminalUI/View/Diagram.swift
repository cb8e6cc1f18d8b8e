extension Frame {
  /// The architecture from the users at the left to the data at the right, each part in a box with
  /// its size and how much of it is in use.
  mutating func drawDiagram(_ load: LoadView, _ model: InterviewModel, in area: Rect) {
    let columns = Dictionary(grouping: load.nodes, by: \.column).sorted { $0.key < $1.key }
    guard !columns.isEmpty, area.height >= 4 else { return }
    let gap = 2
    let width = (area.width - gap * (columns.count - 1)) / columns.count
    guard width >= 9 else { return drawNodeList(load, model, in: area) }
    for (index, column) in columns.enumerated() {
      let x = area.x + index * (width + gap)
      let fitting = max(1, area.height / 4)
      let shown = column.value.prefix(column.value.count > fitting ? max(1, fitting - 1) : fitting)
      for (row, node) in shown.enumerated() {
        drawNode(node, model, in: Rect(x: x, y: area.y + row * 4, width: width, height: 4))
      }
      let hidden = column.value.count - shown.count
      let below = area.y + shown.count * 4
      if hidden > 0, below < area.bottom {
        write("+ \(hidden) more", x: x + 1, y: below, limit: x + width, style: .dim)
      }
      if index > 0 {
        write(
          model.glyphs.isUnicode ? "─\(model.glyphs.pointer)" : "->", x: x - gap, y: area.y + 1,
          style: .dim)
      }
    }
  }

  private mutating func drawNode(_ node: LoadView.Node, _ model: InterviewModel, in box: Rect) {
    let glyphs = model.glyphs
    drawBorder(box, glyphs, style: node.isOver ? .bad : .dim)
    let inner = Rect(x: box.x + 1, y: box.y + 1, width: box.width - 2, height: 2)
    write(
      TextLayout.truncate(node.title, width: inner.width, ellipsis: glyphs.ellipsis), x: inner.x,
      y: inner.y, style: .bold)
    guard let use = node.utilization else {
      write(
        TextLayout.truncate(node.size, width: inner.width, ellipsis: glyphs.ellipsis), x: inner.x,
        y: inner.y + 1, style: .dim)
      return
    }
    let text = TextLayout.percent(use) + (node.isOver ? " !" : "")
    let room = inner.width - CellWidth.of(text) - 1
    let bar = BarChart.Bar(
      label: "", share: use, limit: node.limit, text: text, isProblem: node.isOver)
    let style: Style = node.isOver ? .bad : .title
    if room >= 3 {
      write(bar.drawing(width: room, glyphs: glyphs), x: inner.x, y: inner.y + 1, style: style)
    }
    write(
      text, x: inner.right - CellWidth.of(text), y: inner.y + 1,
      style: node.isOver ? .bad : .plain)
    // The size stands in the lower border, where there is room for it.
    write(
      TextLayout.truncate(node.size, width: inner.width, ellipsis: glyphs.ellipsis), x: inner.x,
      y: box.bottom - 1, style: .dim)
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
