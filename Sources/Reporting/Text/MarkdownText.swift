/// Text made safe for GitHub-flavored Markdown.
enum MarkdownText {
  /// Characters that mean something inside a line, each escaped by a backslash.
  private static let special: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", "|", "~", "$"]

  /// Text of users or of the catalog as it reads: nothing in it is markup, and it stays on one line.
  static func escaped(_ text: String) -> String {
    MarkdownLine.isPlain(text) ? escapedPlain(text) : escapedByCharacters(text)
  }

  /// The same for any text.
  static func escapedByCharacters(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNewline {
        result.append(" ")
      } else {
        if special.contains(character) { result.append("\\") }
        result.append(character)
      }
    }
    // At the start of a line these would open a heading, a quotation or a list.
    if let first = result.first, "#>-+".contains(first) { result = "\\" + result }
    return result
  }

  /// The same for text that is plain by `MarkdownLine`, by its bytes: none ends a line, and what has a meaning is
  /// a character by itself.
  static func escapedPlain(_ text: String) -> String {
    let opens =
      switch text.utf8.first {
      case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"): true
      default: false
      }
    // Nothing is to be escaped in most texts.
    if !opens, text.allBytes({ !isSpecial($0) }) { return text }
    var result = TextBuffer(capacity: text.utf8.count + 16)
    if opens { result.append(UInt8(ascii: "\\")) }
    for byte in text.utf8 {
      if isSpecial(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return result.text
  }

  /// Whether a byte is that of a character of `special`.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    // A bit for each of them in a word of its half of ASCII: `$*<`, and `[\]_` with `` `|~ ``.
    let low: UInt64 = 1 << 0x24 | 1 << 0x2A | 1 << 0x3C
    let high: UInt64 =
      1 << 0x1B | 1 << 0x1C | 1 << 0x1D | 1 << 0x1F | 1 << 0x20 | 1 << 0x3C | 1 << 0x3E
    return byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }

  /// Text as code; the mark of code and the border of a table cell cannot be inside.
  static func code(_ text: String) -> String {
    let isCode = text.allBytes {
      (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "|")
    }
    if isCode, !text.isEmpty {
      var result = TextBuffer(capacity: text.utf8.count + 2)
      result.append(UInt8(ascii: "`"))
      result.append(text)
      result.append(UInt8(ascii: "`"))
      return result.text
    }
    let inner = text.filter { !$0.isNewline }.map { $0 == "`" ? "'" : $0 == "|" ? "/" : $0 }
    return inner.isEmpty ? "" : "`\(String(inner))`"
  }

  /// Text inside HTML elements such as `summary`, where Markdown does not hold.
  static func html(_ text: String) -> String {
    guard MarkdownLine.isPlain(text) else { return htmlByCharacters(text) }
    return text.replacingBytes { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      default: nil
      }
    }
  }

  /// The same for any text.
  static func htmlByCharacters(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character.isNewline ? " " : character)
      }
    }
    return result
  }

  /// The text with links within the document turned into their words.
  static func unlinked(_ markdown: String) -> String {
    guard markdown.utf8.contains(UInt8(ascii: "[")) else { return markdown }
    return markdown.replacing(/\[([^\[\]]*)\]\(#[^()]*\)/) { $0.output.1 }
  }

  /// The anchor that GitHub gives a heading: lower case, punctuation left out, hyphens for spaces.
  static func anchor(_ heading: String) -> String {
    guard heading.allBytes({ $0 < 0x80 }) else { return anchorByCharacters(heading) }
    var anchor = TextBuffer(capacity: heading.utf8.count + 1)
    for byte in heading.utf8 {
      switch byte {
      case UInt8(ascii: " "): anchor.append(UInt8(ascii: "-"))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): anchor.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        anchor.append(byte)
      default: break
      }
    }
    return anchor.text
  }

  /// The same for any heading.
  static func anchorByCharacters(_ heading: String) -> String {
    var anchor = ""
    for character in heading.lowercased() {
      if character == " " {
        anchor.append("-")
      } else if character.isLetter || character.isNumber || character == "-" || character == "_" {
        anchor.append(character)
      }
    }
    return anchor
  }

  /// The text with a capital first letter and a full stop, where it has none; a name with a dot or
  /// a capital in it, such as `users.now`, stays as it is.
  static func sentence(_ text: String) -> String {
    guard MarkdownLine.isPlain(text), let first = text.utf8.first, first < 0x80,
      let last = text.utf8.last
    else { return sentenceByCharacters(text) }
    var isName = false
    var place = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") { break }
      // What is a capital beyond ASCII is looked up by character.
      guard byte < 0x80 else { return sentenceByCharacters(text) }
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      if place > 0, isCapital { isName = true }
      place += 1
      // A point at the end of the word is none of a name.
      if byte == UInt8(ascii: "."), place < text.utf8.count,
        text.utf8[text.utf8.index(text.startIndex, offsetBy: place)] != UInt8(ascii: " ")
      {
        isName = true
      }
    }
    let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    let isEnded =
      last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?")
    let raises = isSmall && !isName
    if isEnded, !raises { return text }
    var result = TextBuffer(capacity: text.utf8.count + 1)
    result.append(text)
    if raises { result.replaceFirst(first & ~0x20) }
    if !isEnded { result.append(UInt8(ascii: ".")) }
    return result.text
  }

  /// The same for any text.
  static func sentenceByCharacters(_ text: String) -> String {
    guard let first = text.first else { return "" }
    let word = text.prefix { $0 != " " }
    let isName = word.dropLast().contains(".") || word.dropFirst().contains(where: \.isUppercase)
    let ended = text.last.map { ".!?".contains($0) } ?? false
    return (isName ? String(first) : first.uppercased()) + text.dropFirst() + (ended ? "" : ".")
  }
}
