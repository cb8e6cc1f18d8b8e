/// A text as its language is laid out, with the places of lines at which a resource may begin.
struct LaidOutText {
  var text: [UInt8]
  var places: [Int]
}

/// Lays text of HCL out as `terraform fmt` does, as far as templates leave that open: the equals
/// signs of adjacent lines stand below each other, and blank lines are single.
///
/// Templates leave lines out, so that they cannot align by hand. The rule is that of `formatCells` in
/// hashicorp/hcl, `hclwrite/format.go`: a line takes part when it has an equals sign after its first
/// token and the brackets after that sign are balanced; any other line ends the run. Works on UTF-8:
/// every character it looks for is ASCII. Marks lines that begin as `resource` does.
func laidOutHCL(_ text: [UInt8]) -> LaidOutText {
  text.withUnsafeBufferPointer { bytes in
    var layout = HCLLayout(bytes)
    var lines = SingleBlankLines(bytes)
    while let line = lines.next() { layout.take(line) }
    return layout.end()
  }
}

/// The text with the lines of `SingleBlankLines`, each with its end; empty where no line is left.
///
/// Marks lines that stand in as logical ids of CloudFormation do, before one that says the type.
func withSingleBlankLines(_ text: [UInt8]) -> LaidOutText {
  text.withUnsafeBufferPointer { bytes in
    var copy = LineCopy(bytes)
    var lines = SingleBlankLines(bytes)
    var places: [Int] = []
    // Where a line begins that may be a logical id, where the last one was.
    var logical: Int?
    while let line = lines.next() {
      if let place = logical {
        if BlockLabels.begins(UnsafeBufferPointer(rebasing: bytes[line]), "    Type: AWS::") {
          places.append(place)
        }
        logical = nil
      }
      if isLogical(line, bytes) { logical = copy.place }
      copy.append(line)
    }
    return LaidOutText(text: copy.end(), places: places)
  }
}

/// Whether a line stands in as logical ids do, and ends as they do.
private func isLogical(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let blank = UInt8(ascii: " ")
  return line.count > 2 && bytes[line.upperBound - 1] == UInt8(ascii: ":")
    && bytes[line.lowerBound] == blank && bytes[line.lowerBound + 1] == blank
    && bytes[line.lowerBound + 2] != blank
}

/// A text of HCL that is being laid out line by line.
private struct HCLLayout {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var copy: LineCopy
  private var run: [HCLAssignment] = []
  /// The word that ends the heredoc at hand.
  private var heredoc: Range<Int>?
  private var places: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    copy = LineCopy(bytes)
  }

  mutating func take(_ line: Range<Int>) {
    if let end = heredoc {
      // A script within is no assignment, whatever it looks like.
      append(line)
      if bytes[withoutIndent(line, bytes)].elementsEqual(bytes[end]) { heredoc = nil }
      return
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

  mutating func end() -> LaidOutText {
    endRun()
    return LaidOutText(text: copy.end(), places: places)
  }

  private mutating func append(_ line: Range<Int>) {
    mark(line)
    copy.append(line)
  }

  /// Marks a line that begins as a resource does.
  private mutating func mark(_ line: Range<Int>) {
    if line.count > 2, bytes[line.lowerBound] == UInt8(ascii: "r"),
      bytes[line.lowerBound + 1] == UInt8(ascii: "e")
    {
      places.append(copy.place)
    }
  }

  private mutating func endRun() {
    guard !run.isEmpty else { return }
    var width = 0
    for line in run { width = max(width, line.nameWidth) }
    for line in run {
      mark(line.name.lowerBound..<line.value.upperBound)
      copy.append(line, width: width)
    }
    run.removeAll(keepingCapacity: true)
  }
}

/// Lines of a text that are taken over: those that follow each other at once.
private struct LineCopy {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var result: [UInt8] = []
  /// Lines with their ends that are to be copied next.
  private var held = 0..<0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    result.reserveCapacity(bytes.count + bytes.count / 16 + 1)
  }

  /// Where the next line begins.
  var place: Int { result.count + held.count }

  mutating func append(_ line: Range<Int>) {
    let end = line.upperBound
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else {
      flush()
      result += UnsafeBufferPointer(rebasing: bytes[line])
      result.append(UInt8(ascii: "\n"))
      return
    }
    if held.upperBound != line.lowerBound {
      flush()
      held = line.lowerBound..<line.lowerBound
    }
    held = held.lowerBound..<(end + 1)
  }

  /// Takes an assignment over, with its equals sign behind a column.
  mutating func append(_ line: HCLAssignment, width: Int) {
    let blanks = width - line.nameWidth
    // Most stand so already.
    if line.sign == line.name.upperBound + blanks + 1, line.value.lowerBound == line.sign + 2 {
      return append(line.name.lowerBound..<line.value.upperBound)
    }
    flush()
    result += UnsafeBufferPointer(rebasing: bytes[line.name])
    for _ in 0...blanks { result.append(UInt8(ascii: " ")) }
    result.append(UInt8(ascii: "="))
    result.append(UInt8(ascii: " "))
    result += UnsafeBufferPointer(rebasing: bytes[line.value])
    result.append(UInt8(ascii: "\n"))
  }

  mutating func end() -> [UInt8] {
    flush()
    return result
  }

  private mutating func flush() {
    if !held.isEmpty { result += UnsafeBufferPointer(rebasing: bytes[held]) }
    held = 0..<0
  }
}
