import OrderedCollections
package import Quantities

/// Answers as text that `AnswerParser` reads back as the same answer.
package enum AnswerFormatter {
  /// The answer with its unit; of a table, the names of its rows, which does not read back.
  package static func text(_ value: AnswerValue, for question: Question) -> String {
    switch value {
    case .number(let estimate):
      guard case .number(let kind) = question.kind else {
        return DecimalText.exact(estimate.likely)
      }
      return text(estimate, in: kind.unit)
    case .choice(let id): return id
    case .choices(let ids): return ids.isEmpty ? "none" : ids.joined(separator: ", ")
    case .flag(let flag): return flag ? "yes" : "no"
    case .text(let text): return text
    case .rows(let rows):
      let names = rows.map { row in
        if case .text(let name) = row["name"]?.value { name } else { "(no name)" }
      }
      return names.isEmpty ? "none" : names.joined(separator: ", ")
    }
  }

  /// A number or a range with its unit: `4%`, `200..300..1000 ms`.
  package static func text(_ estimate: Estimate, in unit: AnswerUnit) -> String {
    if estimate.isKnown { return number(estimate.likely, in: unit) }
    let values = [estimate.low, estimate.likely, estimate.high]
    let spelling = naturalUnits(unit).first { candidate in
      values.allSatisfy { reads($0, in: unit, as: candidate) }
        && values.allSatisfy { $0 == 0 || (converted($0, from: unit, to: candidate) ?? 0) >= 1 }
    }
    let written = spelling ?? fallbackSpelling(unit, values)
    let parts = values.map { DecimalText.exact(converted($0, from: unit, to: written) ?? $0) }
    return joined(parts.joined(separator: ".."), written)
  }

  /// A number in a natural unit: the largest that gives no longer a text than the smaller ones.
  package static func number(_ value: Double, in unit: AnswerUnit) -> String {
    var best = joined(
      DecimalText.exact(converted(value, from: unit, to: fallbackSpelling(unit, [value])) ?? value),
      fallbackSpelling(unit, [value]))
    for candidate in naturalUnits(unit).reversed() where reads(value, in: unit, as: candidate) {
      guard let amount = converted(value, from: unit, to: candidate), amount >= 1 else { continue }
      let text = joined(DecimalText.exact(amount), candidate)
      if text.count <= best.count { best = text }
    }
    return best
  }

  /// The range of an estimate in words, such as `1% to 10%`; nil for a known number.
  package static func range(_ estimate: Estimate, in unit: AnswerUnit) -> String? {
    estimate.isKnown
      ? nil : number(estimate.low, in: unit) + " to " + number(estimate.high, in: unit)
  }

  /// The units to print in, largest first; the question's own is among them.
  private static func naturalUnits(_ unit: AnswerUnit) -> [String] {
    switch unit {
    case .milliseconds: ["h", "min", "s", "ms"]
    case .seconds: ["days", "h", "min", "s", "ms"]
    case .minutes: ["days", "h", "min", "s"]
    case .kilobytes: ["GB", "MB", "kB", "B"]
    case .gibibytes: ["PiB", "TiB", "GiB", "MiB"]
    case .fraction: ["%"]
    case .fractionPerMonth: ["%/month"]
    case .count, .ratio, .people, .months, .perSecond, .perMinute, .perDay, .dollarsPerMonth:
      [unit.symbol]
    }
  }

  /// The unit that numbers are printed in when no larger one suits.
  private static func fallbackSpelling(_ unit: AnswerUnit, _ values: [Double]) -> String {
    switch unit {
    case .fraction, .fractionPerMonth:
      let percent = unit == .fraction ? "%" : "%/month"
      return values.allSatisfy { reads($0, in: unit, as: percent) } ? percent : unit.symbol
    default: return unit.symbol
    }
  }

  /// Whether a number printed in that unit is the same number when it is read.
  private static func reads(_ value: Double, in unit: AnswerUnit, as spelling: String) -> Bool {
    guard let amount = converted(value, from: unit, to: spelling) else { return false }
    let limitless = NumberKind(
      unit: unit, least: -.greatestFiniteMagnitude, greatest: .greatestFiniteMagnitude,
      isInteger: false)
    let text = joined(DecimalText.exact(amount), spelling)
    return (try? AnswerParser.number(text, limitless)) == value
  }

  private static func converted(
    _ value: Double, from unit: AnswerUnit, to spelling: String
  ) -> Double? {
    let entries = UnitTable.entries(unit)
    guard let own = entries.first, let other = entries.first(where: { $0.spelling == spelling }),
      let number = NumberText(DecimalText.exact(value))
    else { return nil }
    return UnitStep(from: own, to: other).apply(number)
  }

  private static func joined(_ number: String, _ unit: String) -> String {
    unit.isEmpty || unit.hasPrefix("/") || unit.hasPrefix("%") ? number + unit : number + " " + unit
  }
}
