/// A day of the Gregorian calendar, from 1990 to 9999.
package struct CalendarDay: Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Reads `YYYY-MM-DD`; nil for anything else and for days that there are not.
  package init?(_ text: String) {
    guard text.utf8.count == 10 else { return nil }
    self.init(padding: text)
  }

  /// Reads the first day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil as for a whole day.
  package init?(padding text: String) {
    // The year and what stands before each further number, which are pairs of digits.
    var numbers = (year: 0, month: 1, day: 1)
    var place = 0
    for byte in text.utf8 {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        let digit = Int(byte - UInt8(ascii: "0"))
        switch place {
        case 0...3: numbers.year = numbers.year * 10 + digit
        case 5: numbers.month = digit
        case 6: numbers.month = numbers.month * 10 + digit
        case 8: numbers.day = digit
        case 9: numbers.day = numbers.day * 10 + digit
        default: return nil
        }
      }
      place += 1
    }
    guard place == 4 || place == 7 || place == 10, (1990...9999).contains(numbers.year),
      (1...12).contains(numbers.month),
      (1...Self.days(in: numbers.month, of: numbers.year)).contains(numbers.day)
    else { return nil }
    year = numbers.year
    month = numbers.month
    day = numbers.day
  }

  /// The day of a time since 1970-01-01 00:00 UTC; nil outside the years above.
  ///
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  package init?(secondsSince1970 seconds: Int) {
    guard (0...253_402_300_799).contains(seconds) else { return nil }
    let shifted = seconds / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard year >= 1990 else { return nil }
  }

  /// The day so many days later, or earlier for a negative number; nil outside the years above.
  ///
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  package func adding(days: Int) -> CalendarDay? {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return CalendarDay(secondsSince1970: (era * 146_097 + dayOfEra - 719_468 + days) * 86_400)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }
}

extension CalendarDay: Comparable, CustomStringConvertible {
  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  package var description: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }
}
