/// Lines of Markdown by their bytes: what `MarkdownPage` does by characters, for lines in which both are
/// the same.
enum MarkdownLine {
  /// The lines of a text, also the empty ones.
  static func lines(of text: String) -> [Substring] {
    var text = text
    guard let ends = text.withUTF8({ Self.ends(of: $0) }) else {
      return text.split(separator: "\n", omittingEmptySubsequences: false)
    }
    var lines: [Substring] = []
    lines.reserveCapacity(ends.count + 1)
    let bytes = text.utf8
    var start = (offset: 0, index: bytes.startIndex)
    for end in ends {
      let index = bytes.index(start.index, offsetBy: end - start.offset)
      lines.append(text[start.index..<index])
      start = (end + 1, bytes.index(after: index))
    }
    lines.append(text[start.index...])
    return lines
  }

  /// The places of the line feeds; nil where a carriage return stands somewhere: with a line feed behind it
  /// it is one character, which ends no line.
  private static func ends(of bytes: UnsafeBufferPointer<UInt8>) -> [Int]? {
    let carriageReturn = UInt8(ascii: "\r")
    if ByteScan.holds(carriageReturn, or: carriageReturn, in: bytes, bytes.indices) { return nil }
    var ends: [Int] = []
    ends.reserveCapacity(bytes.count / 32)
    var end = ByteScan.lineEnd(in: bytes, from: 0)
    while end < bytes.count {
      ends.append(end)
      end = ByteScan.lineEnd(in: bytes, from: end + 1)
    }
    return ends
  }

  /// Whether a line begins with some bytes.
  static func begins(_ line: Substring, _ start: StaticString) -> Bool {
    let bytes = UnsafeBufferPointer(start: start.utf8Start, count: start.utf8CodeUnitCount)
    return line.utf8.starts(with: bytes)
  }

  /// Whether a line ends with some bytes.
  static func ends(_ line: Substring, _ end: StaticString) -> Bool {
    let bytes = UnsafeBufferPointer(start: end.utf8Start, count: end.utf8CodeUnitCount)
    return line.utf8.suffix(bytes.count).elementsEqual(bytes)
  }

  /// Whether no scalar of a line joins another one to a character, or must not stand in a page.
  static func isPlain(_ line: Substring) -> Bool {
    line.utf8.withContiguousStorageIfAvailable(isPlain) ?? isPlain(String(line))
  }

  /// The same of a whole text.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(isPlain)
      ?? Array(text.utf8)
      .withUnsafeBufferPointer(isPlain)
  }

  /// The same of the bytes of a valid text.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let words = UnsafeRawBufferPointer(text)
    var place = 0
    while place < text.count {
      if place + 8 <= text.count,
        ByteScan.isPrintable(words.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      {
        place += 8
        continue
      }
      let byte = text[place]
      switch byte {
      case 0x20...0x7E: place += 1
      case 0xC2...0xDF:
        let scalar = UInt32(byte & 0x1F) << 6 | UInt32(text[place + 1] & 0x3F)
        guard isPlain(scalar) else { return false }
        place += 2
      case 0xE2:
        let scalar =
          0x2000 | UInt32(text[place + 1] & 0x3F) << 6 | UInt32(text[place + 2] & 0x3F)
        guard isPlain(scalar) else { return false }
        place += 3
      default: return false
      }
    }
    return true
  }

  private static func isPlain(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0...0x2FF, 0x370...0x3FF, 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF,
      0x2190...0x22FF:
      true
    default: false
    }
  }

  /// The cells of a plain row, between bars that no backslash precedes, without the blanks around them.
  static func cells(_ row: Substring) -> [Substring] {
    var row = row
    let places = row.withUTF8 { cells(in: $0) }
    let bytes = row.utf8
    var last = (offset: 0, index: bytes.startIndex)
    func index(_ offset: Int) -> Substring.Index {
      last = (offset, bytes.index(last.index, offsetBy: offset - last.offset))
      return last.index
    }
    return places.map { place in
      let start = index(place.lowerBound)
      return row[start..<index(place.upperBound)]
    }
  }

  /// The places of the cells of a plain row among its bytes.
  private static func cells(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    eachCell(in: bytes) { cells.append($1) }
    return cells
  }

  /// Calls with the number of each cell of a plain row and its place among the bytes.
  @inline(__always)
  static func eachCell(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (_ index: Int, _ cell: Range<Int>) -> Void
  ) {
    var start = 0
    var count = -1
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "|"):
        if count >= 0 { body(count, trimmed(start..<place, bytes)) }
        count += 1
        start = place + 1
      default: break
      }
      place += 1
    }
  }

  private static func trimmed(
    _ cell: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var (start, end) = (cell.lowerBound, cell.upperBound)
    while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
    while start < end, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return start..<end
  }

  /// A plain line as HTML: code, bold text and links; everything else is escaped.
  static func html(_ line: Substring) -> String {
    var html = TextBuffer(capacity: line.utf8.count * 3 / 2 + 1)
    append(line, to: &html)
    return html.text
  }

  /// Appends the same.
  static func append(_ line: Substring, to html: inout TextBuffer) {
    var line = line
    line.withUTF8 { append(UnsafeBufferPointer(rebasing: $0[...]), to: &html) }
  }

  /// The same of its bytes.
  static func append(_ line: UnsafeBufferPointer<UInt8>, to html: inout TextBuffer) {
    var place = 0
    var isBold = false
    while place < line.count {
      let byte = line[place]
      switch byte {
      case UInt8(ascii: "\\") where place + 1 < line.count:
        // The bytes behind those of the sign's first are no ASCII, and follow as they are.
        escape(line[place + 1], to: &html)
        place += 2
      case UInt8(ascii: "`"):
        if let end = line[(place + 1)...].firstIndex(of: byte) {
          html.append(literal: "<code>")
          for byte in line[(place + 1)..<end] { escape(byte, to: &html) }
          html.append(literal: "</code>")
          place = end + 1
        } else {
          escape(byte, to: &html)
          place += 1
        }
      case UInt8(ascii: "*") where isTwice(line, place) && (isBold || hasEnd(line, place + 2)):
        html.append(literal: isBold ? "</strong>" : "<strong>")
        isBold.toggle()
        place += 2
      case UInt8(ascii: "["):
        if let link = link(line, place) {
          html.append(literal: "<a href=\"")
          for byte in line[link.target] { escape(byte, to: &html) }
          html.append(literal: "\">")
          append(UnsafeBufferPointer(rebasing: line[link.text]), to: &html)
          html.append(literal: "</a>")
          place = link.target.upperBound + 1
        } else {
          escape(byte, to: &html)
          place += 1
        }
      default:
        let end = harmlessEnd(line, place)
        if end > place {
          html.append(UnsafeBufferPointer(rebasing: line[place..<end]))
          place = end
        } else {
          escape(byte, to: &html)
          place += 1
        }
      }
    }
    if isBold { html.append(literal: "</strong>") }
  }

  /// Where the bytes that stand for themselves end which begin at a place.
  private static func harmlessEnd(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var place = start
    while place < line.count {
      switch line[place] {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
        UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: "'"):
        return place
      default: place += 1
      }
    }
    return place
  }

  private static func isTwice(_ line: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place + 1 < line.count && line[place + 1] == line[place]
  }

  /// Whether bold text ends behind a place.
  private static func hasEnd(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var place = start
    while place < line.count {
      if line[place] == UInt8(ascii: "\\") {
        place += 2
      } else if line[place] == UInt8(ascii: "*"), isTwice(line, place) {
        return true
      } else {
        place += 1
      }
    }
    return false
  }

  /// A link within the document that begins at a place.
  private static func link(
    _ line: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (text: Range<Int>, target: Range<Int>)? {
    var place = start + 1
    while place < line.count, line[place] != UInt8(ascii: "]") {
      if line[place] == UInt8(ascii: "[") { return nil }
      place += line[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place + 2 < line.count, line[place + 1] == UInt8(ascii: "("),
      line[place + 2] == UInt8(ascii: "#")
    else { return nil }
    let target = place + 2
    var end = target
    while end < line.count, line[end] != UInt8(ascii: ")") {
      if line[end] == UInt8(ascii: "(") || line[end] == UInt8(ascii: " ") { return nil }
      end += 1
    }
    guard end < line.count else { return nil }
    let name = String(decoding: line[target..<end], as: UTF8.self)
    guard !name.contains(where: \.isWhitespace) else { return nil }
    return (start + 1..<place, target..<end)
  }

  private static func escape(_ byte: UInt8, to html: inout TextBuffer) {
    switch byte {
    case UInt8(ascii: "&"): html.append(literal: "&amp;")
    case UInt8(ascii: "<"): html.append(literal: "&lt;")
    case UInt8(ascii: ">"): html.append(literal: "&gt;")
    case UInt8(ascii: "\""): html.append(literal: "&quot;")
    case UInt8(ascii: "'"): html.append(literal: "&#39;")
    default: html.append(byte)
    }
  }
}
