import OrderedCollections
import Requirements

extension Frame {
  /// Sliders, and the plan beside what it would be.
  mutating func drawWhatIf(_ model: InterviewModel, in area: Rect) {
    let sliders = model.sliders
    let comparison = model.comparison.lines(width: max(10, area.width - 2), glyphs: model.glyphs)
    let isSideBySide = area.width >= 110
    var below = area
    if !isSideBySide {
      let rows = min(sliders.count * 2, max(2, area.height - min(comparison.count + 2, 8)))
      drawSliders(sliders, model, in: Rect(x: area.x, y: area.y, width: area.width, height: rows))
      below = area.droppingTop(rows + 1)
    } else {
      let left = area.width / 2
      drawSliders(
        sliders, model, in: Rect(x: area.x, y: area.y, width: left - 2, height: area.height))
      below = Rect(x: area.x + left, y: area.y, width: area.width - left, height: area.height)
    }
    let state =
      model.explorer.changes.isEmpty
      ? "Left and Right change an answer; the plan for it appears here."
      : model.explorer.isVariantComputing ? "computing the plan for it" : ""
    if model.explorer.variant == nil {
      let text = sliders.isEmpty ? "The answers that matter most are being looked for." : state
      draw(Line.wrap(text, width: below.width, style: .dim), in: below, glyphs: model.glyphs)
      return
    }
    let lines = model.comparison.lines(width: max(10, below.width), glyphs: model.glyphs)
    for (offset, line) in lines.prefix(below.height).enumerated() {
      draw(line.line, x: below.x, y: below.y + offset, limit: below.right)
    }
    if !state.isEmpty, lines.count < below.height {
      write(state, x: below.x, y: below.y + lines.count, limit: below.right, style: .dim)
    }
  }

  /// Two rows for each slider: what is asked, and the slider with its number.
  private mutating func drawSliders(
    _ sliders: [WhatIfSlider], _ model: InterviewModel, in area: Rect
  ) {
    let focused = min(model.explorer.slider, max(0, sliders.count - 1))
    let fitting = max(1, area.height / 2)
    let first = window(around: focused, of: sliders.count, rows: fitting)
    for (offset, slider) in sliders.dropFirst(first).prefix(fitting).enumerated() {
      let y = area.y + offset * 2
      let isFocused = first + offset == focused
      mark(.slider(first + offset), x: area.x, y: y, limit: area.right, rows: 2)
      let sign = slider.isChanged ? String(model.glyphs.changed) : " "
      let ask = TextLayout.truncate(
        slider.question.ask, width: area.width - 4, ellipsis: model.glyphs.ellipsis)
      if isFocused {
        write(String(model.glyphs.pointer), x: area.x, y: y, style: .title)
        placeCursor(x: area.x, y: y)
      }
      write(sign, x: area.x + 1, y: y, style: .title)
      write(ask, x: area.x + 3, y: y, limit: area.right, style: isFocused ? .reverse : .plain)
      guard y + 1 < area.bottom else { return }
      drawSlider(slider, model, x: area.x + 3, y: y + 1, limit: area.right)
    }
  }

  private mutating func drawSlider(
    _ slider: WhatIfSlider, _ model: InterviewModel, x: Int, y: Int, limit: Int
  ) {
    var text = model.text(slider.value, slider)
    if slider.isChanged { text += " (\(model.text(slider.base, slider)))" }
    let room = max(8, min(30, limit - x - 26))
    let knob = Int((slider.position * Double(room - 1)).rounded())
    var place = x
    for cell in 0..<room {
      let sign = cell == knob ? model.glyphs.knob : model.glyphs.horizontal
      place = write(
        String(sign), x: place, y: y, limit: limit, style: cell == knob ? .title : .dim)
    }
    write(
      TextLayout.truncate(text, width: limit - place - 1, ellipsis: model.glyphs.ellipsis),
      x: place + 1, y: y, style: slider.isChanged ? .title : .bold)
  }
}
