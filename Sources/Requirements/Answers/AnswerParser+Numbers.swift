import CatalogModel
package import Quantities

extension AnswerParser {
  /// A number or a range as an estimate in the question's unit, checked against what is possible.
  package static func estimate(
    _ text: String, _ kind: NumberKind
  ) throws(AnswerRefusal) -> Estimate {
    var parts = rangeParts(text)
    guard parts.count > 1 else { return Estimate(try number(text, kind)) }
    guard parts.count <= 3 else {
      throw AnswerRefusal(
        "`\(text)` has \(parts.count) parts; a range has two or three", remedy: rangeRemedy)
    }
    if let unit = parts.last.flatMap({ NumberText(withoutCurrency($0, kind.unit)) })?.rest,
      !unit.isEmpty
    {
      parts = parts.map {
        NumberText(withoutCurrency($0, kind.unit))?.rest.isEmpty == true ? $0 + " " + unit : $0
      }
    }
    var values: [Double] = []
    for part in parts { values.append(try number(part, kind)) }
    for place in values.indices.dropFirst() where values[place - 1] > values[place] {
      throw AnswerRefusal(
        "the range goes down: `\(parts[place - 1])` is above `\(parts[place])`",
        remedy: parts.count == 2
          ? "write `\(parts[1])..\(parts[0])`"
          : "write the least, the likely and the greatest value in this order")
    }
    return try estimate(
      low: values[0], likely: parts.count == 2 ? middle(values, kind) : values[1],
      high: values[parts.count - 1])
  }

  /// An estimate from its values in the question's unit; refused unless they ascend.
  package static func estimate(
    low: Double, likely: Double, high: Double
  ) throws(AnswerRefusal) -> Estimate {
    guard low <= likely, likely <= high else {
      throw AnswerRefusal(
        "the values of the range do not ascend: \(DecimalText.exact(low)),"
          + " \(DecimalText.exact(likely)), \(DecimalText.exact(high))",
        remedy: "write the least, the likely and the greatest value in this order")
    }
    return Estimate(low: low, likely: likely, high: high)
  }

  /// One number with or without a unit, in the question's unit and within its limits.
  package static func number(_ text: String, _ kind: NumberKind) throws(AnswerRefusal) -> Double {
    guard let number = NumberText(withoutCurrency(text, kind.unit)) else {
      throw AnswerRefusal(
        "`\(text.prefix(40))` is not a number", remedy: numberRemedy(text, kind))
    }
    guard let scale = scale(number.rest, kind.unit) else {
      throw unknownUnit(number.rest, kind.unit)
    }
    let value = scale.apply(number)
    guard value.isFinite else {
      throw AnswerRefusal("`\(text.prefix(40))` is too large", remedy: limits(kind))
    }
    return try checked(value, kind, as: text)
  }

  private static func checked(
    _ value: Double, _ kind: NumberKind, as text: String
  ) throws(AnswerRefusal) -> Double {
    if value < kind.least {
      let least = AnswerFormatter.number(kind.least, in: kind.unit)
      throw AnswerRefusal(
        "`\(text)` is below the least possible value, \(least)", remedy: limits(kind))
    }
    if value > kind.greatest {
      let greatest = AnswerFormatter.number(kind.greatest, in: kind.unit)
      let isShare = kind.unit == .fraction || kind.unit == .fractionPerMonth
      let percent = isShare && value <= 100 * kind.greatest && !text.contains("%")
      throw AnswerRefusal(
        "`\(text)` is above the greatest possible value, \(greatest)",
        remedy: percent ? "for \(text) percent write `\(text)%`" : limits(kind))
    }
    if kind.isInteger && value != value.rounded() {
      throw AnswerRefusal("`\(text)` is not a whole number", remedy: "write it without a fraction")
    }
    // Minus zero would print as `-0` and hash apart from zero.
    return value == 0 ? 0 : value
  }

  /// What the unit text multiplies a number by, towards the question's unit; nil if unknown.
  private static func scale(_ text: String, _ unit: AnswerUnit) -> UnitStep? {
    let entries = UnitTable.entries(unit)
    guard let base = entries.first else { return nil }
    let written = normalized(text)
    if let entry = entries.first(where: { $0.spelling == written }) {
      return UnitStep(from: entry, to: base)
    }
    let aliases = UnitTable.aliases(unit)
    if let entry = aliases.first(where: { $0.spelling == written }) {
      return UnitStep(from: entry, to: base)
    }
    for multiple in UnitTable.multiples(unit) where written.hasPrefix(multiple.spelling) {
      let rest = written.dropFirst(multiple.spelling.count)
      let unit = NumberText.trimmed(rest)
      if let entry = (entries + aliases).first(where: { $0.spelling == unit }) {
        return UnitStep(from: entry, to: base, exponent: multiple.exponent)
      }
    }
    return nil
  }

  /// `per month` and `a month` as `/month`, without blanks around the stroke; a word at the end stays.
  private static func normalized(_ text: String) -> String {
    var words = text.split(separator: " ").map(String.init)
    while let index = words.dropLast().firstIndex(where: { ["per", "a", "an"].contains($0) }) {
      words.remove(at: index)
      words[index] = "/" + words[index]
    }
    return words.reduce(into: "") { joined, word in
      let isAttached = word.hasPrefix("/") || joined.isEmpty || joined.hasSuffix("/")
      joined += isAttached ? word : " " + word
    }
  }

  /// The text without a leading dollar sign, where the unit is money.
  private static func withoutCurrency(_ text: String, _ unit: AnswerUnit) -> String {
    guard unit == .dollarsPerMonth else { return text }
    let text = NumberText.trimmed(text)
    for prefix in ["US$", "USD", "$"] where text.hasPrefix(prefix) {
      return String(text.dropFirst(prefix.count))
    }
    return text
  }

  /// The parts of a range; one part for a number.
  private static func rangeParts(_ text: String) -> [String] {
    let dotted = dotted(text)
    if dotted.count > 1 { return dotted.map(NumberText.trimmed) }
    guard text.utf8.contains(UInt8(ascii: "-")) else { return [text] }
    var previous: Character = " "
    for index in text.indices {
      defer { previous = text[index] }
      let isExponent = previous == "e" || previous == "E"
      guard text[index] == "-", index != text.startIndex, !isExponent else { continue }
      let parts = [text[..<index], text[text.index(after: index)...]].map(NumberText.trimmed)
      if parts[1].first.map({ NumberText.isDigit($0) || $0 == "$" }) == true { return parts }
    }
    return [text]
  }

  /// What stands between two points each; all of it where there are none.
  private static func dotted(_ text: String) -> [Substring] {
    let point = UInt8(ascii: ".")
    var parts: [Substring] = []
    var (start, place) = (text.startIndex, text.startIndex)
    while let first = text.utf8[place...].firstIndex(of: point) {
      place = text.utf8.index(after: first)
      guard place < text.endIndex, text.utf8[place] == point else { continue }
      parts.append(text[start..<first])
      place = text.utf8.index(after: place)
      start = place
    }
    return parts + [text[start...]]
  }

  private static func middle(_ values: [Double], _ kind: NumberKind) -> Double {
    let middle = values[0] + (values[1] - values[0]) / 2
    return kind.isInteger ? middle.rounded() : middle
  }

  private static let rangeRemedy = "write `low..high` or `low..likely..high`"

  private static func unknownUnit(_ text: String, _ unit: AnswerUnit) -> AnswerRefusal {
    let known = UnitTable.entries(unit).map(\.spelling).filter { !$0.isEmpty }
    let message = "`\(text.prefix(40))` is not a unit that this number can have"
    // Of one letter any other unit of one letter is as near.
    let written = normalized(text)
    if written.count > 1, let near = Spelling.nearest(to: written, among: known) {
      return AnswerRefusal(message, remedy: "did you mean `\(near)`?")
    }
    return AnswerRefusal(message, remedy: "write no unit or one of \(known.joinedWithOr())")
  }

  private static func numberRemedy(_ text: String, _ kind: NumberKind) -> String {
    if kind.unit == .dollarsPerMonth, let first = text.first, "€£¥".contains(first) {
      return "write the amount in US dollars, such as `500 USD`"
    }
    if text.contains(",") || text.contains("_") {
      return "write `.` before decimals, and thousands as `12000` or `12,000`"
    }
    return limits(kind)
  }

  /// What is possible, as a remedy.
  private static func limits(_ kind: NumberKind) -> String {
    let least = AnswerFormatter.number(kind.least, in: kind.unit)
    let greatest = AnswerFormatter.number(kind.greatest, in: kind.unit)
    let noun = kind.isInteger ? "a whole number" : "a number"
    return "write \(noun) from \(least) to \(greatest), or `unknown`"
  }
}
