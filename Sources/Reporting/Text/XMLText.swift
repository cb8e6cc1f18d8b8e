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
    var text = text
    return text.withUTF8 { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + bytes.count / 4 + 8)
      var place = 0
      while place < bytes.count {
        let length = forbidden(bytes, at: place)
        if length > 0 {
          result += "\u{FFFD}".utf8
          place += length
          continue
        }
        append(bytes[place], to: &result)
        place += 1
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  private static func append(_ byte: UInt8, to result: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): result += "&amp;".utf8
    case UInt8(ascii: "<"): result += "&lt;".utf8
    case UInt8(ascii: ">"): result += "&gt;".utf8
    case UInt8(ascii: "\""): result += "&quot;".utf8
    case UInt8(ascii: "'"): result += "&#39;".utf8
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): result += "&#\(byte);".utf8
    default: result.append(byte)
    }
  }

  /// How many bytes a character takes that XML does not allow; 0 for one that it does, and within a character.
  private static func forbidden(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    switch bytes[place] {
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): 0
    case 0..<0x20, 0x7F: 1
    // U+0080 to U+009F.
    case 0xC2: bytes[place + 1] < 0xA0 ? 2 : 0
    // U+FFFE and U+FFFF.
    case 0xEF: bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE ? 3 : 0
    default: 0
    }
  }
}
