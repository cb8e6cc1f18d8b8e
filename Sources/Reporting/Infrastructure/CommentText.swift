/// A reason as one line that is safe in a comment of HCL and YAML.
///
/// Controls, quotes and template signs are replaced, since a comment needs none of them, and so is the
/// word that scanners read as a directive.
///
/// - Parameter text: Any text; what follows the 160th character is left out.
func commentText(_ text: String) -> String {
  let blank = UInt8(ascii: " ")
  var words: [UInt8] = []
  words.reserveCapacity(text.utf8.count)
  // Where the word at hand begins, and whether it may be a directive.
  var start = 0
  var hasEquals = false
  func endWord() {
    if hasEquals, holdsSkip(words[start...]) {
      words.replaceSubrange(start..., with: "(left out)".utf8)
    }
    hasEquals = false
  }
  for byte in text.utf8 {
    var sign = byte
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "`"): sign = UInt8(ascii: "'")
    case UInt8(ascii: "\\"): sign = UInt8(ascii: "/")
    case UInt8(ascii: "{"): sign = UInt8(ascii: "(")
    case UInt8(ascii: "}"): sign = UInt8(ascii: ")")
    case UInt8(ascii: "="): hasEquals = true
    case 0x20..<0x7F: break
    case 0x80...: return commentTextByScalars(text)
    default: sign = blank
    }
    if sign != blank {
      words.append(sign)
    } else if words.count > start {
      endWord()
      words.append(blank)
      start = words.count
    }
  }
  if words.count > start { endWord() }
  while words.last == blank { words.removeLast() }
  guard words.count > 160 else { return String(decoding: words, as: UTF8.self) }
  return String(decoding: words[..<157], as: UTF8.self) + "..."
}

private func holdsSkip(_ word: ArraySlice<UInt8>) -> Bool {
  let skip = "skip=".utf8
  return word.indices.contains { word[$0] == UInt8(ascii: "s") && word[$0...].starts(with: skip) }
}

/// The same for text that is not ASCII alone, of which characters are counted.
func commentTextByScalars(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "`": result += "'"
    case "\\": result += "/"
    case "{": result += "("
    case "}": result += ")"
    default: result += isRisky(scalar) ? " " : String(scalar)
    }
  }
  let words = result.split(separator: " ").map { $0.contains("skip=") ? "(left out)" : String($0) }
  let line = words.joined(separator: " ")
  return line.count > 160 ? line.prefix(157) + "..." : line
}
