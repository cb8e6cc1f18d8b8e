import Quantities

/// A number as documents write it: to six significant digits, as `DecimalText.exact` writes it.
enum JSONNumber {
  /// Appends a number; one that is none is null.
  static func append(_ number: Double, to text: inout TextBuffer) {
    guard number.isFinite else { return text.append(literal: "null") }
    // Above, the digits left of the point are rounded too; below, zero may have a sign.
    guard number.magnitude < 1e6, number.magnitude > 1e-6 else {
      return text.append(DecimalText.exact(NumberText.rounded(number, digits: 6)))
    }
    if number < 0 { text.append(UInt8(ascii: "-")) }
    let whole = Int(number.magnitude)
    if Double(whole) == number.magnitude { return append(whole, places: 0, to: &text) }
    // As `DecimalText.rounded` does it, whose result is the number that is nearest to these digits. No other
    // text of so few digits reads back as it, so that they are its shortest.
    var (factor, places, magnitude) = (1.0, 0, number.magnitude)
    while magnitude * 10 < 1e6, factor < 1e12 {
      magnitude *= 10
      factor *= 10
      places += 1
    }
    append(Int((number.magnitude * factor).rounded()), places: places, to: &text)
  }

  /// Appends a whole number with its point moved to the left, without zeros at the end of its decimals.
  private static func append(_ digits: Int, places: Int, to text: inout TextBuffer) {
    var (rest, places) = (UInt64(digits), places)
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    // Seven digits at most, or as many as there are places and one: so many zeros stand before the others.
    text.append(most: 20) { room in
      var count = places > 0 ? places + 2 : 1
      var bound: UInt64 = 10
      for _ in 0..<places { bound *= 10 }
      while rest >= bound {
        bound *= 10
        count += 1
      }
      var place = count
      for digit in 0..<count {
        place -= 1
        if digit == places, places > 0 {
          room[place] = UInt8(ascii: ".")
        } else {
          room[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      return count
    }
  }
}
