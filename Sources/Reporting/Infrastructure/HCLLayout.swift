/// Lays text of HCL out as `terraform fmt` does, as far as templates leave that open: the equals
/// signs of adjacent lines stand below each other, and blank lines are single.
///
/// Templates leave lines out, so that they cannot align by hand. The rule is that of `formatCells` in
/// hashicorp/hcl, `hclwrite/format.go`: a line takes part when it has an equals sign after its first
/// token and the brackets after that sign are balanced; any other line ends the run. Works on UTF-8:
/// every character it looks for is ASCII.
func laidOutHCL(_ text: String) -> String {
  var result: [UInt8] = []
  var run: [HCLAssignment] = []
  func endRun() {
    let width = run.map(\.nameWidth).max() ?? 0
    for line in run {
      result += line.name
      result += repeatElement(UInt8(ascii: " "), count: width - line.nameWidth)
      result += [UInt8(ascii: " "), UInt8(ascii: "="), UInt8(ascii: " ")]
      result += line.value
      result.append(UInt8(ascii: "\n"))
    }
    run = []
  }
  var heredoc: [UInt8]?
  for line in singleBlankLines(Array(text.utf8)) {
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
  return String(decoding: result, as: UTF8.self)
}

/// The word that ends the heredoc which a line begins; nil where it begins none.
private func heredocEnd(of line: ArraySlice<UInt8>) -> [UInt8]? {
  let sign = Array("<<-".utf8)
  var index = line.startIndex
  while index + sign.count < line.endIndex {
    if line[index..<(index + sign.count)].elementsEqual(sign) {
      let word = line[(index + sign.count)...].prefix { $0 != UInt8(ascii: " ") }
        .prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      return word.isEmpty ? nil : Array(word)
    }
    index += 1
  }
  return nil
}

/// The text with the lines of `singleBlankLines`, each with its end; empty where no line is left.
func withSingleBlankLines(_ text: String) -> String {
  let lines = singleBlankLines(Array(text.utf8))
  return String(decoding: lines.flatMap { $0 + [UInt8(ascii: "\n")] }, as: UTF8.self)
}

/// Lines without trailing spaces, without blank lines at the start, at the end, after another blank
/// line, after an opening brace or before a closing one.
private func singleBlankLines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  for raw in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    var line = raw
    while line.last == UInt8(ascii: " ") { line.removeLast() }
    let first = line.first { $0 != UInt8(ascii: " ") }
    if let first, closingBrackets.contains(first), lines.last?.isEmpty == true {
      lines.removeLast()
    }
    let follows = lines.last.map { $0.last.map(openingBrackets.contains) ?? true } ?? true
    if !line.isEmpty || !follows { lines.append(line) }
  }
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

private let openingBrackets: [UInt8] = Array("{[(".utf8)
private let closingBrackets: [UInt8] = Array("}])".utf8)

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
      if openingBrackets.contains(byte) { depth += 1 }
      if closingBrackets.contains(byte) { depth -= 1 }
    }
    guard depth == 0 else { return nil }
    var name = line[..<sign]
    while name.last == UInt8(ascii: " ") { name.removeLast() }
    let value = line[(sign + 1)...].drop { $0 == UInt8(ascii: " ") }
    guard !name.isEmpty, !value.isEmpty, !value.starts(with: Array("<<".utf8)) else { return nil }
    self.name = name
    self.value = value
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
        || Array("=<>!".utf8).contains(before)
      return isPart ? nil : index
    }
    return nil
  }
}
