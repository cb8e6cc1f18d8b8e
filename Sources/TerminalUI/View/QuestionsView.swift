import Requirements

extension Frame {
  /// The page of the focus: its heading, its questions, and the one at the focus at length.
  mutating func drawQuestions(_ model: InterviewModel, in area: Rect) {
    drawHeading(model, in: area)
    let fields = model.siblings
    var rest = area.droppingTop(1)
    // The card keeps ten rows, so that the list is as high for every question of a page.
    let room = max(0, rest.height - 11)
    let asked = fields.map { model.askedLines($0, width: rest.width) }
    let height = asked.reduce(0) { $0 + $1.rows }
    let isWrapped = height <= room
    let rows = min(isWrapped ? height : fields.count, room)
    if rows >= min(3, fields.count), fields.count > 1 {
      let list = Rect(x: rest.x, y: rest.y, width: rest.width, height: rows)
      if isWrapped {
        drawWrapped(asked, model, in: list)
      } else {
        drawList(asked, model, in: list)
      }
      rest = rest.droppingTop(rows)
      let rule = String(repeating: model.glyphs.horizontal, count: max(0, rest.width))
      write(rule, x: rest.x, y: rest.y, limit: rest.right, style: .dim)
      rest = rest.droppingTop(1)
    }
    drawCard(model, in: rest)
  }

  private mutating func drawHeading(_ model: InterviewModel, in area: Rect) {
    let pages = model.pages
    guard pages.indices.contains(model.pageIndex) else { return }
    var heading = pages[model.pageIndex].title
    let fields = model.siblings
    if case .column(_, let row, let table) = model.focus, let kind = model.tableKind(table) {
      let rows = model.rows(of: table)
      let name = rows.indices.contains(row) ? kind.name(of: rows[row]) : nil
      heading = "\(kind.rowName)\(model.glyphs.separator)\(name ?? "\(row + 1)")"
    }
    let number = (fields.firstIndex(of: model.focus) ?? 0) + 1
    var position = "\(number) of \(fields.count)"
    if case .question = model.focus {
      position = "page \(model.pageIndex + 1)/\(pages.count), question \(number)/\(fields.count)"
      if CellWidth.of(position) + CellWidth.of(heading) + 2 > area.width {
        position = "\(model.pageIndex + 1)/\(pages.count) \(number)/\(fields.count)"
      }
    }
    let positionX = area.right - CellWidth.of(position)
    write(
      TextLayout.truncate(
        heading, width: positionX - area.x - 1, ellipsis: model.glyphs.ellipsis),
      x: area.x, y: area.y, style: .title)
    write(position, x: positionX, y: area.y, style: .dim)
  }

  /// The questions of the page, one line each, around the focus where not all fit.
  private mutating func drawList(_ asked: [AskedLines], _ model: InterviewModel, in area: Rect) {
    let focused = asked.firstIndex { $0.field == model.focus } ?? 0
    let first = window(around: focused, of: asked.count, rows: area.height)
    for (offset, lines) in asked.dropFirst(first).prefix(area.height).enumerated() {
      drawAnswerLine(
        lines.field, lines.text, model, x: area.x, y: area.y + offset, limit: area.right,
        isFocused: lines.field == model.focus)
    }
  }

  /// The same with questions and answers whole, on two lines or more where one is too short.
  private mutating func drawWrapped(_ asked: [AskedLines], _ model: InterviewModel, in area: Rect) {
    var y = area.y
    for lines in asked {
      let room = Rect(x: area.x, y: y, width: area.width, height: lines.rows)
      if lines.rows == 1 {
        drawAnswerLine(
          lines.field, lines.text, model, x: area.x, y: y, limit: area.right,
          isFocused: lines.field == model.focus)
      } else {
        drawAnswerLines(lines, model, in: room)
      }
      y += lines.rows
    }
  }

  private mutating func drawAnswerLines(
    _ lines: AskedLines, _ model: InterviewModel, in area: Rect
  ) {
    let field = lines.field
    let isFocused = field == model.focus
    mark(.field(field), x: area.x, y: area.y, limit: area.right, rows: area.height)
    let highlight: Style.Attributes = isFocused ? .reverse : []
    for y in area.y..<area.bottom {
      fill(x: area.x, y: y, limit: area.right, style: Style(highlight))
    }
    write(
      isFocused ? String(model.glyphs.pointer) : " ", x: area.x, y: area.y, style: Style(highlight))
    write(
      String(model.mark(at: field)), x: area.x + 1, y: area.y,
      style: isFocused ? .reverse : model.markStyle(at: field))
    let isAnswered = model.answer(at: field) != nil
    let style = Style(isAnswered || isFocused ? highlight : highlight.union(.dim))
    for (row, line) in lines.ask.enumerated() {
      write(line, x: area.x + 3, y: area.y + row, limit: area.right, style: Style(highlight))
    }
    for (row, line) in lines.answer.enumerated() {
      write(
        line, x: area.right - CellWidth.of(line), y: area.bottom - lines.answer.count + row,
        style: style)
    }
  }

  /// A question and its answer as text on one line.
  mutating func drawAnswerLine(
    _ field: Field, _ text: String, _ model: InterviewModel, x: Int, y: Int, limit: Int,
    isFocused: Bool
  ) {
    guard let question = model.question(at: field) else { return }
    mark(.field(field), x: x, y: y, limit: limit)
    let highlight: Style.Attributes = isFocused ? .reverse : []
    fill(x: x, y: y, limit: limit, style: Style(highlight))
    write(isFocused ? String(model.glyphs.pointer) : " ", x: x, y: y, style: Style(highlight))
    write(
      String(model.mark(at: field)), x: x + 1, y: y,
      style: isFocused ? .reverse : model.markStyle(at: field))
    let room = max(0, limit - x - 3)
    let ellipsis = model.glyphs.ellipsis
    // The answer takes what the question leaves, and no less than two fifths.
    let spare = room - CellWidth.of(question.ask) - 1
    let answer = TextLayout.truncate(
      text, width: max(8, room * 2 / 5, spare), ellipsis: ellipsis)
    let answerX = limit - CellWidth.of(answer)
    write(
      TextLayout.truncate(question.ask, width: answerX - x - 4, ellipsis: ellipsis), x: x + 3,
      y: y, limit: limit, style: Style(highlight))
    let isAnswered = model.answer(at: field) != nil
    write(
      answer, x: max(x + 3, answerX), y: y, limit: limit,
      style: Style(isAnswered || isFocused ? highlight : highlight.union(.dim)))
  }

  /// The first of `count` lines to show in `rows` rows, so that the focused one is among them.
  func window(around focused: Int, of count: Int, rows: Int) -> Int {
    guard rows > 0 else { return 0 }
    return min(max(0, focused - rows / 2), max(0, count - rows))
  }
}
