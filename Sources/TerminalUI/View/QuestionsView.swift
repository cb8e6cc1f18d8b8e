import Requirements

extension Frame {
  /// The page of the focus: its heading, its questions, and the one at the focus at length.
  mutating func drawQuestions(_ model: InterviewModel, in area: Rect) {
    drawHeading(model, in: area)
    let fields = model.siblings
    var rest = area.droppingTop(1)
    // The card keeps ten rows, so that the list is as high for every question of a page.
    let room = max(0, rest.height - 11)
    let heights = fields.map { model.answerRows($0, width: rest.width) }
    let isWrapped = heights.reduce(0, +) <= room
    let rows = min(isWrapped ? heights.reduce(0, +) : fields.count, room)
    if rows >= min(3, fields.count), fields.count > 1 {
      let list = Rect(x: rest.x, y: rest.y, width: rest.width, height: rows)
      if isWrapped {
        drawWrapped(fields, model, in: list)
      } else {
        drawList(fields, model, in: list)
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
  private mutating func drawList(_ fields: [Field], _ model: InterviewModel, in area: Rect) {
    let focused = fields.firstIndex(of: model.focus) ?? 0
    let first = window(around: focused, of: fields.count, rows: area.height)
    for (offset, field) in fields.dropFirst(first).prefix(area.height).enumerated() {
      let y = area.y + offset
      drawAnswerLine(
        field, model, x: area.x, y: y, limit: area.right, isFocused: field == model.focus)
    }
  }

  /// The same with questions and answers whole, on two lines or more where one is too short.
  private mutating func drawWrapped(_ fields: [Field], _ model: InterviewModel, in area: Rect) {
    var y = area.y
    for field in fields {
      let rows = model.answerRows(field, width: area.width)
      let isFocused = field == model.focus
      if rows == 1 {
        drawAnswerLine(field, model, x: area.x, y: y, limit: area.right, isFocused: isFocused)
      } else {
        drawAnswerLines(field, model, in: Rect(x: area.x, y: y, width: area.width, height: rows))
      }
      y += rows
    }
  }

  private mutating func drawAnswerLines(_ field: Field, _ model: InterviewModel, in area: Rect) {
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
    let (ask, answer) = model.answerLines(field, width: area.width)
    for (row, line) in ask.enumerated() {
      write(line, x: area.x + 3, y: area.y + row, limit: area.right, style: Style(highlight))
    }
    for (row, line) in answer.enumerated() {
      write(
        line, x: area.right - CellWidth.of(line), y: area.bottom - answer.count + row, style: style)
    }
  }

  /// A question and its answer on one line.
  mutating func drawAnswerLine(
    _ field: Field, _ model: InterviewModel, x: Int, y: Int, limit: Int, isFocused: Bool
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
      model.answerText(at: field), width: max(8, room * 2 / 5, spare), ellipsis: ellipsis)
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

extension InterviewModel {
  /// A question and its answer in lines of the room that a list has beside its signs.
  func answerLines(_ field: Field, width: Int) -> (ask: [String], answer: [String]) {
    guard let question = question(at: field) else { return ([], []) }
    let room = max(8, width - 3)
    return (
      TextLayout.wrap(question.ask, width: room),
      TextLayout.wrap(answerText(at: field), width: max(8, room - 2))
    )
  }

  /// How many rows a question and its answer take, whole: one where both fit beside each other.
  func answerRows(_ field: Field, width: Int) -> Int {
    let (ask, answer) = answerLines(field, width: width)
    let last = CellWidth.of(ask.last ?? "")
    if answer.isEmpty { return max(1, ask.count) }
    let isShared = answer.count == 1 && last + 1 + CellWidth.of(answer[0]) <= width - 3
    return max(1, ask.count + answer.count - (isShared ? 1 : 0))
  }
}
