/// Numbers as text, the same on every machine: no locale, no exponent, a fixed rule for rounding.
package enum DecimalText {
  /// The number with exactly `places` decimals, rounded half away from zero, with commas between
  /// groups of three digits.
  ///
  /// - Parameters:
  ///   - value: A finite number of magnitude below 9e18 / 10^places; beyond it, `>9e18` is shown.
  ///   - places: The number of decimals, 0 to 9.
  ///   - grouped: Whether commas separate thousands.
  package static func fixed(_ value: Double, _ places: Int = 0, grouped: Bool = true) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard value.isFinite, scaled < 9e18 else { return value < 0 ? "<-9e18" : ">9e18" }
    let digits = UInt64(scaled)
    let whole = digits / UInt64(scale)
    let fraction = digits % UInt64(scale)
    var text = grouped ? group(String(whole)) : String(whole)
    if places > 0 {
      let padded = String(fraction)
      text += "." + String(repeating: "0", count: places - padded.count) + padded
    }
    return value < 0 && digits != 0 ? "-" + text : text
  }

  /// A number to a number of significant digits, also left of the decimal point.
  package static func rounded(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value.isFinite ? value : 0 }
    var scale = 1.0
    var magnitude = value.magnitude
    for _ in 1..<max(2, digits + 1) { scale *= 10 }
    // The power of ten is kept as a whole number, so that the division rounds only once.
    if magnitude >= scale {
      var divisor = 1.0
      while magnitude >= scale {
        magnitude /= 10
        divisor *= 10
      }
      return (value / divisor).rounded() * divisor
    }
    var factor = 1.0
    while magnitude * 10 < scale, factor < 1e12 {
      magnitude *= 10
      factor *= 10
    }
    return (value * factor).rounded() / factor
  }

  /// The number with about `digits` significant digits and no trailing zeros: `0.0125`, `3.2`, `1,200`.
  package static func significant(_ value: Double, _ digits: Int = 3, grouped: Bool = true)
    -> String
  {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : fixed(value) }
    var places = digits - 1
    var magnitude = value.magnitude
    while magnitude >= 10 && places > 0 {
      magnitude /= 10
      places -= 1
    }
    while magnitude < 1 && places < 9 {
      magnitude *= 10
      places += 1
    }
    return trimmed(fixed(value, places, grouped: grouped))
  }

  /// The shortest text that reads back as the same number, never with an exponent, for files.
  package static func exact(_ value: Double) -> String {
    let shortest = value.description
    guard let mark = shortest.utf8.firstIndex(of: UInt8(ascii: "e")),
      let exponent = Int(shortest[shortest.index(after: mark)...])
    else { return trimmed(shortest) }
    var digits = shortest[..<mark].filter { $0 != "." && $0 != "-" }
    let point = 1 + exponent
    if point <= 0 {
      digits = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      digits += String(repeating: "0", count: point - digits.count)
    } else {
      digits.insert(".", at: digits.index(digits.startIndex, offsetBy: point))
    }
    return (value < 0 ? "-" : "") + trimmed(digits)
  }

  /// The text without zeros at the end of its decimals, and without a point that none follow.
  private static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard bytes.contains(UInt8(ascii: ".")) else { return text }
    var end = bytes.endIndex
    while bytes[bytes.index(before: end)] == UInt8(ascii: "0") { end = bytes.index(before: end) }
    if bytes[bytes.index(before: end)] == UInt8(ascii: ".") { end = bytes.index(before: end) }
    return String(text[..<end])
  }

  private static func group(_ digits: String) -> String {
    let bytes = Array(digits.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 4 / 3)
    for (index, digit) in bytes.enumerated() {
      if index > 0 && (bytes.count - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
