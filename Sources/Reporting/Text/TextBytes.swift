extension String {
  /// Whether a test holds of each byte of the text in UTF-8, which mostly stand in one place.
  @inline(__always)
  func allBytes(_ holds: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where !holds(byte) { return false }
      return true
    } ?? utf8.allSatisfy(holds)
  }

  /// The text with other texts in the place of some bytes; the text itself where there are none of them.
  ///
  /// - Parameter replacement: What stands in the place of a byte; nil for the byte itself.
  @inline(__always)
  func replacingBytes(_ replacement: (UInt8) -> StaticString?) -> String {
    if allBytes({ replacement($0) == nil }) { return self }
    var result = TextBuffer(capacity: utf8.count + 16)
    for byte in utf8 {
      if let text = replacement(byte) { result.append(literal: text) } else { result.append(byte) }
    }
    return result.text
  }

  /// Whether the bytes of a word stand somewhere in those of the text.
  func holdsBytes(of word: StaticString) -> Bool {
    holdsBytes(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// The same of any word.
  func holdsBytes(ofText word: String) -> Bool {
    var word = word
    return word.withUTF8(holdsBytes)
  }

  private func holdsBytes(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    var text = self
    return text.withUTF8 { bytes in
      var place = 0
      while place + word.count <= bytes.count {
        place = ByteScan.first(first, in: bytes, place..<(bytes.count - word.count + 1))
        guard place + word.count <= bytes.count else { return false }
        if bytes[place..<(place + word.count)].elementsEqual(word) { return true }
        place += 1
      }
      return false
    }
  }
}
