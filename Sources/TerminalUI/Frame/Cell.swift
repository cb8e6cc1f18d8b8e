/// One character cell of the screen.
package struct Cell: Hashable, Sendable {
  package let scalar: Unicode.Scalar
  /// Marks that combine with it; no terminal library keeps more than a few.
  package let firstMark: Unicode.Scalar?
  package let secondMark: Unicode.Scalar?
  package let style: Style
  /// 1, 2 for the left half of a wide character, 0 for the right half, which shows nothing itself.
  package let width: Int

  /// A cell for a cluster that has a width, with its first two marks; nil for a cluster without.
  ///
  /// Control characters have no width, so no text can carry an escape sequence into a frame.
  package init?(_ character: Character, style: Style) {
    let width = CellWidth.of(character)
    var scalars = character.unicodeScalars.makeIterator()
    guard width > 0, let base = scalars.next() else { return nil }
    var marks: [Unicode.Scalar] = []
    while marks.count < 2, let next = scalars.next() {
      let category = next.properties.generalCategory
      if category == .nonspacingMark && !(0xFE00...0xFE0F).contains(next.value) {
        marks.append(next)
      }
    }
    self.init(base, marks.first, marks.dropFirst().first, style: style, width: width)
  }

  private init(
    _ scalar: Unicode.Scalar, _ firstMark: Unicode.Scalar?, _ secondMark: Unicode.Scalar?,
    style: Style, width: Int
  ) {
    self.scalar = scalar
    self.firstMark = firstMark
    self.secondMark = secondMark
    self.style = style
    self.width = width
  }

  /// An empty cell.
  package static func blank(_ style: Style = .plain) -> Cell {
    Cell(" ", nil, nil, style: style, width: 1)
  }

  /// The right half of a wide character.
  static func rightHalf(_ style: Style) -> Cell { Cell(" ", nil, nil, style: style, width: 0) }
}
