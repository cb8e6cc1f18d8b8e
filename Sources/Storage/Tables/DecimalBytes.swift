/// Decimal numbers read from bytes without making a `String` first: tables have thousands of them.
enum DecimalBytes {
  /// The number that the bytes spell as `-?digits[.digits]`, or nil.
  ///
  /// Up to 15 significant digits the result is the nearest `Double`: digits and power of ten are
  /// both exact, so the one division rounds correctly (Clinger 1990). Longer texts go to the
  /// standard library.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = -1
    var index = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { index += 1 }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        guard decimals < 0, digits > 0 else { return nil }
        decimals = 0
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        digits += 1
        if decimals >= 0 { decimals += 1 }
        if digits <= 18 { mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0")) }
      }
      index += 1
    }
    guard digits > 0, decimals != 0 else { return nil }
    guard digits <= 18, mantissa < 1_000_000_000_000_000, decimals < powers.count else {
      return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }
    let magnitude = Double(mantissa) / powers[max(0, decimals)]
    return isNegative ? -magnitude : magnitude
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18,
  ]
}
