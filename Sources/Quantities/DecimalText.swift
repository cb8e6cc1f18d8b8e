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
    let shortest = "\(value)"
    guard value.isFinite, let mark = shortest.firstIndex(of: "e") else { return trimmed(shortest) }
    let exponent = Int(shortest[shortest.index(after: mark)...]) ?? 0
    let mantissa = shortest[..<mark].drop { $0 == "-" }
    let whole = mantissa.prefix { $0 != "." }
    let digits = mantissa.filter { $0 != "." }
    let point = whole.count + exponent
    let sign = value < 0 ? "-" : ""
    if point <= 0 {
      return sign + "0." + trimmedZeros(String(repeating: "0", count: -point) + digits)
    }
    if point >= digits.count {
      return sign + digits + String(repeating: "0", count: point - digits.count)
    }
    let split = digits.index(digits.startIndex, offsetBy: point)
    return trimmed(sign + digits[..<split] + "." + digits[split...])
  }

  private static func trimmedZeros(_ digits: String) -> String {
    var digits = digits[...]
    while digits.last == "0" { digits.removeLast() }
    return String(digits)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    let kept = trimmedZeros(text)
    return kept.last == "." ? String(kept.dropLast()) : kept
  }

  private static func group(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
