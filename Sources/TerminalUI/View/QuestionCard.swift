import OrderedCollections
import Requirements

extension Frame {
  /// The question at the focus: what is asked, why, the editor, and what the answer is taken for.
  mutating func drawCard(_ model: InterviewModel, in area: Rect) {
    guard let question = model.question(at: model.focus), area.height > 0 else { return }
    let ask = Line.wrap(question.ask, width: area.width, style: .bold)
    let why = Line.wrap(question.why, width: area.width, style: .dim)
    var note = model.noteLines(width: area.width)
    let editorRows = model.editorRows
    // What is asked and an editor of three rows come first, then the note, then the reason why.
    var spare = area.height - ask.count - min(editorRows, 3)
    note = Array(note.prefix(max(0, min(3, spare))))
    spare -= note.count
    let whyRows = max(0, min(2, spare))
    var shownWhy = Array(why.prefix(whyRows))
    if why.count > whyRows, let last = shownWhy.popLast() {
      shownWhy.append(last.adding(String(model.glyphs.ellipsis), .dim))
    }
    spare -= shownWhy.count
    draw(ask, in: area, glyphs: model.glyphs)
    var rest = area.droppingTop(ask.count)
    draw(shownWhy, in: rest, glyphs: model.glyphs)
    rest = rest.droppingTop(shownWhy.count)
    let missing = editorRows - min(editorRows, 3)
    if spare > missing { rest = rest.droppingTop(1) }
    let rows = min(editorRows, max(0, rest.height - note.count))
    drawEditor(
      question, model, in: Rect(x: rest.x, y: rest.y, width: rest.width, height: rows))
    draw(note, in: rest.droppingTop(rows), glyphs: model.glyphs)
  }

  private mutating func drawEditor(_ question: Question, _ model: InterviewModel, in area: Rect) {
    guard area.height > 0 else {
      placeCursor(x: area.x, y: area.y)
      return
    }
    switch model.editor {
    case .entry(let entry): drawEntry(entry, question, model, in: area)
    case .options(let highlight): drawOptions(highlight, question, model, in: area)
    case .rows(let highlight): drawRows(highlight, question, model, in: area)
    }
  }

  private mutating func drawEntry(
    _ entry: TextEntry, _ question: Question, _ model: InterviewModel, in area: Rect
  ) {
    var unit = ""
    // Where a unit was typed, or stands in what is assumed, another one would confuse.
    if case .number(let kind) = question.kind, entry.text.contains(where: \.isNumber),
      !entry.text.contains(where: { $0.isLetter || $0 == "%" })
    {
      unit = kind.unit.symbol
    }
    let left = area.x + 2
    let limit = max(left + 4, min(left + 32, area.right - 12))
    let isInvalid = model.drafts[model.focus] != nil
    write(
      String(isInvalid ? model.glyphs.invalid : model.glyphs.pointer), x: area.x, y: area.y,
      style: isInvalid ? .bad : .title)
    fill(x: left, y: area.y, limit: limit, style: Style(.underline))
    write(unit, x: limit + 1, y: area.y, limit: area.right, style: .dim)
    if entry.text.isEmpty {
      write(
        TextLayout.truncate(
          model.answerText(at: model.focus), width: limit - left, ellipsis: model.glyphs.ellipsis),
        x: left, y: area.y, limit: limit, style: Style([.dim, .underline]))
    }
    // A long text is shown around the cursor, which keeps one cell at the right edge.
    var hidden = entry.before
    while CellWidth.of(hidden) > limit - left - 1, !hidden.isEmpty { hidden.removeFirst() }
    let x = write(hidden, x: left, y: area.y, limit: limit, style: Style([.bold, .underline]))
    write(entry.after, x: x, y: area.y, limit: limit, style: Style([.bold, .underline]))
    placeCursor(x: x, y: area.y)
  }

  private mutating func drawOptions(
    _ highlight: Int, _ question: Question, _ model: InterviewModel, in area: Rect
  ) {
    let options = model.options(of: question)
    var brackets = ("(", ")")
    if case .choices = question.kind { brackets = ("[", "]") }
    let isAssumed = model.answer(at: model.focus) == nil
    let lines = options.map { option in
      let isSelected = model.isSelected(option.id, at: model.focus)
      let sign = isSelected ? (isAssumed ? "~" : brackets.0 == "[" ? "x" : "*") : " "
      return "\(brackets.0)\(sign)\(brackets.1) \(option.title)"
    }
    drawMenu(lines, highlight: highlight, model, in: area)
  }

  private mutating func drawRows(
    _ highlight: Int, _ question: Question, _ model: InterviewModel, in area: Rect
  ) {
    guard case .table(let kind) = question.kind else { return }
    let rows = model.rows(of: question.id)
    let lines = rows.map { row in
      let answers = kind.columns.dropFirst().compactMap { column in
        row[column.id].map { model.text($0.value, for: column) }
      }
      return ([kind.name(of: row) ?? kind.rowName] + answers).joined(separator: "  ")
    }
    drawMenu(lines + ["+ add a \(kind.rowName)", "= go on"], highlight: highlight, model, in: area)
  }

  /// Lines of which one is highlighted, around that one where not all fit.
  private mutating func drawMenu(
    _ lines: [String], highlight: Int, _ model: InterviewModel, in area: Rect
  ) {
    let first = window(around: highlight, of: lines.count, rows: area.height)
    for (offset, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
      let isHighlighted = first + offset == highlight
      let y = area.y + offset
      mark(.menu(first + offset), x: area.x, y: y, limit: area.right)
      let text = TextLayout.truncate(line, width: area.width - 3, ellipsis: model.glyphs.ellipsis)
      if isHighlighted {
        write(String(model.glyphs.pointer), x: area.x, y: y, style: .title)
        placeCursor(x: area.x, y: y)
      }
      write(
        text, x: area.x + 2, y: y, limit: area.right - 1,
        style: isHighlighted ? .reverse : .plain)
    }
    if first > 0 {
      write(String(model.glyphs.above), x: area.right - 1, y: area.y, style: .title)
    }
    if first + area.height < lines.count {
      write(String(model.glyphs.below), x: area.right - 1, y: area.bottom - 1, style: .title)
    }
  }
}
