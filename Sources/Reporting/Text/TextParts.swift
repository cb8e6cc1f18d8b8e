/// A text in UTF-8 whose parts follow each other, so that a long part is taken in without being copied.
package struct TextParts: Hashable, Sendable {
  /// What is complete.
  private var closed: [[UInt8]] = []
  /// What is appended to.
  var open: [UInt8] = []

  /// Parts that are shorter are copied: each takes a call of its own to write.
  private static let least = 4096

  init() {}

  /// The parts in order, none of them empty.
  package var all: [[UInt8]] { open.isEmpty ? closed : closed + [open] }

  /// The whole text.
  package var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(all.reduce(0) { $0 + $1.count })
    for part in all { bytes += part }
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func append(_ other: TextParts) {
    for part in other.all {
      if part.count < Self.least {
        open += part
      } else {
        if !open.isEmpty { closed.append(open) }
        open = []
        closed.append(part)
      }
    }
  }
}
