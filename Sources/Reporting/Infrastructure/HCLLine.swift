/// Name and value of a line that assigns a whole expression, as places in the text.
struct HCLAssignment: Hashable {
  let name: Range<Int>
  /// Where the equals sign stands.
  let sign: Int
  let value: Range<Int>
  /// Columns of the name: its bytes but for those that continue a character.
  let nameWidth: Int
}

/// What a line is to the layout.
enum HCLLine: Hashable {
  /// Begins a heredoc that the word at this place ends.
  case heredoc(end: Range<Int>)
  case assignment(HCLAssignment)
  case other

  init(_ line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) {
    let place = ByteScan.first(UInt8(ascii: "="), or: UInt8(ascii: "<"), in: text, line)
    guard place < line.upperBound else {
      self = .other
      return
    }
    if text[place] == UInt8(ascii: "="), let plain = Self.plain(line, sign: place, text) {
      self = plain
      return
    }
    self = Self.scanned(line, text)
  }

  /// Any line, byte by byte.
  static func scanned(_ line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> HCLLine {
    var scan = HCLScan()
    for index in line where !HCLScan.isIdle(text[index]) {
      scan.take(text[index], at: index, of: line, text)
      if let begin = scan.heredoc {
        let word = word(from: begin, to: line.upperBound, text)
        if !word.isEmpty { return .heredoc(end: word) }
        break
      }
    }
    return scan.heredoc == nil ? assignment(line, text, scan) : assignment(line, text)
  }

  /// What most lines with an equals sign are: a name without quotes, the sign, and a value without a heredoc.
  ///
  /// - Parameter sign: Where the first equals sign stands, with no sign of a heredoc before it.
  /// - Returns: Nil for others, which are looked at byte by byte.
  private static func plain(
    _ line: Range<Int>, sign: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> HCLLine? {
    let first = withoutIndent(line.lowerBound..<sign, text).lowerBound
    guard first < sign, text[first] != UInt8(ascii: "#") else { return nil }
    var end = sign
    while text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    guard ByteScan.first(UInt8(ascii: "\""), in: text, first..<end) == end else { return nil }
    let width = first - line.lowerBound + ByteScan.columns(in: text, first..<end)
    let value = withoutIndent((sign + 1)..<line.upperBound, text)
    guard !value.isEmpty, !HCLScan.isOperator(sign, of: line, text) else { return nil }
    var depth = 0
    var isQuoted = false
    var place = ByteScan.firstNesting(in: text, value)
    while place < value.upperBound {
      switch text[place] {
      case UInt8(ascii: "\""): if text[place - 1] != UInt8(ascii: "\\") { isQuoted.toggle() }
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): if !isQuoted { depth += 1 }
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): if !isQuoted { depth -= 1 }
      default: return nil
      }
      place = ByteScan.firstNesting(in: text, place + 1..<value.upperBound)
    }
    return depth == 0
      ? .assignment(
        HCLAssignment(name: line.lowerBound..<end, sign: sign, value: value, nameWidth: width))
      : .other
  }

  /// The capitals that begin at a place.
  private static func word(
    from start: Int, to end: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var index = start
    while index < end, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[index]) { index += 1 }
    return start..<index
  }

  /// Of a line whose scan ended at the beginning of a heredoc without a word.
  private static func assignment(
    _ line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> HCLLine {
    var scan = HCLScan()
    for index in line where !HCLScan.isIdle(text[index]) {
      scan.take(text[index], at: index, of: line, text)
    }
    return assignment(line, text, scan)
  }

  private static func assignment(
    _ line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ scan: HCLScan
  ) -> HCLLine {
    let plain = withoutIndent(line, text)
    guard let sign = scan.sign, !scan.isOperator, scan.depth == 0,
      text[plain.lowerBound] != UInt8(ascii: "#")
    else { return .other }
    var end = sign
    while end > line.lowerBound, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    let value = withoutIndent((sign + 1)..<line.upperBound, text)
    let isHeredoc =
      value.count >= 2 && text[value.lowerBound] == UInt8(ascii: "<")
      && text[value.lowerBound + 1] == UInt8(ascii: "<")
    guard end > line.lowerBound, !value.isEmpty, !isHeredoc else { return .other }
    var width = 0
    for index in line.lowerBound..<end where text[index] & 0xC0 != 0x80 { width += 1 }
    return .assignment(
      HCLAssignment(
        name: line.lowerBound..<end, sign: sign, value: value, nameWidth: width))
  }
}

/// What the bytes of a line say, one after the other.
private struct HCLScan {
  /// Where the first equals sign outside of quotes stands.
  private(set) var sign: Int?
  /// Whether that sign is a part of `==`, `=>`, `<=`, `>=` or `!=`.
  private(set) var isOperator = false
  /// How many brackets behind the sign are open.
  private(set) var depth = 0
  /// Behind the first `<<-`.
  private(set) var heredoc: Int?
  private var isQuoted = false

  /// Whether a byte says nothing, which holds of most: small letters, blanks and lines below.
  static func isIdle(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "a") <= UInt8(ascii: "z") - UInt8(ascii: "a")
      || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "_")
  }

  /// Whether the equals sign at a place, which is not the first of the line, is a part of `==`, `=>`, `<=`, `>=` or
  /// `!=`.
  static func isOperator(
    _ place: Int, of line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let before = text[place - 1]
    let after = place + 1 < line.upperBound ? text[place + 1] : UInt8(ascii: " ")
    return after == UInt8(ascii: "=") || after == UInt8(ascii: ">")
      || before == UInt8(ascii: "=") || before == UInt8(ascii: "<")
      || before == UInt8(ascii: ">") || before == UInt8(ascii: "!")
  }

  mutating func take(
    _ byte: UInt8, at index: Int, of line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) {
    switch byte {
    case UInt8(ascii: "\""):
      if index == line.lowerBound || text[index - 1] != UInt8(ascii: "\\") { isQuoted.toggle() }
    case UInt8(ascii: "="):
      guard sign == nil, !isQuoted, index > line.lowerBound else { return }
      sign = index
      isOperator = Self.isOperator(index, of: line, text)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
      if sign != nil, !isQuoted { depth += 1 }
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
      if sign != nil, !isQuoted { depth -= 1 }
    case UInt8(ascii: "-"):
      guard heredoc == nil, index - 2 >= line.lowerBound, text[index - 1] == UInt8(ascii: "<"),
        text[index - 2] == UInt8(ascii: "<")
      else { return }
      heredoc = index + 1
    default: return
    }
  }
}
