extension Frame {
  /// The preview beside or below the questions, with a rule between.
  mutating func drawPreviewPane(_ model: InterviewModel, _ layout: Layout) {
    guard let area = layout.preview else { return }
    let isBeside = area.y == layout.main.y
    if isBeside {
      for y in area.y..<area.bottom {
        write(String(model.glyphs.vertical), x: area.x, y: y, style: .dim)
      }
    } else {
      let rule = String(repeating: model.glyphs.horizontal, count: area.width)
      write(rule, x: area.x, y: area.y, style: .dim)
    }
    var inner = isBeside ? area.inset(2) : area.droppingTop(1).inset(1)
    if isBeside { inner.width += 1 }
    draw(model.previewLines(width: inner.width - 1), in: inner, glyphs: model.glyphs)
  }
}

extension InterviewModel {
  /// The preview on one line.
  var previewSummary: (String, Style) {
    guard let preview else { return (isComputing ? "computing a first plan" : "", .dim) }
    let text = "\(preview.monthlyCost), p99 \(preview.p99), \(preview.verdictText)"
    switch preview.verdict {
    case .met: return ("\(glyphs.answered) \(text)", .good)
    case .missed: return ("\(glyphs.invalid) \(text)", .bad)
    case .none: return ("\(glyphs.invalid) \(preview.verdictText)", .caution)
    }
  }

  /// The whole preview as lines; what the last answer changed bears a sign.
  func previewLines(width: Int) -> [Line] {
    let heading = Line("Preview", .title).adding(isComputing ? " computing" : "", .dim)
    guard let preview else {
      return [heading] + Line.wrap("A first plan is being computed.", width: width, style: .dim)
    }
    var lines = [heading]
    lines += verdictLines(preview, width: width)
    guard preview.verdict != .none else { return lines + findingLines(preview, width: width) }
    let figures: [(String, KeyPath<Preview, String>)] = [
      ("stage", \.stage), ("cost", \.monthlyCost), ("p99", \.p99), ("next limit", \.nextBottleneck),
    ]
    for (label, path) in figures {
      lines += labeled(
        label, preview[keyPath: path], before: formerPreview?[keyPath: path], width: width)
    }
    lines += findingLines(preview, width: width)
    lines.append(Line())
    for decision in preview.decisions {
      let former = formerPreview?.decisions.first { $0.title == decision.title }
      lines += labeled(
        decision.title, decision.option,
        before: formerPreview == nil ? nil : former?.option ?? "nothing", width: width)
      if !decision.margin.isEmpty {
        lines += indented(decision.margin, width: width, style: .dim)
      }
    }
    return lines
  }

  private func verdictLines(_ preview: Preview, width: Int) -> [Line] {
    let sign = preview.verdict == .met ? glyphs.answered : glyphs.invalid
    let style: Style =
      switch preview.verdict {
      case .met: .good
      case .missed: .bad
      case .none: .caution
      }
    return Line.wrap("\(sign) \(preview.verdictText)", width: width, indent: 2, style: style)
  }

  private func findingLines(_ preview: Preview, width: Int) -> [Line] {
    preview.findings.flatMap { finding in
      Line.wrap(
        "\(finding.isError ? "! error:" : "! note:") \(finding.text)", width: width, indent: 2,
        style: finding.isError ? .bad : .caution)
    }
  }

  /// A label and a value, below each other where they do not fit side by side; what the last answer
  /// changed has a sign, and tells what it was.
  private func labeled(
    _ label: String, _ value: String, before: String?, width: Int
  ) -> [Line] {
    let isChanged = before != nil && before != value
    let sign = isChanged ? "\(glyphs.changed) " : "  "
    let style: Style = isChanged ? .title : .bold
    let head = Line(sign, style).adding(label + " ", .dim)
    var lines: [Line]
    if head.width + CellWidth.of(value) <= width {
      lines = [head.adding(value, style)]
    } else {
      let labels = Line.wrap(label, width: width, allIndented: 2, style: .dim)
      lines =
        (labels.isEmpty ? [head] : [Line(sign, style).adding(labels[0].dropping(2))])
        + labels.dropFirst() + indented(value, width: width, style: style)
    }
    if isChanged, let before, !before.isEmpty {
      lines += indented("was \(before)", width: width, style: .dim)
    }
    return lines
  }

  private func indented(_ text: String, width: Int, style: Style) -> [Line] {
    Line.wrap(text, width: width, allIndented: 4, style: style)
  }
}

extension Line {
  init(spans: [Span]) { self.spans = spans }

  /// The line without its first span of `columns` blanks.
  fileprivate func dropping(_ columns: Int) -> Line {
    guard let first = spans.first, first.text.count == columns else { return self }
    return Line(spans: Array(spans.dropFirst()))
  }
}
