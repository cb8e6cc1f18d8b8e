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
    text(value, places, grouped: grouped, isTrimmed: false)
  }

  private static func text(_ value: Double, _ places: Int, grouped: Bool, isTrimmed: Bool)
    -> String
  {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard value.isFinite, scaled < 9e18 else { return value < 0 ? "<-9e18" : ">9e18" }
    let digits = UInt64(scaled)
    return text(
      digits, places: places, grouped: grouped, isNegative: value < 0 && digits != 0,
      isTrimmed: isTrimmed)
  }

  /// The digits with a point before the last `places` of them, all but those at the end that are zeros
  /// where `isTrimmed`.
  private static func text(
    _ digits: UInt64, places: Int, grouped: Bool, isNegative: Bool, isTrimmed: Bool
  ) -> String {
    var (rest, places) = (digits, places)
    if isTrimmed {
      while places > 0, rest % 10 == 0 {
        rest /= 10
        places -= 1
      }
    }
    // From the last to the first: twenty digits at most, six commas, a point and a sign.
    var bytes: InlineArray<32, UInt8> = InlineArray(repeating: 0)
    var start = bytes.count
    func put(_ byte: UInt8) {
      start -= 1
      bytes[start] = byte
    }
    for _ in 0..<places {
      put(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    if places > 0 { put(UInt8(ascii: ".")) }
    var count = 0
    repeat {
      if grouped, count > 0, count % 3 == 0 { put(UInt8(ascii: ",")) }
      put(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      count += 1
    } while rest > 0
    if isNegative { put(UInt8(ascii: "-")) }
    return String(unsafeUninitializedCapacity: bytes.count - start) { room in
      for place in start..<bytes.count { room[place - start] = bytes[place] }
      return bytes.count - start
    }
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
    return text(value, places, grouped: grouped, isTrimmed: true)
  }

  /// The shortest text that reads back as the same number, never with an exponent, for files.
  package static func exact(_ value: Double) -> String {
    if let text = short(value) { return text }
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

  /// The same for a number of at most nine decimals and fifteen digits; nil for others, and for zero with a sign.
  ///
  /// No two texts of so few digits are of the same number, so that the one that reads back as it is the shortest.
  private static func short(_ value: Double) -> String? {
    guard value != 0 else { return value.sign == .plus ? "0" : nil }
    var scale = 1.0
    for places in 0...9 {
      let scaled = (value.magnitude * scale).rounded()
      guard scaled < 1e15 else { return nil }
      if scaled / scale == value.magnitude {
        return text(
          UInt64(scaled), places: places, grouped: false, isNegative: value < 0, isTrimmed: false)
      }
      scale *= 10
    }
    return nil
  }
}
