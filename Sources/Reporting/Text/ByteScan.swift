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

  /// The place of the first quotation mark, bracket or sign `<` in a range; the end of the range where there is none.
  ///
  /// Parentheses differ in their lowest bit, square from curly brackets in that of `0x20`.
  @inline(__always)
  static func firstNesting(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    let words = UnsafeRawBufferPointer(bytes)
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      let word = UInt64(littleEndian: words.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let bracket = word & ~(ones &* 0x20)
      let found =
        marks(word ^ (ones &* 0x22)) | marks((word & ~ones) ^ (ones &* 0x28))
        | marks(word ^ (ones &* 0x3C)) | marks(bracket ^ (ones &* 0x5B))
        | marks(bracket ^ (ones &* 0x5D))
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < range.upperBound, !nests(bytes[place]) { place += 1 }
    return place
  }

  /// Whether a byte is a quotation mark, a bracket or the sign `<`.
  ///
  /// Each has its bit in a word of its half of ASCII.
  @inline(__always)
  private static func nests(_ byte: UInt8) -> Bool {
    let low: UInt64 = 1 << 0x22 | 1 << 0x28 | 1 << 0x29 | 1 << 0x3C
    let high: UInt64 = 1 << 0x1B | 1 << 0x1D | 1 << 0x3B | 1 << 0x3D
    return byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }

  /// How many bytes of a range begin a character, which those do that are not `10xxxxxx`.
  @inline(__always)
  static func columns(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    let words = UnsafeRawBufferPointer(bytes)
    var (columns, place) = (range.count, range.lowerBound)
    while place + 8 <= range.upperBound {
      let word = words.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      columns -= ((word >> 7) & ~(word >> 6) & ones).nonzeroBitCount
      place += 8
    }
    while place < range.upperBound {
      if bytes[place] & 0xC0 == 0x80 { columns -= 1 }
      place += 1
    }
    return columns
  }

  /// Whether each of eight bytes is one of ASCII that is printed, blanks too.
  ///
  /// The highest bit of `word + 0x01…01` is set in a byte of 0x7F, that of `word - 0x20…20` in one below 0x20; what is
  /// carried or borrowed comes from bytes that are none themselves.
  static func isPrintable(_ word: UInt64) -> Bool {
    (word | (word &+ ones) | (word &- ones &* 0x20)) & highs == 0
  }

  /// Whether a text has the same bytes as another one.
  static func areEqual(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return left.withUnsafeBytes { left in
      let right = UnsafeRawBufferPointer(right)
      let whole = left.count & ~7
      for place in stride(from: 0, to: whole, by: 8)
      where left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      { return false }
      for place in whole..<left.count where left[place] != right[place] { return false }
      return true
    }
  }

  /// A number that texts of other bytes hardly ever share; the same in each run.
  static func hash(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    var hash = UInt64(bytes.count)
    func take(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    var place = 0
    while place + 8 <= bytes.count {
      take(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    take(rest)
    return hash
  }

  /// Marks the first byte that is zero, and none where there is none.
  private static func marks(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}
