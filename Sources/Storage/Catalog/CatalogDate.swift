/// Dates as the catalog writes them.
package enum CatalogDate {
  /// Whether the text is a day, `YYYY-MM-DD`.
  package static func isDay(_ text: String) -> Bool {
    text.utf8.count == 10 && isDate(text.utf8)
  }

  /// Whether the bytes are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, from 1990 on.
  static func isDate(_ bytes: some Collection<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 }), let year = number(parts[0]), year >= 1990
    else { return false }
    if parts.count > 1 {
      guard let month = number(parts[1]), (1...12).contains(month) else { return false }
    }
    if parts.count > 2 {
      guard let day = number(parts[2]), (1...31).contains(day) else { return false }
    }
    return true
  }

  private static func number(_ digits: some Sequence<UInt8>) -> Int? {
    digits.reduce(into: Int?(0)) { number, byte in
      let digit = Int(byte) - 48
      number = (0...9).contains(digit) ? number.map { $0 * 10 + digit } : nil
    }
  }
}
