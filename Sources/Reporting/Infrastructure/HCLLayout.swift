/// Lays text of HCL out as `terraform fmt` does, as far as templates leave that open: the equals
/// signs of adjacent lines stand below each other, and blank lines are single.
///
/// Templates leave lines out, so that they cannot align by hand. The rule is that of `formatCells` in
/// hashicorp/hcl, `hclwrite/format.go`: a line takes part when it has an equals sign after its first
/// token and the brackets after that sign are balanced; any other line ends the run. Works on UTF-8:
/// every character it looks for is ASCII.
func laidOutHCL(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count + text.count / 8)
  var run: [HCLAssignment] = []
  func endRun() {
    let width = run.map(\.nameWidth).max() ?? 0
    for line in run {
      result += line.name
      result += repeatElement(UInt8(ascii: " "), count: width - line.nameWidth)
      result += assignmentSign
      result += line.value
      result.append(UInt8(ascii: "\n"))
    }
    run.removeAll(keepingCapacity: true)
  }
  var heredoc: [UInt8]?
  for line in singleBlankLines(text) {
    if let end = heredoc {
      // A script within is no assignment, whatever it looks like.
      result += line
      result.append(UInt8(ascii: "\n"))
      if Array(line.drop { $0 == UInt8(ascii: " ") }) == end { heredoc = nil }
    } else if let end = heredocEnd(of: line) {
      endRun()
      result += line
      result.append(UInt8(ascii: "\n"))
      heredoc = end
    } else if let assignment = HCLAssignment(line) {
      run.append(assignment)
    } else {
      endRun()
      result += line
      result.append(UInt8(ascii: "\n"))
    }
  }
  endRun()
  return result
}

private let assignmentSign: [UInt8] = Array(" = ".utf8)

/// The word that ends the heredoc which a line begins; nil where it begins none.
private func heredocEnd(of line: ArraySlice<UInt8>) -> [UInt8]? {
  var index = line.startIndex
  while index + 3 < line.endIndex {
    if line[index] == UInt8(ascii: "<"), line[index + 1] == UInt8(ascii: "<"),
      line[index + 2] == UInt8(ascii: "-")
    {
      let word = line[(index + 3)...].prefix { $0 != UInt8(ascii: " ") }
        .prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      return word.isEmpty ? nil : Array(word)
    }
    index += 1
  }
  return nil
}

/// The text with the lines of `singleBlankLines`, each with its end; empty where no line is left.
func withSingleBlankLines(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count + 1)
  for line in singleBlankLines(text) {
    result += line
    result.append(UInt8(ascii: "\n"))
  }
  return result
}

/// Lines without trailing spaces, without blank lines at the start, at the end, after another blank
/// line, after an opening brace or before a closing one.
private func singleBlankLines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  for raw in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    var line = raw
    while line.last == UInt8(ascii: " ") { line.removeLast() }
    let first = line.first { $0 != UInt8(ascii: " ") }
    if let first, isClosing(first), lines.last?.isEmpty == true {
      lines.removeLast()
    }
    let follows = lines.last.map { $0.last.map(isOpening) ?? true } ?? true
    if !line.isEmpty || !follows { lines.append(line) }
  }
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

private func isOpening(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
}

private func isClosing(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
}

/// Name and value of a line that assigns a whole expression.
private struct HCLAssignment {
  let name: ArraySlice<UInt8>
  let value: ArraySlice<UInt8>

  /// Columns of the name: its bytes but for those that continue a character.
  var nameWidth: Int { name.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

  /// Nil for a line that assigns nothing, or only the beginning of an expression.
  init?(_ line: ArraySlice<UInt8>) {
    let first = line.first { $0 != UInt8(ascii: " ") }
    guard first != UInt8(ascii: "#"), let sign = Self.firstEqualsSign(in: line) else { return nil }
    var depth = 0
    var isQuoted = false
    for index in (sign + 1)..<line.endIndex {
      let byte = line[index]
      if byte == UInt8(ascii: "\""), line[index - 1] != UInt8(ascii: "\\") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if isOpening(byte) { depth += 1 }
      if isClosing(byte) { depth -= 1 }
    }
    guard depth == 0 else { return nil }
    var name = line[..<sign]
    while name.last == UInt8(ascii: " ") { name.removeLast() }
    let value = line[(sign + 1)...].drop { $0 == UInt8(ascii: " ") }
    guard !name.isEmpty, !value.isEmpty, !Self.isHeredoc(value) else { return nil }
    self.name = name
    self.value = value
  }

  private static func isHeredoc(_ value: ArraySlice<UInt8>) -> Bool {
    value.count >= 2 && value[value.startIndex] == UInt8(ascii: "<")
      && value[value.startIndex + 1] == UInt8(ascii: "<")
  }

  /// Where the first equals sign stands that is no part of `==`, `=>`, `<=`, `>=` or `!=`, outside
  /// of quotes.
  private static func firstEqualsSign(in line: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    for index in line.indices {
      let byte = line[index]
      let before = index > line.startIndex ? line[index - 1] : UInt8(ascii: " ")
      if byte == UInt8(ascii: "\""), before != UInt8(ascii: "\\") { isQuoted.toggle() }
      guard byte == UInt8(ascii: "="), !isQuoted, index > line.startIndex else { continue }
      let after = index + 1 < line.endIndex ? line[index + 1] : UInt8(ascii: " ")
      let isPart =
        after == UInt8(ascii: "=") || after == UInt8(ascii: ">")
        || before == UInt8(ascii: "=") || before == UInt8(ascii: "<")
        || before == UInt8(ascii: ">") || before == UInt8(ascii: "!")
      return isPart ? nil : index
    }
    return nil
  }
}
