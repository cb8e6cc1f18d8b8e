/// The colors that inks and the ground are drawn in.
///
/// By default they are the terminal's own, so that its user decides on every shade. No theme carries a
/// meaning that a sign or a word does not carry as well.
package enum Theme: String, Hashable, Sendable, CaseIterable {
  /// The terminal's palette and its ground.
  case own
  /// Fixed shades on a light ground.
  case light
  /// Fixed shades on a dark ground.
  case dark
  /// Good is blue and bad is orange, for people who take red for green; the terminal's ground.
  case safe

  package var title: String {
    switch self {
    case .own: "the terminal's own colors"
    case .light: "light"
    case .dark: "dark"
    case .safe: "blue and orange, safe for red-green blindness"
    }
  }

  /// The next theme, after the last one the first.
  var next: Theme {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// How many colors a terminal has.
  package enum Depth: Int, Hashable, Sendable, CaseIterable {
    case eight = 8
    case sixteen = 16
    case palette = 256
    /// Red, green and blue of 8 bits each.
    case direct = 16_777_216

    /// The greatest depth that a number of colors allows; nil for a terminal without colors.
    package init?(colors: Int) {
      guard let depth = Self.allCases.last(where: { $0.rawValue <= colors }) else { return nil }
      self = depth
    }
  }

  /// A color in terms of a terminal: its own, one of a palette by number, or `0xRRGGBB`.
  package enum Color: Hashable, Sendable {
    case own
    case numbered(Int)
    case direct(Int)
  }

  /// The ground on which everything is drawn.
  package func ground(_ depth: Depth) -> Color {
    switch self {
    case .own, .safe: .own
    case .light: Self.shade(depth, 7, 15, 255, 0xF7F7F4)
    case .dark: Self.shade(depth, 0, 0, 234, 0x16181D)
    }
  }

  /// The color of an ink on that ground.
  package func color(_ ink: Style.Ink, _ depth: Depth) -> Color {
    switch (self, ink) {
    case (.own, .plain), (.safe, .plain): .own
    case (.own, .accent), (.safe, .accent): .numbered(6)
    case (.own, .good): .numbered(2)
    case (.own, .caution): .numbered(3)
    case (.own, .bad): .numbered(1)
    case (.safe, .good): Self.shade(depth, 4, 12, 33, 0x0087FF)
    case (.safe, .caution): .numbered(5)
    case (.safe, .bad): Self.shade(depth, 3, 3, 208, 0xFF8700)
    case (.light, .plain): Self.shade(depth, 0, 0, 235, 0x24262B)
    case (.light, .accent): Self.shade(depth, 4, 4, 24, 0x005F87)
    case (.light, .good): Self.shade(depth, 2, 2, 22, 0x0B5D1E)
    case (.light, .caution): Self.shade(depth, 5, 5, 94, 0x7A4A00)
    case (.light, .bad): Self.shade(depth, 1, 1, 124, 0xA40000)
    case (.dark, .plain): Self.shade(depth, 7, 7, 252, 0xD4D7DD)
    case (.dark, .accent): Self.shade(depth, 6, 14, 80, 0x5FD7D7)
    case (.dark, .good): Self.shade(depth, 2, 10, 114, 0x87D787)
    case (.dark, .caution): Self.shade(depth, 3, 11, 221, 0xFFD75F)
    case (.dark, .bad): Self.shade(depth, 1, 9, 210, 0xFF8787)
    }
  }

  private static func shade(
    _ depth: Depth, _ eight: Int, _ sixteen: Int, _ palette: Int, _ direct: Int
  ) -> Color {
    switch depth {
    case .eight: .numbered(eight)
    case .sixteen: .numbered(sixteen)
    case .palette: .numbered(palette)
    case .direct: .direct(direct)
    }
  }
}
