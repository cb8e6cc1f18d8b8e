/// Dates as the catalog writes them.
package enum CatalogDate {
  /// Whether the text is a day, `YYYY-MM-DD`.
  package static func isDay(_ text: String) -> Bool {
    text.utf8.count == 10 && isDate(text.utf8)
  }

  /// Whether the bytes are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, from 1990 on.
  static func isDate(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable(isDate) ?? Array(bytes).withUnsafeBufferPointer(isDate)
  }

  private static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10,
      let year = number(bytes, 0..<4), year >= 1990
    else { return false }
    if bytes.count > 4 {
      guard bytes[4] == UInt8(ascii: "-"), let month = number(bytes, 5..<7),
        (1...12).contains(month)
      else { return false }
    }
    if bytes.count > 7 {
      guard bytes[7] == UInt8(ascii: "-"), let day = number(bytes, 8..<10), (1...31).contains(day)
      else { return false }
    }
    return true
  }

  /// The number that digits in a range are; nil where anything else stands there.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var number = 0
    for place in range {
      let digit = Int(bytes[place]) - 48
      guard (0...9).contains(digit) else { return nil }
      number = number * 10 + digit
    }
    return number
  }
}
