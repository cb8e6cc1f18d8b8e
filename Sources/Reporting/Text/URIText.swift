/// Paths as URI references (RFC 3986).
enum URIText {
  /// A relative reference for a relative path, a `file` URI for an absolute one; nil for standard
  /// input, which has no place.
  static func reference(_ path: String) -> String? {
    guard path != "-", !path.isEmpty else { return nil }
    let encoded = encoded(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    return path.hasPrefix("/") ? "file://" + encoded : encoded
  }

  /// Every byte but unreserved characters and slashes as a percent sign and two digits.
  static func encoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
