extension String {
  /// Whether a test holds of each byte of the text in UTF-8, which mostly stand in one place.
  @inline(__always)
  func allBytes(_ holds: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where !holds(byte) { return false }
      return true
    } ?? utf8.allSatisfy(holds)
  }

  /// Whether the bytes of a word stand somewhere in those of the text.
  func holdsBytes(of word: StaticString) -> Bool {
    let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    return utf8.indices.contains { utf8[$0] == word.first && utf8[$0...].starts(with: word) }
  }
}
