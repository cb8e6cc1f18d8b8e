import Requirements

extension Frame {
  /// What lies over the screen, in a box as large as it needs and the screen allows.
  mutating func drawOverlay(_ model: InterviewModel, in area: Rect) {
    guard let overlay = model.overlay else { return }
    if overlay.isSearched { return drawPicker(model, overlay, in: area) }
    if overlay == .naming { return drawNaming(model, in: area) }
    if overlay == .trial { return drawTrial(model, in: area) }
    let width = min(area.width, overlay.width)
    let lines = model.overlayLines(overlay, width: width - 4)
    let height = min(area.height, lines.count + 2)
    let inner = drawBox(width: width, height: height, in: area, model.glyphs)
    draw(lines, in: inner, scroll: model.overlayScroll, glyphs: model.glyphs)
    placeCursor(x: inner.x, y: inner.y)
  }

  /// A box in the middle of an area; gives the room within.
  mutating func drawBox(width: Int, height: Int, in area: Rect, _ glyphs: Glyphs) -> Rect {
    let box = Rect(
      x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
      height: height)
    drawBorder(box, glyphs)
    return Rect(x: box.x + 2, y: box.y + 1, width: box.width - 4, height: box.height - 2)
  }

  /// The lines around a box, and blanks within.
  mutating func drawBorder(_ box: Rect, _ glyphs: Glyphs, style: Style = .plain) {
    guard box.width >= 2, box.height >= 2 else { return }
    let corners = glyphs.corners
    let bar = String(repeating: glyphs.horizontal, count: box.width - 2)
    for y in box.y..<box.bottom {
      fill(x: box.x, y: y, limit: box.right, style: .plain)
      write(String(glyphs.vertical), x: box.x, y: y, style: style)
      write(String(glyphs.vertical), x: box.right - 1, y: y, style: style)
    }
    write("\(corners[0])\(bar)\(corners[1])", x: box.x, y: box.y, style: style)
    write("\(corners[2])\(bar)\(corners[3])", x: box.x, y: box.bottom - 1, style: style)
  }
}

extension InterviewModel.Overlay {
  /// Whether it is a list that is searched by typing.
  var isSearched: Bool { self == .finder || self == .palette }

  /// The columns that its box takes where there are as many.
  var width: Int { self == .preview ? .max : self == .why ? 96 : 72 }
}

extension InterviewModel {
  /// The furthest that the present overlay can be scrolled.
  var overlayScrollLimit: Int {
    guard let overlay, let area = Layout(size)?.body else { return 0 }
    let width = min(area.width, overlay.width)
    return max(0, overlayLines(overlay, width: width - 4).count - (area.height - 2))
  }

  /// The lines of an overlay that is read.
  func overlayLines(_ overlay: Overlay, width: Int) -> [Line] {
    switch overlay {
    case .finder, .palette, .naming, .trial: return []
    case .preview: return previewLines(width: width)
    case .quitConfirmation:
      return [
        Line("There are unsaved answers", .title), Line(),
        Line("s", .bold).adding("    save and quit"),
        Line("q", .bold).adding("    quit and lose them"),
        Line("Esc", .bold).adding("  go on"),
      ]
    case .recovery: return recoveryLines(width: width)
    case .conflict: return conflictLines(width: width)
    case .help: return helpLines(width: width)
    case .why: return whyLines(width: width)
    case .edited: return editedLines(width: width)
    case .editRefused: return editRefusedLines(width: width)
    case .export:
      return [
        Line("Export the plan", .title), Line(),
        Line("m", .bold).adding("    the roadmap as Markdown"),
        Line("j", .bold).adding("    the plan as JSON"),
        Line("t", .bold).adding("    everything, templates included"),
        Line("Esc", .bold).adding("  nothing"),
      ]
    }
  }

  private func recoveryLines(width: Int) -> [Line] {
    let changes = TextLayout.count(recovery?.changeCount ?? 0, "change")
    return [Line("A session on this file was cut off", .title), Line()]
      + Line.wrap(
        "It made \(changes) that no file holds. Nothing of it is lost.", width: width)
      + [
        Line(), Line("Enter", .bold).adding("  go on where it was"),
        Line("d", .bold).adding("      throw it away and start from the file"),
        Line("^Q", .bold).adding("     decide later"),
      ]
  }

  private func conflictLines(width: Int) -> [Line] {
    var lines = [Line("Another session changed the file", .title), Line()]
    lines += Line.wrap(
      "These answers differ in both; all others are kept from either side.", width: width)
    for conflict in conflicts {
      guard let question = questionnaire.question(conflict.question) else { continue }
      lines += Line.wrap(question.ask, width: width, style: .bold)
      let sides = [("yours", conflict.ours), ("theirs", conflict.theirs)]
      for (side, value) in sides {
        lines += Line.wrap(
          "\(side): \(value.map { text($0, for: question) } ?? "not answered")", width: width,
          allIndented: 2)
      }
    }
    return lines + [
      Line(), Line("m", .bold).adding("    save with mine"),
      Line("t", .bold).adding("    save with theirs"), Line("Esc", .bold).adding("  do not save"),
    ]
  }
}
