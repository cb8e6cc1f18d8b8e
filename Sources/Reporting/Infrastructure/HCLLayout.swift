/// Lays text of HCL out as `terraform fmt` does, as far as templates leave that open: the equals
/// signs of adjacent lines stand below each other, and blank lines are single.
///
/// Templates leave lines out, so that they cannot align by hand. The rule is that of `formatCells` in
/// hashicorp/hcl, `hclwrite/format.go`: a line takes part when it has an equals sign after its first
/// token and the brackets after that sign are balanced; any other line ends the run. Works on UTF-8:
/// every character it looks for is ASCII.
func laidOutHCL(_ text: [UInt8]) -> [UInt8] {
  text.withUnsafeBufferPointer { bytes in
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var run: [HCLAssignment] = []
    func endRun() {
      guard !run.isEmpty else { return }
      let width = run.reduce(0) { max($0, $1.nameWidth) }
      for line in run {
        result += UnsafeBufferPointer(rebasing: bytes[line.name])
        result += repeatElement(UInt8(ascii: " "), count: width - line.nameWidth)
        result += assignmentSign
        result += UnsafeBufferPointer(rebasing: bytes[line.value])
        result.append(UInt8(ascii: "\n"))
      }
      run.removeAll(keepingCapacity: true)
    }
    func append(_ line: Range<Int>) {
      result += UnsafeBufferPointer(rebasing: bytes[line])
      result.append(UInt8(ascii: "\n"))
    }
    var heredoc: Range<Int>?
    for line in singleBlankLines(bytes) {
      if let end = heredoc {
        // A script within is no assignment, whatever it looks like.
        append(line)
        if bytes[withoutIndent(line, bytes)].elementsEqual(bytes[end]) { heredoc = nil }
        continue
      }
      switch HCLLine(line, bytes) {
      case .heredoc(let end):
        endRun()
        append(line)
        heredoc = end
      case .assignment(let assignment): run.append(assignment)
      case .other:
        endRun()
        append(line)
      }
    }
    endRun()
    return result
  }
}

private let assignmentSign: [UInt8] = Array(" = ".utf8)

/// The text with the lines of `singleBlankLines`, each with its end; empty where no line is left.
func withSingleBlankLines(_ text: [UInt8]) -> [UInt8] {
  text.withUnsafeBufferPointer { bytes in
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 1)
    for line in singleBlankLines(bytes) {
      result += UnsafeBufferPointer(rebasing: bytes[line])
      result.append(UInt8(ascii: "\n"))
    }
    return result
  }
}

/// Lines without trailing spaces, without blank lines at the start, at the end, after another blank
/// line, after an opening brace or before a closing one.
private func singleBlankLines(_ text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
  var lines: [Range<Int>] = []
  lines.reserveCapacity(text.count / 24)
  var start = 0
  while start <= text.count {
    let next = ByteScan.lineEnd(in: text, from: start)
    var end = next
    while end > start, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    let line = start..<end
    start = next + 1
    if let last = lines.last {
      if last.isEmpty {
        let first = withoutIndent(line, text).lowerBound
        if first < end, isClosing(text[first]) { lines.removeLast() }
        // Another blank line behind one is left out.
        if line.isEmpty { continue }
      } else if line.isEmpty, isOpening(text[last.upperBound - 1]) {
        continue
      }
    } else if line.isEmpty {
      continue
    }
    lines.append(line)
  }
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

private func withoutIndent(_ line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
  var first = line.lowerBound
  while first < line.upperBound, text[first] == UInt8(ascii: " ") { first += 1 }
  return first..<line.upperBound
}

private func isOpening(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
}

private func isClosing(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
}

/// Name and value of a line that assigns a whole expression, as places in the text.
private struct HCLAssignment {
  let name: Range<Int>
  let value: Range<Int>
  /// Columns of the name: its bytes but for those that continue a character.
  let nameWidth: Int
}

/// What a line is to the layout.
private enum HCLLine {
  /// Begins a heredoc that the word at this place ends.
  case heredoc(end: Range<Int>)
  case assignment(HCLAssignment)
  case other

  init(_ line: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) {
    guard ByteScan.holds(UInt8(ascii: "="), or: UInt8(ascii: "<"), in: text, line) else {
      self = .other
      return
    }
    var scan = HCLScan()
    for index in line where !HCLScan.isIdle(text[index]) {
      scan.take(text[index], at: index, of: line, text)
      if let begin = scan.heredoc {
        let word = Self.word(from: begin, to: line.upperBound, text)
        if !word.isEmpty {
          self = .heredoc(end: word)
          return
        }
        break
      }
    }
    self = scan.heredoc == nil ? Self.assignment(line, text, scan) : Self.assignment(line, text)
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
    return .assignment(HCLAssignment(name: line.lowerBound..<end, value: value, nameWidth: width))
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
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: " ")
      || byte == UInt8(ascii: "_")
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
      let before = text[index - 1]
      let after = index + 1 < line.upperBound ? text[index + 1] : UInt8(ascii: " ")
      isOperator =
        after == UInt8(ascii: "=") || after == UInt8(ascii: ">")
        || before == UInt8(ascii: "=") || before == UInt8(ascii: "<")
        || before == UInt8(ascii: ">") || before == UInt8(ascii: "!")
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
