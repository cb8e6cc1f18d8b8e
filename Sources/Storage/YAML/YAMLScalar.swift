/// A scalar as it stands in the file.
///
/// A quoted scalar is text and nothing else. A plain one may be a number, a flag or nothing at all;
/// what YAML 1.1 would read as a number in a surprising way (`1:30` is 90, `017` is 15, `1_000`,
/// `.nan`) is a kind of its own, so that no reader takes it for either a number or a text.
package struct YAMLScalar: Hashable, Sendable {
  /// What a scalar can be read as.
  package enum Kind: Hashable, Sendable {
    /// A finite decimal number in JSON's notation.
    case number(Double)
    /// `true` or `false`.
    case flag(Bool)
    /// Nothing, `~` or `null`.
    case null
    case text
    /// A plain scalar that YAML readers disagree about; the text says how to write it instead.
    case ambiguous(remedy: String)
  }

  package let text: String
  package let isQuoted: Bool

  package init(_ text: String, isQuoted: Bool) {
    self.text = text
    self.isQuoted = isQuoted
  }

  /// What the scalar is, by its notation alone.
  package var kind: Kind {
    if isQuoted { return .text }
    // Most scalars are sentences: longer than any word that means something.
    if text.utf8.count > Self.longestWord, let first = text.utf8.first {
      return Self.canStartNumber(first) ? numericKind : .text
    }
    if isNull { return .null }
    if text == "true" { return .flag(true) }
    if text == "false" { return .flag(false) }
    guard let first = text.utf8.first else { return .null }
    guard Self.canStartNumber(first) else {
      return Self.canStartSwitch(first) && Self.switchWords.contains(text)
        ? .ambiguous(remedy: "write true or false, or quote the word if it is meant as text")
        : .text
    }
    return numericKind
  }

  /// Whether it is plain and stands for nothing.
  var isNull: Bool {
    guard !isQuoted, text.utf8.count < Self.longestWord else { return false }
    switch text.utf8.first {
    case nil: return true
    case UInt8(ascii: "~"): return text == "~"
    case UInt8(ascii: "n"), UInt8(ascii: "N"): return Self.nullWords.contains(text)
    default: return false
    }
  }

  /// The kind of a plain scalar that begins like a number.
  private var numericKind: Kind {
    var text = text
    let decimal = text.withUTF8 { bytes in
      Self.isDecimal(bytes) ? Decimal(number: DecimalBytes.parse(bytes)) : nil
    }
    if let decimal {
      guard let number = decimal.number ?? Double(text), number.isFinite else {
        return .ambiguous(remedy: "write a finite number")
      }
      return .number(number)
    }
    if text.utf8.count <= Self.longestWord, Self.notFinite.contains(text.lowercased()) {
      return .ambiguous(remedy: "write a finite number")
    }
    if Self.isOldNumber(text.utf8) {
      return .ambiguous(
        remedy: "write a plain decimal number such as 90 or 0.5, or quote the text")
    }
    return .text
  }

  private static let longestWord = 5
  private static let nullWords: Set<String> = ["null", "Null", "NULL"]
  private static let switchWords: Set<String> = [
    "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "True", "TRUE",
    "False", "FALSE", "y", "Y", "n", "N",
  ]
  private static let notFinite: Set<String> = [
    ".nan", ".inf", "+.inf", "-.inf", "+.nan", "-.nan",
  ]

  /// A number in JSON's notation; nil where it has more digits than are read byte by byte, or an exponent.
  private struct Decimal {
    let number: Double?
  }

  /// Whether a byte begins one of `switchWords`.
  private static func canStartSwitch(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "y"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "t"),
      UInt8(ascii: "f"):
      true
    default: false
    }
  }

  private static func canStartNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Whether a byte may stand between the digits of such a number.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Whether the text is `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
  private static func isDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    /// Passes digits, and says how many.
    func digits() -> Int {
      let start = place
      while place < bytes.count, isDigit(bytes[place]) { place += 1 }
      return place - start
    }
    /// Passes one of two signs, where it stands next.
    func passes(_ sign: UInt8, _ other: UInt8) -> Bool {
      guard place < bytes.count, bytes[place] == sign || bytes[place] == other else { return false }
      place += 1
      return true
    }
    _ = passes(UInt8(ascii: "-"), UInt8(ascii: "-"))
    let isZeroFirst = place < bytes.count && bytes[place] == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || (whole > 1 && !isZeroFirst) else { return false }
    if passes(UInt8(ascii: "."), UInt8(ascii: ".")), digits() == 0 { return false }
    if passes(UInt8(ascii: "e"), UInt8(ascii: "E")) {
      _ = passes(UInt8(ascii: "-"), UInt8(ascii: "+"))
      if digits() == 0 { return false }
    }
    return place == bytes.count
  }

  /// Whether the text is a number of YAML 1.1 that JSON does not know.
  ///
  /// Those are signed with `+`, octal, hexadecimal, binary, base 60, with underscores, or with a
  /// bare point. A date is none.
  private static func isOldNumber(_ bytes: String.UTF8View) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard rest.contains(where: isDigit) else { return false }
    if rest.starts(with: "0x".utf8) || rest.starts(with: "0b".utf8) || rest.starts(with: "0o".utf8)
    {
      return true
    }
    guard rest.allSatisfy({ isDigit($0) || isMark($0) }) else { return false }
    if rest.contains(UInt8(ascii: "-")) && !rest.contains(UInt8(ascii: "e")) { return false }
    return true
  }
}
