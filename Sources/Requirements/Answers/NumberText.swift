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

  /// Reads the number at the start; nil when there is none of the accepted form.
  init?(_ text: some StringProtocol) {
    var rest = Substring(text).drop { $0 == " " }
    var digits = ""
    if let sign = rest.first, sign == "-" || sign == "+" {
      if sign == "-" { digits = "-" }
      rest.removeFirst()
    }
    let whole = rest.prefix { Self.isDigit($0) || $0 == "," }
    guard let plain = Self.ungrouped(whole) else { return nil }
    digits += plain
    rest = rest.dropFirst(whole.count)
    if rest.first == ".", let next = rest.dropFirst().first, Self.isDigit(next) {
      let fraction = rest.dropFirst().prefix(while: Self.isDigit)
      digits += "." + fraction
      rest = rest.dropFirst(1 + fraction.count)
    }
    if let exponent = Self.exponent(rest) {
      digits += exponent
      rest = rest.dropFirst(exponent.count)
    }
    if let next = rest.first, next == "_" || next == ":" || next == "," || Self.isDigit(next) {
      return nil
    }
    self.digits = digits
    self.rest = Self.trimmed(rest)
  }

  /// The number times `10^exponent`, correctly rounded; infinite beyond the largest number.
  func scaled(by exponent: Int) -> Double {
    guard let mark = digits.firstIndex(of: "e") else {
      return Double("\(digits)e\(exponent)") ?? .nan
    }
    // An own exponent that does not fit is one that no answer can have either.
    guard let own = Int(digits[digits.index(after: mark)...]), own.magnitude < 10_000 else {
      return .infinity
    }
    return Double("\(digits[..<mark])e\(own + exponent)") ?? .nan
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }

  static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func ungrouped(_ text: Substring) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, !first.isEmpty else { return nil }
    if first.count > 1 && first.first == "0" { return nil }
    if groups.count > 1 {
      guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    return groups.joined()
  }

  private static func exponent(_ text: Substring) -> String? {
    guard text.first == "e" || text.first == "E" else { return nil }
    let afterMark = text.dropFirst()
    let sign = afterMark.first.map { $0 == "-" || $0 == "+" } == true ? afterMark.prefix(1) : ""
    let digits = afterMark.dropFirst(sign.count).prefix(while: isDigit)
    return digits.isEmpty ? nil : "e" + sign + digits
  }
}
