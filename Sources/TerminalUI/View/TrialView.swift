import Requirements

extension Frame {
  /// The box in which a value is typed.
  mutating func drawTrial(_ model: InterviewModel, in area: Rect) {
    guard let slider = model.trialSlider else { return }
    let width = min(area.width, 72)
    let title = Line.wrap(slider.title, width: width - 4, style: .title)
    let accepted = slider.question.accepted.map { "Accepts: \($0)" } ?? ""
    let note = Line.wrap(accepted, width: width - 4, style: .dim)
    let height = min(area.height, title.count + note.count + 3)
    let inner = drawBox(width: width, height: height, in: area, model.glyphs)
    draw(title, in: inner, glyphs: model.glyphs)
    let y = inner.y + title.count
    fill(x: inner.x, y: y, limit: inner.right, style: Style(.underline))
    let end = write(
      model.picker.entry.text, x: inner.x, y: y, limit: inner.right,
      style: Style([.bold, .underline]))
    placeCursor(x: min(end, inner.right - 1), y: y)
    draw(note, in: inner.droppingTop(title.count + 1), glyphs: model.glyphs)
  }
}
