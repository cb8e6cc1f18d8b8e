extension InterviewModel {
  private static let longestName = 40

  /// Whether a variant can be called so: what every file system takes, and no path.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.count <= longestName
      && text.unicodeScalars.allSatisfy(isPartOfName)
  }

  private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
  }

  /// A key at the name of a variant; without one it gets a number.
  mutating func updateNaming(_ key: Key) -> [Command] {
    switch key {
    case .enter:
      overlay = nil
      return export(.variant(name: picker.entry.text), variantSheet)
    case .backspace:
      picker.entry.backspace()
    case .character(let scalar):
      let letter: Unicode.Scalar = scalar == " " ? "-" : scalar
      guard Self.isPartOfName(letter), picker.entry.text.count < Self.longestName else { return [] }
      picker.entry.insert([letter])
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    case .escape, .control("c"), .control("q"):
      overlay = nil
    default: break
    }
    return []
  }
}

extension Frame {
  /// The box in which a variant is named.
  mutating func drawNaming(_ model: InterviewModel, in area: Rect) {
    let inner = drawBox(
      width: min(area.width, 60), height: min(area.height, 5), in: area, model.glyphs)
    let x = write("Name of the variant: ", x: inner.x, y: inner.y, style: .title)
    fill(x: x, y: inner.y, limit: inner.right, style: Style(.underline))
    let end = write(
      model.picker.entry.text, x: x, y: inner.y, limit: inner.right,
      style: Style([.bold, .underline]))
    placeCursor(x: min(end, inner.right - 1), y: inner.y)
    draw(
      Line.wrap(
        "Lower-case letters, digits and hyphens; it becomes part of the file's name.",
        width: inner.width, style: .dim), in: inner.droppingTop(1), glyphs: model.glyphs)
  }
}
