import Quantities

/// A number as documents write it: to six significant digits, as `DecimalText.exact` writes it.
enum JSONNumber {
  /// Appends a number; one that is none is null.
  static func append(_ number: Double, to bytes: inout [UInt8]) {
    guard number.isFinite else {
      bytes += "null".utf8
      return
    }
    // Above, the digits left of the point are rounded too; below, zero may have a sign.
    guard number.magnitude < 1e6, number.magnitude > 1e-6 else {
      bytes += DecimalText.exact(NumberText.rounded(number, digits: 6)).utf8
      return
    }
    // As `DecimalText.rounded` does it, whose result is the number that is nearest to these digits. No other
    // text of so few digits reads back as it, so that they are its shortest.
    var (factor, places, magnitude) = (1.0, 0, number.magnitude)
    while magnitude * 10 < 1e6, factor < 1e12 {
      magnitude *= 10
      factor *= 10
      places += 1
    }
    let digits = Int((number.magnitude * factor).rounded())
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits, places: places, to: &bytes)
  }

  /// Appends a whole number with its point moved to the left, without zeros at the end of its decimals.
  private static func append(_ digits: Int, places: Int, to bytes: inout [UInt8]) {
    var (rest, places) = (digits, places)
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    // The digits from the last to the first: seven at most, or as many as there are places and one.
    var text: InlineArray<16, UInt8> = InlineArray(repeating: 0)
    var count = 0
    while rest > 0 || count <= places {
      text[count] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
      count += 1
    }
    while count > 0 {
      if count == places { bytes.append(UInt8(ascii: ".")) }
      count -= 1
      bytes.append(text[count])
    }
  }
}
