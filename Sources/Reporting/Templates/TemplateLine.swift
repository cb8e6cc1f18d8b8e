/// A line of a template, by the tags on it.
enum TemplateLine {
  /// A tag with the sign behind its braces.
  struct Tag {
    let sign: UInt8
    let name: String
  }

  case plain
  /// Nothing but the beginning or end of a section, or a part at the start of the line.
  case alone(Tag)
  /// Tags within the line, by how much they open more sections than they close, and the least of that on the
  /// way: below zero, they close what a line before has opened.
  case mixed(change: Int, lowest: Int)
  /// A tag goes on in the next line.
  case broken

  var isPlain: Bool { if case .plain = self { true } else { false } }

  /// By how much the line opens more sections than it closes.
  var change: Int {
    switch self {
    case .mixed(let change, _): change
    case .alone(let tag): tag.sign == UInt8(ascii: ">") ? 0 : tag.sign == UInt8(ascii: "/") ? -1 : 1
    case .plain, .broken: 0
    }
  }

  /// The least change on the way through the line.
  var lowest: Int {
    if case .mixed(_, let lowest) = self { lowest } else { min(0, change) }
  }

  init(_ line: ArraySlice<UInt8>) {
    guard let first = Self.open(line, from: line.startIndex) else {
      self = .plain
      return
    }
    var (change, lowest) = (0, 0)
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
      lowest = min(lowest, change)
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
      self = .mixed(change: change, lowest: lowest)
    }
  }

  static func open(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    pair(UInt8(ascii: "{"), text, from: start)
  }

  static func close(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    pair(UInt8(ascii: "}"), text, from: start)
  }

  private static func pair(_ byte: UInt8, _ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    let first = text.startIndex
    return text.withUnsafeBufferPointer { bytes in
      var index = start - first
      while index + 1 < bytes.count {
        index = ByteScan.first(byte, in: bytes, index..<(bytes.count - 1))
        if index + 1 < bytes.count, bytes[index + 1] == byte { return index + first }
        index += 1
      }
      return nil
    }
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
    return name(content.dropFirst(), isPath: isPart).map { Tag(sign: sign, name: $0) }
  }

  /// The name that a tag asks the value of; nil for other tags, and for a path or a transform.
  static func value(_ content: ArraySlice<UInt8>) -> String? { name(content, isPath: false) }

  private static func name(_ content: ArraySlice<UInt8>, isPath: Bool) -> String? {
    var name = content.drop(while: isBlank)
    while name.last.map(isBlank) ?? false { name.removeLast() }
    let isPlain = name.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      case UInt8(ascii: "/"), UInt8(ascii: "."): isPath
      default: false
      }
    }
    return isPlain && !name.isEmpty ? String(decoding: name, as: UTF8.self) : nil
  }
}
