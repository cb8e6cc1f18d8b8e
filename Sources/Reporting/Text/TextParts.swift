/// A text in UTF-8 in parts that follow each other: a long text that grows in one piece takes twice its room.
package struct TextParts: Hashable, Sendable {
  /// The parts in order, none of them empty.
  package private(set) var all: [[UInt8]] = []

  init() {}

  /// A text that is complete.
  init(_ bytes: [UInt8]) { append(bytes) }

  /// The whole text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Its bytes; those of its only part, where it has one.
  var bytes: [UInt8] {
    if all.count == 1 { return all[0] }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(all.reduce(0) { $0 + $1.count })
    for part in all { bytes += part }
    return bytes
  }

  mutating func append(_ part: [UInt8]) {
    if !part.isEmpty { all.append(part) }
  }
}
