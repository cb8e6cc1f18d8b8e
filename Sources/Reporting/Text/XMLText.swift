/// Text made safe for XML 1.0 and HTML.
enum XMLText {
  /// The text for content or for an attribute in double quotes.
  ///
  /// Markup becomes references; so do line ends and tabs, which an attribute would lose; what XML 1.0
  /// (section 2.2) does not allow at all becomes the replacement character.
  static func escaped(_ text: String) -> String {
    let isSafe = text.allBytes { byte in
      (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
        && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
    }
    if isSafe { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
