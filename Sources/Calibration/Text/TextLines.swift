/// The lines of a file, by their bytes; they count from 1.
struct TextLines {
  let bytes: [UInt8]
  private let ranges: [Range<Int>]

  /// Line ends are LF or CRLF; a byte order mark of UTF-8 is no part of the first line.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var ranges: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for index in start..<max(start, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
      ranges.append(Self.line(bytes, start, index))
      start = index + 1
    }
    if start < bytes.count { ranges.append(Self.line(bytes, start, bytes.count)) }
    self.ranges = ranges
  }

  private static func line(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Range<Int> {
    start..<(end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
  }

  var count: Int { ranges.count }

  /// The bytes of a line.
  func slice(_ number: Int) -> ArraySlice<UInt8> { bytes[ranges[number - 1]] }

  /// A line as text.
  func text(_ number: Int) -> String { String(decoding: slice(number), as: UTF8.self) }

  /// The numbers of all lines.
  var numbers: ClosedRange<Int>? { ranges.isEmpty ? nil : 1...ranges.count }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  var stripped: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }

  /// The words between spaces and tabs, with the column where each begins, counted from 1.
  var words: [(text: String, column: Int)] {
    var result: [(String, Int)] = []
    var word = ""
    var start = 0
    for (index, character) in self.enumerated() {
      if character == " " || character == "\t" {
        if !word.isEmpty { result.append((word, start + 1)) }
        word = ""
      } else {
        if word.isEmpty { start = index }
        word.append(character)
      }
    }
    if !word.isEmpty { result.append((word, start + 1)) }
    return result
  }

  /// The text after a beginning; nil where it begins otherwise.
  func after(_ beginning: String) -> String? {
    hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
  }

  /// A finite number in plain or exponent notation; nil for anything else, and for `nan` and `inf`.
  var finiteNumber: Double? {
    guard let first, first.isNumber || "+-.".contains(first),
      let value = Double(String(self)), value.isFinite
    else { return nil }
    return value
  }
}
