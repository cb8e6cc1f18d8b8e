/// Bytes as text of 64 letters (RFC 4648, section 4), without the weight of Foundation.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      value <<= 8 * UInt32(3 - group.count)
      for place in 0..<4 {
        let isPadding = place > group.count
        let letter = Int(value >> UInt32(18 - 6 * place)) & 63
        result.append(isPadding ? UInt8(ascii: "=") : letters[letter])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
