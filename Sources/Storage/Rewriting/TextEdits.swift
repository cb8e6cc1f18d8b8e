/// Replacements in a text, collected first and made at once, so that places stay those of the file.
struct TextEdits {
  let scalars: [Unicode.Scalar]
  /// Where each line begins; the last entry is the end of the text.
  private let lineStarts: [Int]
  private var edits: [(range: Range<Int>, text: String)] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
    lineStarts = starts
  }

  /// The offset of a place of the YAML tree; nil for one that is not in the text.
  func offset(_ position: YAMLPosition) -> Int? {
    guard position.line >= 1, position.line <= lineStarts.count, position.column >= 1 else {
      return nil
    }
    let offset = lineStarts[position.line - 1] + position.column - 1
    return offset <= scalars.count ? offset : nil
  }

  var lineCount: Int { lineStarts.count }

  /// The offsets of a line without its end; lines count from 1.
  func line(_ number: Int) -> Range<Int> {
    let start = lineStarts[number - 1]
    let end = number < lineStarts.count ? lineStarts[number] - 1 : scalars.count
    return start..<(end > start && scalars[end - 1] == "\r" ? end - 1 : end)
  }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// The end of the line that holds the offset.
  func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < scalars.count, scalars[end] != "\n", scalars[end] != "\r" { end += 1 }
    return end
  }

  mutating func replace(_ range: Range<Int>, with text: String) { edits.append((range, text)) }

  mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

  /// The text with every edit made; edits at one offset stand in the order they were added.
  var edited: String {
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    var result = String.UnicodeScalarView()
    var position = 0
    for (_, edit) in ordered where edit.range.lowerBound >= position {
      result.append(contentsOf: scalars[position..<edit.range.lowerBound])
      result.append(contentsOf: edit.text.unicodeScalars)
      position = edit.range.upperBound
    }
    result.append(contentsOf: scalars[position...])
    return String(result)
  }
}
