/// A position in bytes that may be anything: every read checks that there is something to read.
struct ByteCursor {
  private let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether everything was read.
  var isAtEnd: Bool { position == end }

  mutating func byte() throws(DamagedTree) -> UInt8 {
    guard position < end else { throw DamagedTree() }
    defer { position += 1 }
    return bytes[position]
  }

  /// A whole number in groups of seven bits, the least first (LEB128).
  mutating func number() throws(DamagedTree) -> Int {
    var number = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      let byte = try byte()
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw DamagedTree()
  }

  /// A number of things that take at least a byte each.
  mutating func count() throws(DamagedTree) -> Int {
    let count = try number()
    guard count <= max(end - position, YAMLLimits.standard.bytes) else { throw DamagedTree() }
    return count
  }

  /// Eight bytes, the least first.
  mutating func word() throws(DamagedTree) -> UInt64 {
    guard end - position >= 8 else { throw DamagedTree() }
    defer { position += 8 }
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
  }

  /// A length and as many bytes of UTF-8.
  mutating func text() throws(DamagedTree) -> String {
    let length = try number()
    guard length <= end - position else { throw DamagedTree() }
    defer { position += length }
    return String(decoding: bytes[position..<(position + length)], as: UTF8.self)
  }
}
