/// A template cut at its lines, so that what stands under a flag is parsed only where the flag holds.
///
/// swift-mustache measures the rest of a text at every tag, so that the time of parsing grows with the
/// square of the length. Flags and parts that have lines of their own are therefore followed here; the
/// lines between them that hold tags become templates of their own, and so does a section that is no
/// flag. A template whose sections do not close line by line is one piece.
struct TemplateSlices: Sendable {
  indirect enum Slice: Sendable {
    /// Lines without any tag.
    case text([UInt8])
    /// Lines for swift-mustache.
    case piece(TemplatePiece)
    /// Lines under a name; for swift-mustache as a whole where the name is no flag.
    case section(name: String, isInverted: Bool, inner: [Slice], whole: TemplatePiece)
    /// Another template, in lines of its own.
    case part(String)
  }

  let slices: [Slice]

  /// - Parameters:
  ///   - text: The whole template; its first line is the pragma.
  ///   - pragma: That line, which every piece begins with.
  init(_ text: String, pragma: String) {
    let bytes = Array(text.utf8)
    let body = (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
    var cutter = TemplateCutter(bytes, pragma: pragma)
    slices = cutter.slices(from: body) ?? [.piece(cutter.piece(body..<bytes.count))]
  }
}

extension TemplateSlices {
  /// The parts that tags of a text name, each once; nil where one is chosen by a value.
  static func parts(in text: ArraySlice<UInt8>) -> [String]? {
    var parts: [String] = []
    var next = TemplateLine.open(text, from: text.startIndex)
    while let open = next, let close = TemplateLine.close(text, from: open + 2) {
      if text[open + 2] == UInt8(ascii: ">") {
        guard let tag = TemplateLine.tag(text[(open + 2)..<close]) else { return nil }
        if !parts.contains(tag.name) { parts.append(tag.name) }
      }
      next = TemplateLine.open(text, from: close + 2)
    }
    return parts
  }
}

/// Cuts the bytes of a template.
private struct TemplateCutter {
  private let bytes: [UInt8]
  private let pragma: String

  init(_ bytes: [UInt8], pragma: String) {
    self.bytes = bytes
    self.pragma = pragma
  }

  /// A section that was begun on a line of its own.
  private struct Open {
    let tag: TemplateLine.Tag
    let start: Int
    var slices: [TemplateSlices.Slice] = []
  }

  func piece(_ range: Range<Int>) -> TemplatePiece {
    TemplatePiece(
      pragma + "\n" + String(decoding: bytes[range], as: UTF8.self),
      parts: TemplateSlices.parts(in: bytes[range]) ?? [])
  }

  /// Nil where sections do not begin and end line by line.
  mutating func slices(from body: Int) -> [TemplateSlices.Slice]? {
    var open = [Open(tag: .init(sign: 0, name: ""), start: body)]
    // The lines at hand that are not put anywhere yet, all plain or all with tags.
    var run = body..<body
    var isPlain = true
    // Sections that were begun within a line.
    var depth = 0
    func flush(_ open: inout [Open]) {
      guard !run.isEmpty else { return }
      open[open.count - 1].slices.append(isPlain ? .text(Array(bytes[run])) : .piece(piece(run)))
    }
    var start = body
    while start < bytes.count {
      let end = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
      let line = TemplateLine(bytes[start..<end])
      switch line {
      case .broken: return nil
      case .alone(let tag) where depth == 0:
        flush(&open)
        run = end..<end
        switch tag.sign {
        case UInt8(ascii: ">"): open[open.count - 1].slices.append(.part(tag.name))
        case UInt8(ascii: "/"):
          guard open.count > 1, let section = open.popLast(), section.tag.name == tag.name else {
            return nil
          }
          open[open.count - 1].slices.append(
            .section(
              name: tag.name, isInverted: section.tag.sign == UInt8(ascii: "^"),
              inner: section.slices, whole: piece(section.start..<end)))
        default: open.append(Open(tag: tag, start: start))
        }
      case .plain, .mixed, .alone:
        let fits = line.isPlain && depth == 0
        if run.isEmpty || fits != isPlain {
          flush(&open)
          (run, isPlain) = (start..<end, fits)
        } else {
          run = run.lowerBound..<end
        }
        depth += line.change
        if depth < 0 { return nil }
      }
      start = end
    }
    flush(&open)
    return open.count == 1 && depth == 0 ? open[0].slices : nil
  }
}

/// A line of a template, by the tags on it.
private enum TemplateLine {
  /// A tag with the sign behind its braces.
  struct Tag {
    let sign: UInt8
    let name: String
  }

  case plain
  /// Nothing but the beginning or end of a section, or a part at the start of the line.
  case alone(Tag)
  /// Tags within the line, and by how much they open more sections than they close.
  case mixed(change: Int)
  /// A tag goes on in the next line.
  case broken

  var isPlain: Bool { if case .plain = self { true } else { false } }

  /// By how much the line opens more sections than it closes.
  var change: Int {
    switch self {
    case .mixed(let change): change
    case .alone(let tag): tag.sign == UInt8(ascii: ">") ? 0 : tag.sign == UInt8(ascii: "/") ? -1 : 1
    case .plain, .broken: 0
    }
  }

  init(_ line: ArraySlice<UInt8>) {
    guard let first = Self.open(line, from: line.startIndex) else {
      self = .plain
      return
    }
    var change = 0
    var next: Int? = first
    var tags = 0
    var end = first
    while let open = next {
      guard let close = Self.close(line, from: open + 2) else {
        self = .broken
        return
      }
      tags += 1
      if open + 2 < close { change += Self.change(line[open + 2]) }
      end = close + 2
      next = Self.open(line, from: end)
    }
    // Blanks at the very end of a text are kept, so that a tag before them is not alone.
    let isEnded = end == line.endIndex || line.last == UInt8(ascii: "\n")
    let isAlone =
      tags == 1 && isEnded && line[..<first].allSatisfy(Self.isBlank)
      && line[end...].allSatisfy { Self.isBlank($0) || $0 == UInt8(ascii: "\n") }
    let tag = isAlone ? Self.tag(line[(first + 2)..<(end - 2)]) : nil
    if let tag, tag.sign != UInt8(ascii: ">") || first == line.startIndex {
      self = .alone(tag)
    } else {
      self = .mixed(change: change)
    }
  }

  static func open(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    pair(UInt8(ascii: "{"), text, from: start)
  }

  static func close(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    pair(UInt8(ascii: "}"), text, from: start)
  }

  private static func pair(_ byte: UInt8, _ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 1 < text.endIndex {
      if text[index] == byte && text[index + 1] == byte { return index }
      index += 1
    }
    return nil
  }

  private static func change(_ sign: UInt8) -> Int {
    sign == UInt8(ascii: "#") || sign == UInt8(ascii: "^") ? 1 : sign == UInt8(ascii: "/") ? -1 : 0
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Nil for a tag that is neither of a section nor of a part, or whose name is a path or a transform.
  static func tag(_ content: ArraySlice<UInt8>) -> Tag? {
    guard let sign = content.first else { return nil }
    let isPart = sign == UInt8(ascii: ">")
    guard isPart || change(sign) != 0 else { return nil }
    var name = content.dropFirst().drop(while: isBlank)
    while name.last.map(isBlank) ?? false { name.removeLast() }
    let isPlain = name.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      case UInt8(ascii: "/"), UInt8(ascii: "."): isPart
      default: false
      }
    }
    return isPlain && !name.isEmpty
      ? Tag(sign: sign, name: String(decoding: name, as: UTF8.self)) : nil
  }
}
