/// Lays text of HCL out as `terraform fmt` does, as far as templates leave that open: the equals
/// signs of adjacent lines stand below each other, and blank lines are single.
///
/// Templates leave lines out, so that they cannot align by hand. The rule is that of `formatCells` in
/// hashicorp/hcl, `hclwrite/format.go`: a line takes part when it has an equals sign after its first
/// token and the brackets after that sign are balanced; any other line ends the run.
func laidOutHCL(_ text: String) -> String {
  var result: [String] = []
  var run: [(name: String, value: String)] = []
  func endRun() {
    let width = run.map(\.name.count).max() ?? 0
    for line in run {
      let padding = String(repeating: " ", count: width - line.name.count)
      result.append("\(line.name)\(padding) = \(line.value)")
    }
    run = []
  }
  for line in singleBlankLines(text) {
    if let assignment = assignment(in: line) {
      run.append(assignment)
    } else {
      endRun()
      result.append(line)
    }
  }
  endRun()
  return result.joined(separator: "\n")
}

/// Lines without trailing spaces, without blank lines at the start, at the end, after another blank
/// line, after an opening brace or before a closing one; the last line is empty.
func singleBlankLines(_ text: String) -> [String] {
  var lines: [String] = []
  for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
    var line = raw
    while line.last == " " { line.removeLast() }
    let isClosing = ["}", "]", ")"].contains(line.drop { $0 == " " }.first)
    if isClosing, lines.last == "" { lines.removeLast() }
    let follows = lines.last.map { $0.isEmpty || ["{", "[", "("].contains($0.last) } ?? true
    if !line.isEmpty || !follows { lines.append(String(line)) }
  }
  if lines.last == "" { lines.removeLast() }
  return lines.isEmpty ? [] : lines + [""]
}

/// Name and value of a line that assigns a whole expression; nil for every other line.
private func assignment(in line: String) -> (name: String, value: String)? {
  guard line.contains("="), line.drop(while: { $0 == " " }).first != "#" else { return nil }
  let characters = Array(line)
  guard let sign = firstEqualsSign(in: characters) else { return nil }
  var depth = 0
  var isQuoted = false
  for (index, character) in characters.enumerated() where index > sign {
    if character == "\"", characters[index - 1] != "\\" { isQuoted.toggle() }
    guard !isQuoted else { continue }
    if "{[(".contains(character) { depth += 1 }
    if "}])".contains(character) { depth -= 1 }
  }
  guard depth == 0 else { return nil }
  var name = String(characters[..<sign])
  while name.last == " " { name.removeLast() }
  let value = String(characters[(sign + 1)...].drop { $0 == " " })
  return name.isEmpty || value.isEmpty || value.hasPrefix("<<") ? nil : (name, value)
}

/// Where the first equals sign stands that is not part of `==`, `=>`, `<=`, `>=` or `!=` and is outside quotes.
private func firstEqualsSign(in characters: [Character]) -> Int? {
  var isQuoted = false
  for (index, character) in characters.enumerated() {
    if character == "\"", index == 0 || characters[index - 1] != "\\" { isQuoted.toggle() }
    guard character == "=", !isQuoted, index > 0 else { continue }
    let next = index + 1 < characters.count ? characters[index + 1] : " "
    guard !"=>".contains(next), !"=<>!".contains(characters[index - 1]) else { return nil }
    return index
  }
  return nil
}
