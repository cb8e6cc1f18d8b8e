import Quantities

extension Frame {
  /// A page of the plan under the titles of all of them.
  mutating func drawExplorer(_ model: InterviewModel, in area: Rect) {
    placeCursor(x: area.x, y: area.y)
    drawPageTitles(model, in: area)
    var body = area.droppingTop(area.height > 10 ? 2 : 1)
    if let unit = model.unitTitle, model.explorer.page.hasUnits {
      // Where there is a line between titles and page, it tells what is in view.
      let y = area.height > 10 ? area.y + 1 : body.y
      if area.height <= 10 { body = body.droppingTop(1) }
      let x = write(unit, x: area.x + 2, y: y, limit: area.right, style: .title)
      write("  u: the next one", x: x, y: y, limit: area.right, style: .dim)
      mark(.key(.character("u")), x: area.x, y: y, limit: area.right)
    }
    guard let preview = model.preview, preview.verdict != .none else {
      let text =
        model.preview?.verdictText ?? "The plan is being computed; it will appear here."
      draw(Line.wrap(text, width: body.width), in: body, glyphs: model.glyphs)
      return
    }
    switch model.explorer.page {
    case .load: drawLoad(model, in: body)
    case .whatIf: drawWhatIf(model, in: body)
    default: drawPage(model, in: body)
    }
  }

  private mutating func drawPageTitles(_ model: InterviewModel, in area: Rect) {
    let pages = PlanPage.ID.allCases
    // Where not all fit, the others are cut to as many letters as do, or to their digits.
    let letters = [20, 9, 8, 7, 6, 5, 4].first { letters in
      let gap = letters == 20 ? 2 : 1
      let width = pages.reduce(0) { width, page in
        let shown = page == model.explorer.page ? page.title.count : min(letters, page.title.count)
        return width + 2 + shown + gap
      }
      return width - gap <= area.width
    }
    let gap = letters == 20 || letters == nil ? 2 : 1
    var x = area.x
    for (index, page) in pages.enumerated() {
      let isCurrent = page == model.explorer.page
      let digit = "\((index + 1) % 10)"
      let title =
        isCurrent
        ? "\(digit) \(page.title)"
        : letters.map { "\(digit) \(page.title.prefix($0))" } ?? digit
      if isCurrent { placeCursor(x: x, y: area.y) }
      let start = x
      x =
        write(
          title, x: x, y: area.y, limit: area.right,
          style: isCurrent ? Style([.bold, .reverse]) : .dim) + gap
      mark(.page(page), x: start, y: area.y, limit: x)
    }
  }

  /// Lines, of which one is focused, around that one where not all fit.
  private mutating func drawPage(_ model: InterviewModel, in area: Rect) {
    let lines = model.explorerLines
    guard !lines.isEmpty else {
      write("computing", x: area.x, y: area.y, style: .dim)
      return
    }
    drawLines(lines, focused: lines.focused(model.explorer.row), model, in: area)
  }

  /// Lines with a pointer at the focused one, where that is among them.
  ///
  /// - Parameter offset: How many lines of the page come before these.
  mutating func drawLines(
    _ lines: [PageLine], focused: Int?, offset start: Int = 0, _ model: InterviewModel,
    in area: Rect
  ) {
    let first = window(around: focused ?? 0, of: lines.count, rows: area.height)
    var belongsToFocus = false
    for (offset, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
      let y = area.y + offset
      let isFocused = first + offset == focused
      belongsToFocus = isFocused || (belongsToFocus && line.isContinuation)
      mark(.line(start + first + offset), x: area.x, y: y, limit: area.right)
      var shown = line.line
      if isFocused {
        placeCursor(x: area.x, y: y)
        write(String(model.glyphs.pointer), x: area.x, y: y, style: .title)
        isReasonFocused = line.why != nil
      }
      if belongsToFocus, isReasonFocused { shown = shown.reversed }
      draw(shown, x: area.x + 2, y: y, limit: area.right)
    }
    let edge = area.right - 1
    if first > 0 { write(String(model.glyphs.above), x: edge, y: area.y, style: .title) }
    if first + area.height < lines.count {
      write(String(model.glyphs.below), x: edge, y: area.bottom - 1, style: .title)
    }
  }
}

extension Line {
  /// The line in reverse.
  var reversed: Line {
    Line(spans: spans.map { Span(text: $0.text, style: $0.style.adding(.reverse)) })
  }
}

extension InterviewModel {
  /// How many lines of a page are visible at once.
  var explorerRows: Int { max(1, (Layout(size)?.body.height ?? 1) - 2) }

  /// The lines of the overlay that tells why.
  func whyLines(width: Int) -> [Line] {
    guard let why = whyShown else { return [] }
    var lines = Line.wrap(why.title, width: width, style: .title) + [Line()]
    for part in why.parts {
      guard !part.label.isEmpty else {
        lines.append(Line(part.text))
        continue
      }
      let wrapped = Line.wrap("\(part.label): \(part.text)", width: width, indent: 2)
      lines += wrapped
    }
    return lines
  }
}

extension TextLayout {
  /// A number to three digits.
  static func number(_ value: Double) -> String { DecimalText.significant(value) }
}
