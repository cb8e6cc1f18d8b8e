/// A text in UTF-8 whose parts follow each other, so that a long part is taken in without being copied.
package struct TextParts: Hashable, Sendable {
  /// What is complete.
  private var closed: [[UInt8]] = []
  /// What is appended to.
  var open: [UInt8] = []

  /// Parts that are shorter are copied: each takes a call of its own to write.
  private static let least = 4096

  /// What is longer is closed at the next occasion: a long part that grows is copied with twice the room.
  private static let most = 32 << 10

  init() {}

  /// A text that is complete.
  init(_ bytes: [UInt8]) {
    if !bytes.isEmpty { closed = [bytes] }
  }

  /// The parts in order, none of them empty.
  package var all: [[UInt8]] { open.isEmpty ? closed : closed + [open] }

  /// The whole text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Its bytes; those of its only part, where it has one.
  var bytes: [UInt8] {
    let all = all
    if all.count == 1 { return all[0] }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(all.reduce(0) { $0 + $1.count })
    for part in all { bytes += part }
    return bytes
  }

  /// Ends the part that is appended to, where it is long, in no more room than it takes.
  mutating func closeIfLong() {
    if open.count >= Self.most { close() }
  }

  /// Ends the part that is appended to.
  mutating func close() {
    guard !open.isEmpty else { return }
    closed.append(open.withUnsafeBufferPointer { Array($0) })
    open.removeAll(keepingCapacity: true)
  }

  mutating func append(_ other: TextParts) {
    for part in other.all {
      if part.count < Self.least {
        open += part
      } else {
        close()
        closed.append(part)
      }
    }
  }
}
