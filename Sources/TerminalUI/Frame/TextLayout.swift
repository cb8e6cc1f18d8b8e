/// Text broken into lines and cut to widths, counted in columns.
enum TextLayout {
  /// The words of a text in lines of at most `width` columns; words that are wider are cut.
  ///
  /// A text without words gives no lines, and so does a width below 1.
  static func wrap(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      let wide = CellWidth.of(word)
      if used > 0 && used + 1 + wide > width {
        lines.append(line)
        line = ""
        used = 0
      }
      if used > 0 {
        line += " " + word
        used += 1 + wide
      } else {
        let pieces = cut(word, width: width)
        lines += pieces.dropLast().map(String.init)
        line = pieces.last.map(String.init) ?? ""
        used = CellWidth.of(line)
      }
    }
    if used > 0 { lines.append(line) }
    return lines
  }

  /// The text where it fits, else as much of it as fits with a sign that something was cut.
  static func truncate(_ text: String, width: Int, ellipsis: Character) -> String {
    guard width > 0 else { return "" }
    guard CellWidth.of(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let wide = CellWidth.of(character)
      guard used + wide < width else { break }
      result.append(character)
      used += wide
    }
    return result + String(ellipsis)
  }

  /// The text with commas between groups of three digits, but none among decimals.
  static func grouped(_ text: String) -> String {
    var result = ""
    var run = ""
    var isDecimal = false
    for character in text + " " {
      if ("0"..."9").contains(character) {
        run.append(character)
        continue
      }
      for (index, digit) in run.enumerated() {
        if !isDecimal && index > 0 && (run.count - index) % 3 == 0 { result.append(",") }
        result.append(digit)
      }
      isDecimal = character == "." && !run.isEmpty && result.last != "."
      run = ""
      result.append(character)
    }
    return String(result.dropLast())
  }

  private static func cut(_ word: Substring, width: Int) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    var used = 0
    for index in word.indices {
      let wide = CellWidth.of(word[index])
      if used > 0 && used + wide > width {
        pieces.append(word[start..<index])
        start = index
        used = 0
      }
      used += wide
    }
    return pieces + [word[start...]]
  }
}

extension TextLayout {
  /// A number of things: `1 answer`, `2 answers`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
