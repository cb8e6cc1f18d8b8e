import Quantities

/// A decimal number at the start of a text, as a person writes it, and what follows it.
///
/// Accepted: an optional sign, digits with or without commas between groups of three, a fraction,
/// an exponent (`1e6`). Refused: `1_000`, `1,5`, `017`, `0x10`, `.nan`, `1:30`: each of them means
/// different numbers to different readers.
struct NumberText: Hashable, Sendable {
  /// The number without commas, readable by `Double`.
  let digits: String
  /// What follows, without surrounding blanks.
  let rest: String

  /// A number as a program writes it, without an exponent; nothing follows.
  ///
  /// - Precondition: The number is finite, and `text` reads back as it.
  init(exactly value: Double, text: String? = nil) {
    digits = text ?? DecimalText.exact(value)
    rest = ""
  }

  /// Reads the number at the start; nil when there is none of the accepted form.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    var place = bytes.firstIndex { $0 != Self.blank } ?? bytes.endIndex
    var digits: [UInt8] = []
    if place < bytes.count, bytes[place] == Self.minus || bytes[place] == Self.plus {
      if bytes[place] == Self.minus { digits.append(Self.minus) }
      place += 1
    }
    let whole = bytes[place...].prefix { Self.isDigit($0) || $0 == Self.comma }
    guard Self.isGrouped(whole) else { return nil }
    digits += whole.lazy.filter { $0 != Self.comma }
    place = whole.endIndex
    if place + 1 < bytes.count, bytes[place] == Self.point, Self.isDigit(bytes[place + 1]) {
      let fraction = bytes[(place + 1)...].prefix(while: Self.isDigit)
      digits.append(Self.point)
      digits += fraction
      place = fraction.endIndex
    }
    if let end = Self.endOfExponent(bytes[place...]) {
      digits += bytes[place..<end].lazy.map { $0 == UInt8(ascii: "E") ? Self.mark : $0 }
      place = end
    }
    if place < bytes.count, "_:,".utf8.contains(bytes[place]) || Self.isDigit(bytes[place]) {
      return nil
    }
    self.digits = String(decoding: digits, as: UTF8.self)
    rest =
      place == bytes.count ? "" : Self.trimmed(String(decoding: bytes[place...], as: UTF8.self))
  }

  /// The number times `10^exponent`, correctly rounded; infinite beyond the largest number.
  func scaled(by exponent: Int) -> Double {
    guard let mark = digits.utf8.firstIndex(of: Self.mark) else {
      return Double(exponent == 0 ? digits : "\(digits)e\(exponent)") ?? .nan
    }
    // An own exponent that does not fit is one that no answer can have either.
    guard let own = Int(digits[digits.index(after: mark)...]), own.magnitude < 10_000 else {
      return .infinity
    }
    return Double("\(digits[..<mark])e\(own + exponent)") ?? .nan
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    let visible: ClosedRange<UInt8> = 0x21...0x7E
    if let first = text.utf8.first, let last = text.utf8.last, visible.contains(first),
      visible.contains(last)
    {
      return String(text)
    }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }

  static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static let blank = UInt8(ascii: " ")
  private static let comma = UInt8(ascii: ",")
  private static let mark = UInt8(ascii: "e")
  private static let minus = UInt8(ascii: "-")
  private static let plus = UInt8(ascii: "+")
  private static let point = UInt8(ascii: ".")

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether digits and commas are a whole number, with commas between groups of three or none.
  private static func isGrouped(_ text: ArraySlice<UInt8>) -> Bool {
    let groups = text.split(separator: comma, omittingEmptySubsequences: false)
    guard let first = groups.first, let digit = first.first else { return false }
    if first.count > 1 && digit == UInt8(ascii: "0") { return false }
    return groups.count == 1
      || (first.count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 })
  }

  /// The place after an exponent that stands at the start; nil where none does.
  private static func endOfExponent(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.first == mark || text.first == UInt8(ascii: "E") else { return nil }
    var rest = text.dropFirst()
    if rest.first == minus || rest.first == plus { rest = rest.dropFirst() }
    let digits = rest.prefix(while: isDigit)
    return digits.isEmpty ? nil : digits.endIndex
  }
}
