/// A text as JSON writes it: between quotation marks, with escapes.
enum JSONText {
  static func append(_ value: String, to text: inout TextBuffer) {
    let isDone: Void? = value.utf8.withContiguousStorageIfAvailable { append($0, to: &text) }
    if isDone == nil { Array(value.utf8).withUnsafeBufferPointer { append($0, to: &text) } }
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout TextBuffer) {
    if isPlain(bytes) {
      text.append(most: bytes.count + 2) { room in
        room[0] = UInt8(ascii: "\"")
        if let source = bytes.baseAddress { (room + 1).update(from: source, count: bytes.count) }
        room[bytes.count + 1] = UInt8(ascii: "\"")
        return bytes.count + 2
      }
    } else {
      text.append(UInt8(ascii: "\""))
      for byte in bytes { escape(byte, to: &text) }
      text.append(UInt8(ascii: "\""))
    }
  }

  /// Whether no byte of a text is escaped, looked at eight bytes at a time.
  ///
  /// A byte `b` below `n`, of at most 128, has the highest bit of `(b - n) & ~b` set; that another byte below it
  /// borrows from it only sets more bits where one is set already.
  @inline(__always)
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 8 else { return text.allSatisfy(isPlain) }
    let bytes = UnsafeRawBufferPointer(text)
    var place = 0
    while place + 8 <= bytes.count {
      if !isPlain(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { return false }
      place += 8
    }
    // The last eight, some of which were looked at before.
    return isPlain(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
  }

  @inline(__always)
  private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let slash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let found =
      ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
    return found & (ones &* 0x80) == 0
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, to text: inout TextBuffer) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      text.append(UInt8(ascii: "\\"))
      text.append(byte)
    case UInt8(ascii: "\n"): text.append(literal: "\\n")
    case UInt8(ascii: "\t"): text.append(literal: "\\t")
    case UInt8(ascii: "\r"): text.append(literal: "\\r")
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      text.append(literal: "\\u")
      text.append(UInt8(ascii: "0"), times: 4 - digits.utf8.count)
      text.append(digits)
    default: text.append(byte)
    }
  }
}
