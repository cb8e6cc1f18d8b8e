/// What a rendering of a template does, step by step.
///
/// Steps are plain numbers, so that nothing is counted as referred to while they are followed.
struct TemplateProgram: Sendable {
  private(set) var steps: [Step] = []
  /// The texts of all steps.
  private(set) var texts: [UInt8] = []
  private(set) var sections: [TemplateSection] = []
  private(set) var parts: [String] = []
  private(set) var pieces: [TemplatePiece] = []

  struct Step: Sendable {
    enum Kind: UInt8, Sendable {
      /// Text between two places of `texts`.
      case text
      /// The value of a name.
      case value
      /// What stands under a name; its steps follow, up to `end`.
      case section
      /// The same where the name does not hold.
      case inverted
      case part
      case piece
    }

    let kind: Kind
    /// Where a text begins, the number of a name, or the place of a part or piece.
    let place: Int32
    /// Where a text ends, or the step behind a section.
    var end: Int32 = 0
    /// The place of a section.
    var section: Int32 = 0
  }

  init(_ slices: [TemplateSlices.Slice]) { append(slices) }

  private mutating func append(_ slices: [TemplateSlices.Slice]) {
    for slice in slices {
      switch slice {
      case .text(let bytes):
        let start = texts.count
        texts += bytes
        steps.append(Step(kind: .text, place: Int32(start), end: Int32(texts.count)))
      case .value(let name): steps.append(Step(kind: .value, place: Int32(name)))
      case .piece(let piece):
        steps.append(Step(kind: .piece, place: Int32(pieces.count)))
        pieces.append(piece)
      case .part(let part):
        steps.append(Step(kind: .part, place: Int32(parts.count)))
        parts.append(part)
      case .section(let section):
        let own = steps.count
        steps.append(
          Step(
            kind: section.isInverted ? .inverted : .section, place: Int32(section.name),
            section: Int32(sections.count)))
        sections.append(section)
        append(section.inner)
        steps[own].end = Int32(steps.count)
      }
    }
  }
}
