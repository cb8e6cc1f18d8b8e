extension Frame {
  /// The rows as text, without trailing blanks.
  package var lines: [String] {
    (0..<size.rows).map { y in
      var line = String.UnicodeScalarView()
      for x in 0..<size.columns where self[x, y].width > 0 {
        line.append(self[x, y].scalar)
        if let mark = self[x, y].firstMark { line.append(mark) }
        if let mark = self[x, y].secondMark { line.append(mark) }
      }
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  /// The frame for a golden file: its rows, the cursor, and every run of cells with a style.
  package var goldenText: String {
    var text = lines.map { "|" + $0 }.joined(separator: "\n") + "\n"
    text += cursor.map { "cursor \($0.x),\($0.y)\n" } ?? "no cursor\n"
    for y in 0..<size.rows {
      var x = 0
      while x < size.columns {
        let style = self[x, y].style
        let start = x
        while x < size.columns && self[x, y].style == style { x += 1 }
        if style != .plain { text += "\(y): \(start)-\(x - 1) \(style.name)\n" }
      }
    }
    return text
  }
}

extension Frame {
  /// The colored runs of cells in a theme, as a terminal of a depth shows them.
  package func colorText(_ theme: Theme, _ depth: Theme.Depth) -> String {
    var text = ""
    for y in 0..<size.rows {
      var x = 0
      while x < size.columns {
        let ink = self[x, y].style.ink
        let start = x
        while x < size.columns && self[x, y].style.ink == ink { x += 1 }
        if ink != .plain { text += "\(y): \(start)-\(x - 1) \(theme.color(ink, depth))\n" }
      }
    }
    return text
  }
}

extension Style {
  /// Its attributes and its ink in words.
  fileprivate var name: String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.reverse, "reverse"), (.underline, "underline"),
    ]
    var words = names.filter { attributes.contains($0.0) }.map(\.1)
    if ink != .plain { words.append("\(ink)") }
    return words.joined(separator: " ")
  }
}
