/// How a terminal draws what comes next, as the parameters of SGR (ECMA-48, section 8.3.117) left it.
struct Rendition: Equatable {
  /// Bit `n` stands for the parameter `n`, from bold (1) to struck out (9).
  private var attributes: UInt16 = 0
  /// The parameters that chose a color; empty for the terminal's own.
  private var ink: [UInt8] = []
  private var ground: [UInt8] = []

  /// Whether a blank looks the same in either of two.
  func looksAlikeOnBlanks(_ other: Rendition) -> Bool {
    // Bold, dim and italic letters, and ink, need a letter to be seen.
    let onLetters: UInt16 = 1 << 1 | 1 << 2 | 1 << 3
    return attributes & ~onLetters == 0 && other.attributes & ~onLetters == 0
      && ground == other.ground
  }

  /// Takes the parameters of a sequence; false where one of them is none of those that are known.
  mutating func take(_ parameters: ArraySlice<UInt8>) -> Bool {
    var rest = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
    while let part = rest.popFirst() {
      let isDirect = part.contains(UInt8(ascii: ":"))
      guard let code = Self.number(part.prefix { $0 != UInt8(ascii: ":") }) else { return false }
      switch code {
      case 0: self = Rendition()
      case 1...9: attributes |= 1 << UInt16(code)
      case 30...37, 90...97: ink = Array(part)
      case 40...47, 100...107: ground = Array(part)
      case 39: ink = []
      case 49: ground = []
      case 38, 48:
        var color = Array(part)
        if !isDirect {
          let count = rest.first.flatMap(Self.number) == 5 ? 2 : 4
          guard rest.count >= count else { return false }
          for own in rest.prefix(count) { color += [UInt8(ascii: ";")] + own }
          rest = rest.dropFirst(count)
        }
        if code == 38 { ink = color } else { ground = color }
      default: return false
      }
    }
    return true
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self))
  }

  /// The shortest sequence that leads here from another rendition.
  func sequence(from other: Rendition) -> [UInt8] {
    if self == other { return [] }
    if self == Rendition() { return Self.sequence([]) }
    var all: [[UInt8]] = [[UInt8(ascii: "0")]] + Self.codes(attributes)
    if !ink.isEmpty { all.append(ink) }
    if !ground.isEmpty { all.append(ground) }
    let anew = Self.sequence(all)
    // Old terminals cannot take a single attribute back.
    guard other.attributes & ~attributes == 0 else { return anew }
    var added = Self.codes(attributes & ~other.attributes)
    if ink != other.ink { added.append(ink.isEmpty ? Array("39".utf8) : ink) }
    if ground != other.ground { added.append(ground.isEmpty ? Array("49".utf8) : ground) }
    let change = Self.sequence(added)
    return change.count < anew.count ? change : anew
  }

  private static func codes(_ attributes: UInt16) -> [[UInt8]] {
    (1...9).filter { attributes & 1 << $0 != 0 }.map { [UInt8(ascii: "0") + UInt8($0)] }
  }

  private static func sequence(_ codes: [[UInt8]]) -> [UInt8] {
    Array("\u{1B}[".utf8) + codes.joined(separator: [UInt8(ascii: ";")]) + [UInt8(ascii: "m")]
  }
}
