/// Times as the tools write them, as seconds since 1970 in UTC.
enum Timestamp {
  /// `2026-11-22T10:05:00Z`, with a fraction, with an offset such as `+02:00` or `+0000`, with a
  /// space or a slash where others have `T` and `-`, without a zone (UTC is taken), or a Unix time in
  /// seconds, milliseconds, microseconds or nanoseconds, told apart by its size.
  static func seconds(_ text: String) -> Double? {
    if let number = text.finiteNumber {
      guard number > 0 else { return nil }
      var value = number
      // A time in seconds has ten digits until 2286.
      while value >= 1e11 { value /= 1000 }
      return value
    }
    return calendar(text)
  }

  private static func calendar(_ text: String) -> Double? {
    let scalars = Array(text.utf8)
    guard scalars.count >= 16, let year = digits(scalars, 0, 4), let month = digits(scalars, 5, 2),
      let day = digits(scalars, 8, 2), let hour = digits(scalars, 11, 2),
      let minute = digits(scalars, 14, 2), "-/".utf8.contains(scalars[4]),
      scalars[7] == scalars[4], "T ".utf8.contains(scalars[10]),
      scalars[13] == UInt8(ascii: ":"), (1...12).contains(month), (1...31).contains(day),
      hour < 24, minute < 60
    else { return nil }
    var seconds = 0.0
    var index = 16
    if scalars.count > 16, scalars[16] == UInt8(ascii: ":") {
      guard let whole = digits(scalars, 17, 2), whole < 61 else { return nil }
      seconds = Double(whole)
      index = 19
      if scalars.count > 19, scalars[19] == UInt8(ascii: ".") {
        index = 20
        var scale = 0.1
        while index < scalars.count, let digit = digits(scalars, index, 1) {
          seconds += Double(digit) * scale
          scale /= 10
          index += 1
        }
      }
    }
    guard let zone = offset(String(decoding: scalars[index...], as: UTF8.self)) else { return nil }
    let days = dayNumber(year, month, day)
    return Double(days) * 86_400 + Double(hour * 3600 + minute * 60) + seconds - zone
  }

  /// The seconds east of UTC that a zone such as `Z`, `+02:00` or nothing says.
  private static func offset(_ text: String) -> Double? {
    let text = text.stripped
    if text.isEmpty || text == "Z" || text == "UTC" { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let numbers = Array(text.dropFirst().filter { $0 != ":" }.utf8)
    guard numbers.count == 4, let hours = digits(numbers, 0, 2), let minutes = digits(numbers, 2, 2)
    else { return nil }
    return Double(hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
  }

  private static func digits(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<(start + count)] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// Days since 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date
  /// algorithms", days_from_civil).
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
