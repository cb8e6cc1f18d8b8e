/// Cuts the bytes of a template.
struct TemplateCutter {
  private let bytes: [UInt8]
  private let pragma: String
  private let names: TemplateNames

  init(_ bytes: [UInt8], pragma: String, _ names: TemplateNames) {
    self.bytes = bytes
    self.pragma = pragma
    self.names = names
  }

  /// A section that was begun and is not closed yet.
  private struct Open {
    let tag: TemplateLine.Tag
    let start: Int
    var slices: [TemplateSlices.Slice] = []

    /// Text goes on in the text before it.
    mutating func append(_ slice: TemplateSlices.Slice) {
      if case .text(let more) = slice, case .text(let before)? = slices.last {
        slices[slices.count - 1] = .text(before + more)
      } else {
        slices.append(slice)
      }
    }
  }

  func piece(_ range: Range<Int>) -> TemplatePiece {
    TemplatePiece(bytes, range, pragma: pragma)
  }

  /// Puts the section that was begun last into the one around it; false where another one is to end.
  private func close(_ open: inout [Open], _ tag: TemplateLine.Tag, at end: Int) -> Bool {
    guard open.count > 1, let last = open.popLast(), last.tag.name == tag.name else { return false }
    open[open.count - 1].append(
      .section(
        TemplateSection(
          name: names.number(of: last.tag.name), isInverted: last.tag.sign == UInt8(ascii: "^"),
          inner: last.slices, whole: piece(last.start..<end))))
    return true
  }

  /// Nil where sections do not begin and end line by line.
  func slices(from body: Int) -> [TemplateSlices.Slice]? {
    var open = [Open(tag: .init(sign: 0, name: ""), start: body)]
    // The lines at hand that are not put anywhere yet, all plain or all for swift-mustache.
    var run = body..<body
    var isPlain = true
    // Sections that were begun within a line.
    var depth = 0
    func flush(_ open: inout [Open]) {
      guard !run.isEmpty else { return }
      open[open.count - 1].append(isPlain ? .text(Array(bytes[run])) : .piece(piece(run)))
    }
    var start = body
    // Where the next tag begins, at or behind the start.
    var tag = body - 1
    while start < bytes.count {
      if tag < start { tag = TemplateLine.open(bytes[...], from: start) ?? bytes.count }
      let next = lineStart(of: tag, from: start)
      // Lines without any tag come at once.
      let isBare = next > start
      let end =
        isBare
        ? next
        : bytes.withUnsafeBufferPointer {
          min(ByteScan.lineEnd(in: $0, from: start) + 1, bytes.count)
        }
      let line = isBare ? .plain : TemplateLine(bytes[start..<end])
      switch line {
      case .broken: return nil
      case .alone(let tag) where depth == 0:
        flush(&open)
        run = end..<end
        switch tag.sign {
        case UInt8(ascii: ">"): open[open.count - 1].append(.part(tag.name))
        case UInt8(ascii: "/"): guard close(&open, tag, at: end) else { return nil }
        default: open.append(Open(tag: tag, start: start))
        }
      case .plain, .mixed, .alone:
        if depth == 0, case .mixed(change: 0, lowest: 0) = line, let within = within(start..<end) {
          flush(&open)
          for slice in within { open[open.count - 1].append(slice) }
          run = end..<end
          start = end
          continue
        }
        let fits = line.isPlain && depth == 0
        if run.isEmpty || fits != isPlain {
          flush(&open)
          (run, isPlain) = (start..<end, fits)
        } else {
          run = run.lowerBound..<end
        }
        if depth + line.lowest < 0 { return nil }
        depth += line.change
      }
      start = end
    }
    flush(&open)
    return open.count == 1 && depth == 0 ? open[0].slices : nil
  }

  /// Where the line of a place begins, which is at or behind another line's start; the place itself at the end.
  private func lineStart(of place: Int, from start: Int) -> Int {
    var begin = place
    if place < bytes.count {
      while begin > start, bytes[begin - 1] != UInt8(ascii: "\n") { begin -= 1 }
    }
    return begin
  }

  /// The slices of a line; nil where it holds more than values and sections with plain names that close on it.
  private func within(_ line: Range<Int>) -> [TemplateSlices.Slice]? {
    let text = bytes[line]
    var open = [Open(tag: .init(sign: 0, name: ""), start: line.lowerBound)]
    var start = line.lowerBound
    while let begin = TemplateLine.open(text, from: start) {
      guard let close = TemplateLine.close(text, from: begin + 2) else { return nil }
      let end = close + 2
      // A letter that joins the braces makes them another character than the parser looks for, and other
      // ends of lines than ours are ends of lines to it.
      let isJoined =
        (begin > line.lowerBound && bytes[begin - 1] >= 0x80)
        || (end < line.upperBound && (bytes[end] >= 0x80 || (0x0B...0x0D).contains(bytes[end])))
      guard !isJoined else { return nil }
      if start < begin { open[open.count - 1].append(.text(Array(bytes[start..<begin]))) }
      let content = text[(begin + 2)..<close]
      if let name = TemplateLine.value(content) {
        open[open.count - 1].append(.value(names.number(of: name)))
      } else {
        guard let tag = TemplateLine.tag(content), tag.sign != UInt8(ascii: ">") else { return nil }
        if tag.sign == UInt8(ascii: "/") {
          guard self.close(&open, tag, at: end) else { return nil }
        } else {
          open.append(Open(tag: tag, start: begin))
        }
      }
      start = end
    }
    if start < line.upperBound {
      open[open.count - 1].append(.text(Array(bytes[start..<line.upperBound])))
    }
    return open.count == 1 ? open[0].slices : nil
  }
}
