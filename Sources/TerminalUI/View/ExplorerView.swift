import Quantities

extension Frame {
  /// A page of the plan under the titles of all of them.
  mutating func drawExplorer(_ model: InterviewModel, in area: Rect) {
    placeCursor(x: area.x, y: area.y)
    let unit = model.explorer.page.hasUnits ? model.unitTitle : nil
    let secondRow = drawPageTitles(model, in: area, besides: unit ?? "")
    var body = area.droppingTop(area.height > 10 ? 2 : 1)
    if let unit {
      // Where there is a line between titles and page, it tells what is in view.
      let y = area.height > 10 ? area.y + 1 : body.y
      if area.height <= 10 { body = body.droppingTop(1) }
      let start = secondRow.map { $0 + 2 } ?? area.x + 2
      let x = write(unit, x: start, y: y, limit: area.right, style: .title)
      let hint = "  u: the next one"
      if x + hint.count <= area.right {
        write(hint, x: x, y: y, limit: area.right, style: .dim)
      }
      mark(.key(.character("u")), x: start, y: y, limit: area.right)
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

  /// The titles of all pages; where they do not fit in a row, on two rows, or cut.
  ///
  /// - Parameter text: What has to fit behind the second of two rows.
  /// - Returns: The column after what stands in the second row; nil where that is free.
  private mutating func drawPageTitles(
    _ model: InterviewModel, in area: Rect, besides text: String
  ) -> Int? {
    let pages = PlanPage.ID.allCases
    let whole = pages.reduce(-2) { $0 + $1.title.count + 4 }
    if whole > area.width, area.height > 10, let second = Self.secondRowWidth(area.width),
      second + text.count <= area.width
    {
      return drawWholeTitles(model, in: area)
    }
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
    return nil
  }

  /// How much of the second of two rows the whole titles take, with the gap behind them; nil where two
  /// rows do not hold them.
  private static func secondRowWidth(_ width: Int) -> Int? {
    var (x, rows) = (0, 1)
    for page in PlanPage.ID.allCases {
      let title = page.title.count + 2
      if x + title > width { (x, rows) = (0, rows + 1) }
      x += title + 2
    }
    return rows <= 2 ? x : nil
  }

  /// The titles of all pages on two rows.
  private mutating func drawWholeTitles(_ model: InterviewModel, in area: Rect) -> Int {
    var (x, y) = (area.x, area.y)
    for (index, page) in PlanPage.ID.allCases.enumerated() {
      let isCurrent = page == model.explorer.page
      let title = "\((index + 1) % 10) \(page.title)"
      if x + title.count > area.right { (x, y) = (area.x, area.y + 1) }
      if isCurrent { placeCursor(x: x, y: y) }
      let end = write(
        title, x: x, y: y, limit: area.right,
        style: isCurrent ? Style([.bold, .reverse]) : .dim)
      mark(.page(page), x: x, y: y, limit: end)
      x = end + 2
    }
    return x
  }

  /// Lines, of which one is focused, around that one where not all fit.
  private mutating func drawPage(_ model: InterviewModel, in area: Rect) {
    let lines = model.explorerLines
    guard !lines.isEmpty else {
      write("computing", x: area.x, y: area.y, style: .dim)
      return
    }
    // Until somebody moves, a page is read from its top, whatever stands above what can be asked about.
    drawLines(
      lines, focused: lines.focused(model.explorer.row), model, in: area,
      isFromTop: model.explorer.row == nil)
  }

  /// Lines with a pointer at the focused one, where that is among them.
  ///
  /// - Parameters:
  ///   - offset: How many lines of the page come before these.
  ///   - isFromTop: Whether the first line is shown, be the focused one visible or not.
  mutating func drawLines(
    _ lines: [PageLine], focused: Int?, offset start: Int = 0, _ model: InterviewModel,
    in area: Rect, isFromTop: Bool = false
  ) {
    let first =
      isFromTop ? 0 : window(around: focused ?? 0, of: lines.count, rows: area.height)
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
  /// The line in reverse, but for its drawings.
  var reversed: Line {
    Line(
      spans: spans.map {
        $0.isDrawing ? $0 : Span(text: $0.text, style: $0.style.adding(.reverse))
      })
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
        let wrapped = Line.wrap(part.text, width: width, indent: 2)
        lines += wrapped.isEmpty ? [Line()] : wrapped
        continue
      }
      lines += Line.wrap("\(part.label): \(part.text)", width: width, indent: 2)
    }
    return lines
  }
}

extension TextLayout {
  /// A number to three digits.
  static func number(_ value: Double) -> String { DecimalText.significant(value) }
}
