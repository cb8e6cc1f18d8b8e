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
    for scalars in text.unicodeScalars.split(whereSeparator: isBlank) {
      let word = Substring(scalars)
      let wide = CellWidth.of(word)
      if used > 0 && used + 1 + wide > width {
        lines.append(line)
        line = ""
        used = 0
      }
      if used > 0 {
        line += " "
        line += word
        used += 1 + wide
      } else if wide <= width {
        line = String(word)
        used = wide
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
    if text.isPrintableASCII {
      return String(decoding: text.utf8.prefix(width - 1), as: UTF8.self) + String(ellipsis)
    }
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
    var result: [UInt8] = []
    var run: [UInt8] = []
    var isDecimal = false
    // Digits and points are single bytes, and no other letter has these bytes in it.
    for byte in text.utf8 {
      if digits.contains(byte) {
        run.append(byte)
        continue
      }
      append(run, isDecimal: isDecimal, to: &result)
      isDecimal = byte == UInt8(ascii: ".") && !run.isEmpty
      run = []
      result.append(byte)
    }
    append(run, isDecimal: isDecimal, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private static func append(_ run: [UInt8], isDecimal: Bool, to result: inout [UInt8]) {
    for (index, digit) in run.enumerated() {
      if !isDecimal && index > 0 && (run.count - index) % 3 == 0 {
        result.append(UInt8(ascii: ","))
      }
      result.append(digit)
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
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
