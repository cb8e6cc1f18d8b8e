import Requirements

extension Frame {
  /// The pages, with how many of their questions are answered.
  mutating func drawSidebar(_ model: InterviewModel, in area: Rect) {
    for y in area.y..<area.bottom {
      write(String(model.glyphs.vertical), x: area.right - 1, y: y, style: .dim)
    }
    let inner = Rect(x: area.x + 1, y: area.y, width: area.width - 3, height: area.height)
    let titles = model.pages.map { TextLayout.wrap($0.title, width: inner.width - 9) }
    let isWrapped = titles.reduce(0) { $0 + $1.count } <= inner.height
    var y = inner.y
    for (index, page) in model.pages.enumerated() where y < inner.bottom {
      let isCurrent = index == model.pageIndex
      let fields = page.questions.map { Field.question($0.id) }
      let answered = fields.filter { model.answer(at: $0) != nil }.count
      let isInvalid = fields.contains { model.mark(at: $0) == model.glyphs.invalid }
      let count = "\(isInvalid ? "! " : "")\(answered)/\(fields.count)"
      let countX = inner.right - CellWidth.of(count)
      let lines =
        isWrapped
        ? titles[index]
        : [
          TextLayout.truncate(
            page.title, width: countX - inner.x - 3, ellipsis: model.glyphs.ellipsis)
        ]
      if let first = fields.first {
        mark(.field(first), x: inner.x, y: y, limit: inner.right, rows: lines.count)
      }
      write(
        isCurrent ? String(model.glyphs.pointer) : " ", x: inner.x, y: y, style: .title)
      write(count, x: countX, y: y, style: isInvalid ? .bad : .dim)
      for (row, line) in lines.enumerated() {
        write(line, x: inner.x + 2, y: y + row, style: isCurrent ? .title : .plain)
      }
      y += lines.count
    }
  }
}
