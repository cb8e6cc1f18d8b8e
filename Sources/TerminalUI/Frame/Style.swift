/// How a cell looks, in terms of meaning; a driver maps it to what its terminal can do.
///
/// Color never carries a meaning alone: whatever has an ink also has a sign or a word.
package struct Style: Hashable, Sendable {
  /// What a color stands for; the terminal's own palette decides on the shade.
  package enum Ink: UInt8, Hashable, Sendable, CaseIterable {
    case plain, accent, good, caution, bad
  }

  /// Typographic attributes that combine freely.
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let reverse = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
  }

  package let ink: Ink
  package let attributes: Attributes

  package init(_ attributes: Attributes = [], ink: Ink = .plain) {
    self.ink = ink
    self.attributes = attributes
  }

  package static let plain = Style()
  package static let bold = Style(.bold)
  package static let dim = Style(.dim)
  package static let reverse = Style(.reverse)
  package static let title = Style(.bold, ink: .accent)
  package static let good = Style(ink: .good)
  package static let caution = Style(ink: .caution)
  package static let bad = Style(.bold, ink: .bad)

  /// The style with these attributes added.
  package func adding(_ more: Attributes) -> Style { Style(attributes.union(more), ink: ink) }
}
