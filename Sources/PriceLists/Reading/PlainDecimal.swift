/// A decimal number of an offer file, kept exactly as digits: prices are compared as texts.
package struct PlainDecimal: Hashable, Sendable {
  /// Without leading or trailing zeros, without an exponent: `0.0000002`, `12`, `0`.
  package let text: String
  package let value: Double

  /// The number that the bytes spell, `digits[.digits][e±digits]`, or nil.
  package init?(_ bytes: some Sequence<UInt8>, allowsSign: Bool = false) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var exponentSign = 1
    var hasExponent = false
    var hasExponentDigits = false
    var isNegative = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0 && allowsSign: isNegative = true
      case 0x30...0x39 where hasExponent:
        hasExponentDigits = true
        exponent = exponent * 10 + Int(byte - 0x30)
        if exponent > 40 { return nil }
      case 0x30...0x39: digits.append(byte)
      case UInt8(ascii: ".") where point == nil && !hasExponent && !digits.isEmpty:
        point = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        if hasExponent || digits.isEmpty { return nil }
        hasExponent = true
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        if !hasExponent || hasExponentDigits || exponentSign < 0 { return nil }
        if byte == UInt8(ascii: "-") { exponentSign = -1 }
      default: return nil
      }
    }
    guard !digits.isEmpty, digits.count <= 40, point != digits.count,
      hasExponent == hasExponentDigits
    else { return nil }
    let text = Self.text(digits, point: (point ?? digits.count) + exponentSign * exponent)
    guard let value = Double(text) else { return nil }
    self.text = isNegative && value != 0 ? "-" + text : text
    self.value = isNegative ? -value : value
  }

  init(text: String, value: Double) {
    self.text = text
    self.value = value
  }

  /// The digits with the decimal point behind the first `point` of them, trimmed.
  private static func text(_ digits: [UInt8], point: Int) -> String {
    var digits = digits
    var point = point
    if point <= 0 {
      digits.insert(contentsOf: Array(repeating: 0x30, count: 1 - point), at: 0)
      point = 1
    }
    while digits.count < point { digits.append(0x30) }
    var whole = digits[..<point]
    while whole.count > 1, whole.first == 0x30 { whole.removeFirst() }
    var fraction = digits[point...]
    while fraction.last == 0x30 { fraction.removeLast() }
    let text = String(decoding: whole, as: UTF8.self)
    return fraction.isEmpty ? text : text + "." + String(decoding: fraction, as: UTF8.self)
  }
}
