import Quantities

/// The screen for a model: the same model and size always give the same frame.
package func view(_ model: InterviewModel, size: Size) -> Frame {
  var frame = Frame(size: size)
  guard let layout = Layout(size) else {
    let least = Layout.least
    let text = "Please enlarge to \(least.columns)x\(least.rows)"
    for (row, line) in TextLayout.wrap(text, width: size.columns).enumerated() {
      frame.write(line, x: 0, y: row)
    }
    frame.placeCursor(x: 0, y: 0)
    return frame
  }
  frame.drawTitle(model, layout)
  switch model.screen {
  case .questions:
    if let sidebar = layout.sidebar { frame.drawSidebar(model, in: sidebar) }
    frame.drawQuestions(model, in: layout.main.inset(1))
    frame.drawPreviewPane(model, layout)
  case .review: frame.drawReview(model, in: layout.body.inset(1))
  case .explorer: frame.drawExplorer(model, in: layout.body.inset(1))
  }
  frame.drawOverlay(model, in: layout.body)
  frame.drawStatus(model, layout)
  frame.drawKeyBar(model, in: layout.keyBar)
  return frame
}

extension Frame {
  /// The name of the program and of the system, and whether its answers are in a file.
  fileprivate mutating func drawTitle(_ model: InterviewModel, _ layout: Layout) {
    fill(x: 0, y: 0, limit: layout.title.right, style: .reverse)
    let style = Style([.bold, .reverse])
    var name = "tenfold"
    if let system = model.systemName { name += model.glyphs.separator + system }
    let path = model.isShort ? "short path  " : ""
    let state = path + (model.isUnsaved ? "unsaved" : model.savedPath == nil ? "" : "saved")
    let stateX = layout.title.right - CellWidth.of(state) - 1
    write(
      TextLayout.truncate(name, width: stateX - 3, ellipsis: model.glyphs.ellipsis), x: 1, y: 0,
      style: style)
    write(state, x: stateX, y: 0, style: .reverse)
  }

  /// What just happened; else, where the preview has no pane, its summary.
  fileprivate mutating func drawStatus(_ model: InterviewModel, _ layout: Layout) {
    let row = layout.status
    if let notice = model.notice {
      let sign = notice.isProblem ? "! " : ""
      write(
        TextLayout.truncate(
          sign + notice.text, width: row.width - 2, ellipsis: model.glyphs.ellipsis),
        x: 1, y: row.y, style: notice.isProblem ? .bad : .good)
    } else if layout.preview == nil || model.screen != .questions {
      let (text, style) = model.statusSummary
      write(
        TextLayout.truncate(text, width: row.width - 2, ellipsis: model.glyphs.ellipsis), x: 1,
        y: row.y, style: style)
    }
  }
}

extension InterviewModel {
  /// The plan on one line; on the load page with the users that are looked at.
  fileprivate var statusSummary: (String, Style) {
    guard screen == .explorer, explorer.page == .load, let step = explorer.step,
      preview.map({ $0.verdict != .none }) == true
    else { return previewSummary }
    let users = "at \(DecimalText.fixed(step.users)) \(step.users == 1 ? "user" : "users")"
    guard let load = shownLoad else { return ("\(users): computing", .dim) }
    let sign = load.isMet ? glyphs.answered : glyphs.invalid
    return ("\(sign) \(users): \(load.summary)", load.isMet ? .good : .bad)
  }
}
