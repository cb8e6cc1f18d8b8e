/// The lines of a text without trailing spaces, without blank lines at the start, at the end, after another blank
/// line, after an opening brace or before a closing one.
struct SingleBlankLines {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the next line begins.
  private var start = 0
  /// A line that comes behind a blank one.
  private var held: Range<Int>?
  /// The last byte of the last line that is not blank.
  private var last: UInt8?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> Range<Int>? {
    if let line = held {
      held = nil
      return take(line)
    }
    var blank: Range<Int>?
    while start <= bytes.count {
      let begin = start
      let next = ByteScan.lineEnd(in: bytes, from: begin)
      start = next + 1
      var end = next
      while end > begin, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
      let line = begin..<end
      if line.isEmpty {
        if blank == nil, let last, !Self.isOpening(last) { blank = line }
      } else if let blank, !Self.isClosing(bytes[withoutIndent(line, bytes).lowerBound]) {
        held = line
        return blank
      } else {
        return take(line)
      }
    }
    return nil
  }

  private mutating func take(_ line: Range<Int>) -> Range<Int> {
    last = bytes[line.upperBound - 1]
    return line
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
  }
}

/// A line without the blanks that it begins with.
func withoutIndent(_ line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
  var first = line.lowerBound
  while first < line.upperBound, text[first] == UInt8(ascii: " ") { first += 1 }
  return first..<line.upperBound
}
