/// Looks for bytes in texts, eight at a time: what is rendered for a plan is megabytes.
///
/// Of a word, the highest bit of `(word - 0x01…01) & ~word & 0x80…80` is set in the first byte that is zero, and in
/// none before it; behind it, a byte that the borrow went through may have it as well.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The place of the first line feed at or behind a place; the count where there is none.
  static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    start < bytes.count ? first(UInt8(ascii: "\n"), in: bytes, start..<bytes.count) : start
  }

  /// The place of the first such byte in a range; the end of the range where there is none.
  @inline(__always)
  static func first(
    _ sign: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let pattern = ones &* UInt64(sign)
    let words = UnsafeRawBufferPointer(bytes)
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      let word = UInt64(littleEndian: words.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let found = marks(word ^ pattern)
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < range.upperBound, bytes[place] != sign { place += 1 }
    return place
  }

  /// The place of the first of two bytes in a range; the end of the range where there is none.
  static func first(
    _ first: UInt8, or second: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let (one, other) = (ones &* UInt64(first), ones &* UInt64(second))
    let words = UnsafeRawBufferPointer(bytes)
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      let word = UInt64(littleEndian: words.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let found = marks(word ^ one) | marks(word ^ other)
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < range.upperBound, bytes[place] != first, bytes[place] != second { place += 1 }
    return place
  }

  /// Whether one of two bytes stands in a range.
  static func holds(
    _ first: UInt8, or second: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    self.first(first, or: second, in: bytes, range) < range.upperBound
  }

  /// Whether each of eight bytes is one of ASCII that is printed, blanks too.
  ///
  /// The highest bit of `word + 0x01…01` is set in a byte of 0x7F, that of `word - 0x20…20` in one below 0x20; what is
  /// carried or borrowed comes from bytes that are none themselves.
  static func isPrintable(_ word: UInt64) -> Bool {
    (word | (word &+ ones) | (word &- ones &* 0x20)) & highs == 0
  }

  /// Marks the first byte that is zero, and none where there is none.
  private static func marks(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}
