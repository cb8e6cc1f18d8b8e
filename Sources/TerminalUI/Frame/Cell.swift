/// One character cell of the screen.
package struct Cell: Hashable, Sendable {
  package let scalar: Unicode.Scalar
  /// The marks' values, 0 for none: a screen has thousands of cells, which are compared for each key.
  private let firstValue: UInt32
  private let secondValue: UInt32
  package let style: Style
  private let columns: UInt8

  /// 1, 2 for the left half of a wide character, 0 for the right half, which shows nothing itself.
  package var width: Int { Int(columns) }

  /// Marks that combine with it; no terminal library keeps more than a few.
  package var firstMark: Unicode.Scalar? { Self.mark(firstValue) }
  package var secondMark: Unicode.Scalar? { Self.mark(secondValue) }

  /// A cell for a cluster that has a width, with its first two marks; nil for a cluster without.
  ///
  /// Control characters have no width, so no text can carry an escape sequence into a frame.
  package init?(_ character: Character, style: Style) {
    let width = CellWidth.of(character)
    var scalars = character.unicodeScalars.makeIterator()
    guard width > 0, let base = scalars.next() else { return nil }
    var marks: [UInt32] = []
    while marks.count < 2, let next = scalars.next() {
      let category = next.properties.generalCategory
      if category == .nonspacingMark && !(0xFE00...0xFE0F).contains(next.value) {
        marks.append(next.value)
      }
    }
    self.init(base, marks.first ?? 0, marks.dropFirst().first ?? 0, style: style, width: width)
  }

  /// A cell for a printable letter of ASCII.
  init(printable byte: UInt8, style: Style) {
    self.init(Unicode.Scalar(byte), style: style, width: 1)
  }

  private init(
    _ scalar: Unicode.Scalar, _ firstMark: UInt32 = 0, _ secondMark: UInt32 = 0, style: Style,
    width: Int
  ) {
    self.scalar = scalar
    firstValue = firstMark
    secondValue = secondMark
    self.style = style
    columns = UInt8(width)
  }

  private static func mark(_ value: UInt32) -> Unicode.Scalar? {
    value == 0 ? nil : Unicode.Scalar(value)
  }

  /// An empty cell.
  package static func blank(_ style: Style = .plain) -> Cell { Cell(" ", style: style, width: 1) }

  /// The right half of a wide character.
  static func rightHalf(_ style: Style) -> Cell { Cell(" ", style: style, width: 0) }
}
