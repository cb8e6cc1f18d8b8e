/// Breaks text into lines for a terminal.
package enum TextWrap {
  /// The lines of a text, broken at spaces; a word that is wider than the line stays whole.
  package static func lines(_ text: String, width: Int, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count + indent.count > width {
        lines.append(indent + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines.isEmpty || !line.isEmpty ? lines + [line.isEmpty ? "" : indent + line] : lines
  }

  /// The text without spaces at its end.
  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
