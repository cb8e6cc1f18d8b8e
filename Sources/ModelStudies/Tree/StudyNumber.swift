import RealModule

/// Numbers of studies as text: six significant digits, with an exponent where zeros would hide them.
package enum StudyNumber {
  /// How YAML writes numbers that are none.
  static let notFinite: Set<String> = [".nan", ".inf", "+.inf", "-.inf"]

  /// The number for a table.
  package static func text(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite else {
      return value.isNaN ? "undefined" : value > 0 ? "infinite" : "-infinite"
    }
    guard value != 0 else { return "0" }
    var exponent = Int(Double.log10(value.magnitude).rounded(.down))
    var mantissa = scaled(value.magnitude, -exponent + digits - 1).rounded()
    if mantissa >= scaled(1, digits) {
      exponent += 1
      mantissa = scaled(value.magnitude, -exponent + digits - 1).rounded()
    }
    var text = "\(UInt64(mantissa))"
    while text.count < digits { text = "0" + text }
    let sign = value < 0 ? "-" : ""
    if exponent < -5 || exponent > 9 {
      let fraction = trimmed("." + text.dropFirst())
      return sign + text.prefix(1) + fraction + "e\(exponent)"
    }
    if exponent < 0 {
      return sign + trimmed("0." + String(repeating: "0", count: -exponent - 1) + text)
    }
    if exponent >= digits - 1 {
      return sign + text + String(repeating: "0", count: exponent - digits + 1)
    }
    return sign + trimmed(text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1))
  }

  /// A point of a curve, which is an input: with all its digits.
  package static func point(_ value: Double) -> String {
    let short = text(value)
    return Double(short) == value ? short : "\(value)"
  }

  private static func scaled(_ value: Double, _ power: Int) -> Double {
    // In two steps, so that powers of ten stay in range.
    let half = power / 2
    return value * .pow(10, half) * .pow(10, power - half)
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = String(text)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
