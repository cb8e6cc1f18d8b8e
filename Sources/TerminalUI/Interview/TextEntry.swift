/// A line of text being edited: what stands before the cursor and what after it.
struct TextEntry: Hashable, Sendable {
  /// No answer is longer; it keeps a paste from filling the memory.
  static let longest = 200

  private(set) var before: String
  private(set) var after: String

  init(_ text: String) {
    before = text
    after = ""
  }

  var text: String { before + after }

  /// Inserts what has a width; the rest, control characters among it, is dropped.
  mutating func insert(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars {
      let isMark = scalar.properties.generalCategory == .nonspacingMark
      guard CellWidth.of(scalar) > 0 || isMark else { continue }
      guard before.unicodeScalars.count + after.unicodeScalars.count < Self.longest else { return }
      before.unicodeScalars.append(scalar)
    }
  }

  mutating func backspace() {
    if !before.isEmpty { before.removeLast() }
  }

  mutating func delete() {
    if !after.isEmpty { after.removeFirst() }
  }

  mutating func left() {
    guard let last = before.popLast() else { return }
    after = String(last) + after
  }

  mutating func right() {
    guard let first = after.first else { return }
    after.removeFirst()
    before.append(first)
  }

  mutating func home() {
    after = text
    before = ""
  }

  mutating func end() {
    before = text
    after = ""
  }
}
