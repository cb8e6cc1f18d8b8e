extension Frame {
  /// A page of the result under the titles of all of them.
  mutating func drawResult(_ model: InterviewModel, in area: Rect) {
    placeCursor(x: area.x, y: area.y)
    guard let preview = model.preview, preview.pages.indices.contains(model.resultPage) else {
      let text =
        model.preview?.verdictText ?? "The plan is being computed; it will appear here."
      draw(Line.wrap(text, width: area.width), in: area, glyphs: model.glyphs)
      return
    }
    var x = area.x
    let titles = preview.pages.map(\.title)
    let isTight = titles.reduce(0) { $0 + CellWidth.of($1) + 2 } > area.width
    if isTight {
      let position = "\(model.resultPage + 1)/\(titles.count) "
      x = write(position, x: x, y: area.y, style: .dim)
      write(titles[model.resultPage], x: x, y: area.y, limit: area.right, style: .title)
    } else {
      for (index, title) in titles.enumerated() {
        let isCurrent = index == model.resultPage
        if isCurrent { placeCursor(x: x, y: area.y) }
        x = write(title, x: x, y: area.y, style: isCurrent ? Style([.bold, .reverse]) : .dim) + 2
      }
    }
    let lines = preview.pages[model.resultPage].lines.map {
      Line(TextLayout.truncate($0, width: area.width - 2, ellipsis: model.glyphs.ellipsis))
    }
    draw(lines, in: area.droppingTop(2), scroll: model.resultScroll, glyphs: model.glyphs)
  }
}
