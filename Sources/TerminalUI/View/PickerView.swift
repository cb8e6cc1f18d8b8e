extension Frame {
  /// A list that is searched: what is typed, and what fits it.
  mutating func drawPicker(
    _ model: InterviewModel, _ overlay: InterviewModel.Overlay, in area: Rect
  ) {
    let rows = model.pickerRows(overlay)
    let width = min(area.width, overlay.width)
    let height = min(area.height, max(5, min(rows.count, 18) + 3))
    let inner = drawBox(width: width, height: height, in: area, model.glyphs)
    let label = overlay == .finder ? "Find: " : "Command: "
    let x = write(label, x: inner.x, y: inner.y, style: .title)
    fill(x: x, y: inner.y, limit: inner.right, style: Style(.underline))
    let count = rows.isEmpty ? "nothing fits" : "\(rows.count)"
    let end = write(
      model.picker.entry.text, x: x, y: inner.y, limit: inner.right - CellWidth.of(count) - 1,
      style: Style([.bold, .underline]))
    write(count, x: inner.right - CellWidth.of(count), y: inner.y, style: .dim)
    let list = inner.droppingTop(1)
    let first = window(around: model.picker.highlight, of: rows.count, rows: list.height)
    for (offset, row) in rows.dropFirst(first).prefix(list.height).enumerated() {
      let isHighlighted = first + offset == model.picker.highlight
      mark(.pick(first + offset), x: list.x, y: list.y + offset, limit: list.right)
      draw(row, isHighlighted: isHighlighted, x: list.x, y: list.y + offset, in: list, model.glyphs)
    }
    placeCursor(x: end, y: inner.y)
  }

  private mutating func draw(
    _ row: PickerRow, isHighlighted: Bool, x: Int, y: Int, in list: Rect, _ glyphs: Glyphs
  ) {
    let highlight: Style.Attributes = isHighlighted ? .reverse : []
    fill(x: x, y: y, limit: list.right, style: Style(highlight))
    write(isHighlighted ? String(glyphs.pointer) : " ", x: x, y: y, style: Style(highlight))
    let detail = TextLayout.truncate(
      row.detail, width: list.width * 2 / 5, ellipsis: glyphs.ellipsis)
    let detailX = list.right - CellWidth.of(detail)
    let titleX = x + 2 + (row.isIndented ? 2 : 0)
    write(
      TextLayout.truncate(row.title, width: detailX - titleX - 1, ellipsis: glyphs.ellipsis),
      x: titleX, y: y, style: Style(row.isReachable ? highlight : highlight.union(.dim)))
    write(detail, x: detailX, y: y, style: Style(highlight.union(.dim)))
  }
}

/// A line of a list that is searched.
struct PickerRow: Hashable, Sendable {
  let title: String
  let detail: String
  let isIndented: Bool
  let isReachable: Bool
}

extension InterviewModel {
  /// The lines of the list that is searched.
  func pickerRows(_ overlay: Overlay) -> [PickerRow] {
    if overlay == .palette {
      return paletteEntries.map {
        PickerRow(title: $0.title, detail: $0.keyText, isIndented: false, isReachable: true)
      }
    }
    return finderHits.map { hit in
      let isQuestion = hit.option == nil
      let detail =
        hit.obstacle != nil ? "not asked now" : isQuestion ? answerText(at: hit.field) : hit.detail
      return PickerRow(
        title: hit.title, detail: detail, isIndented: !isQuestion, isReachable: hit.obstacle == nil)
    }
  }
}
