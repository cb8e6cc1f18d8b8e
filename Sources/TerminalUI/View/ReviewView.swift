import Requirements

extension Frame {
  /// All answers under the titles of their pages, with those that are assumed marked as such.
  mutating func drawReview(_ model: InterviewModel, in area: Rect) {
    enum Row {
      case heading(String)
      case answer(Field)
    }
    var rows: [Row] = []
    for page in model.pages {
      rows.append(.heading(page.title))
      rows += page.questions.map { .answer(.question($0.id)) }
    }
    let fields = model.reviewFields
    let answered = fields.filter { model.answer(at: $0) != nil }.count
    placeCursor(x: area.x, y: area.y)
    write("All answers", x: area.x, y: area.y, style: .title)
    let count = "\(answered) given, \(fields.count - answered) assumed (\(model.glyphs.assumed))"
    write(count, x: area.right - CellWidth.of(count), y: area.y, style: .dim)
    let focused = fields.indices.contains(model.reviewRow) ? fields[model.reviewRow] : nil
    let focusedRow =
      rows.firstIndex {
        if case .answer(let field) = $0 { return field == focused }
        return false
      } ?? 0
    let list = area.droppingTop(1)
    let first = window(around: focusedRow, of: rows.count, rows: list.height)
    for (offset, row) in rows.dropFirst(first).prefix(list.height).enumerated() {
      let y = list.y + offset
      switch row {
      case .heading(let title):
        write(title, x: list.x, y: y, limit: list.right, style: .bold)
      case .answer(let field):
        drawAnswerLine(
          field, model.answerText(at: field), model, x: list.x, y: y, limit: list.right,
          isFocused: field == focused)
        if field == focused { placeCursor(x: list.x, y: y) }
      }
    }
  }
}
