import OrderedCollections
import Requirements

extension Frame {
  /// Sliders, and the plan beside what it would be.
  mutating func drawWhatIf(_ model: InterviewModel, in area: Rect) {
    let sliders = model.sliders
    guard area.width >= 110 else {
      let comparison = model.comparison.lines(width: max(10, area.width), glyphs: model.glyphs)
      let rows = max(3, area.height - min(comparison.count + 2, 9))
      drawSliders(sliders, model, in: Rect(x: area.x, y: area.y, width: area.width, height: rows))
      drawComparison(sliders, model, in: area.droppingTop(rows + 1))
      return
    }
    let left = area.width / 2
    drawSliders(
      sliders, model, in: Rect(x: area.x, y: area.y, width: left - 2, height: area.height))
    drawComparison(
      sliders, model,
      in: Rect(x: area.x + left, y: area.y, width: area.width - left, height: area.height))
  }

  /// The plan, beside it the what-if as soon as there is one, and what the focused slider does.
  private mutating func drawComparison(
    _ sliders: [WhatIfSlider], _ model: InterviewModel, in area: Rect
  ) {
    var lines = model.comparison.lines(width: max(10, area.width), glyphs: model.glyphs).map(\.line)
    let isRanked = !model.explorer.influences.isEmpty
    if !isRanked {
      lines += Line.wrap(
        "The answers that matter most are being looked for.", width: area.width, style: .dim)
    }
    if model.explorer.changes.isEmpty {
      lines += Line.wrap(
        "Left and Right change an answer; the plan for it appears here.", width: area.width,
        style: .dim)
    } else if model.explorer.isVariantComputing {
      lines.append(Line("computing the plan for it", .dim))
    }
    let focused = model.focusedSlider
    if sliders.indices.contains(focused), let influence = sliders[focused].influence {
      lines += [Line(), Line("A tenth more of the focused answer", .title)]
      lines += Line.wrap(influence.text, width: area.width)
      lines += Line.wrap(
        "on the machines that run now; in the file: \(influence.path.text)", width: area.width,
        style: .dim)
    }
    for (offset, line) in lines.prefix(area.height).enumerated() {
      draw(line, x: area.x, y: area.y + offset, limit: area.right)
    }
  }

  /// For each slider what is asked, whole, and below it the slider with its number.
  private mutating func drawSliders(
    _ sliders: [WhatIfSlider], _ model: InterviewModel, in area: Rect
  ) {
    guard !sliders.isEmpty else { return }
    let focused = model.focusedSlider
    let titles = sliders.map { Line.wrap($0.title, width: max(8, area.width - 4)) }
    let heights = titles.map { $0.count + 1 }
    // As many sliders above the focused one as leave it in the middle, or at the end of the list.
    var first = focused
    var above = 0
    while first > 0 {
      let rest = heights[(first - 1)...].reduce(0, +)
      let isCentered = above + heights[first - 1] <= area.height / 2
      guard isCentered || rest <= area.height else { break }
      above += heights[first - 1]
      first -= 1
    }
    var y = area.y
    for index in first..<sliders.count where y + heights[index] <= area.bottom || index == focused {
      draw(
        sliders[index], titles[index], isFocused: index == focused, model,
        in: Rect(x: area.x, y: y, width: area.width, height: heights[index]))
      y += heights[index]
    }
  }

  private mutating func draw(
    _ slider: WhatIfSlider, _ title: [Line], isFocused: Bool, _ model: InterviewModel,
    in area: Rect
  ) {
    mark(.slider(slider.path), x: area.x, y: area.y, limit: area.right, rows: area.height)
    if isFocused {
      write(String(model.glyphs.pointer), x: area.x, y: area.y, style: .title)
      placeCursor(x: area.x, y: area.y)
    }
    let sign = slider.isChanged ? String(model.glyphs.changed) : " "
    write(sign, x: area.x + 1, y: area.y, style: .title)
    for (row, line) in title.enumerated() {
      draw(isFocused ? line.reversed : line, x: area.x + 3, y: area.y + row, limit: area.right)
    }
    drawSlider(slider, model, x: area.x + 3, y: area.y + title.count, limit: area.right)
  }

  private mutating func drawSlider(
    _ slider: WhatIfSlider, _ model: InterviewModel, x: Int, y: Int, limit: Int
  ) {
    var text = model.text(slider.value, slider)
    if slider.isChanged { text += " (\(model.text(slider.base, slider)))" }
    let room = max(8, min(30, limit - x - 26))
    mark(.scale(slider.path, x: x, width: room), x: x, y: y, limit: min(limit, x + room))
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
