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
    let numbers = values.map { SpelledNumber($0, in: unit) }
    let spelling = naturalUnits(unit).first { candidate in
      numbers.allSatisfy { number in
        guard let amount = number.amount(candidate) else { return false }
        return (number.value == 0 || amount.value >= 1) && number.isRead(amount, as: candidate)
      }
    }
    let written = spelling ?? fallbackSpelling(unit, numbers)
    let parts = numbers.map { $0.amount(written)?.text ?? DecimalText.exact($0.value) }
    return joined(parts.joined(separator: ".."), written)
  }

  /// A number in a natural unit: the largest that gives no longer a text than the smaller ones.
  package static func number(_ value: Double, in unit: AnswerUnit) -> String {
    let number = SpelledNumber(value, in: unit)
    let fallback = fallbackSpelling(unit, [number])
    var best = joined(number.amount(fallback)?.text ?? DecimalText.exact(value), fallback)
    for candidate in naturalUnits(unit).reversed() {
      guard let amount = number.amount(candidate), amount.value >= 1,
        number.isRead(amount, as: candidate)
      else { continue }
      let text = joined(amount.text, candidate)
      // No spelling has a letter beyond ASCII: bytes are columns.
      if text.utf8.count <= best.utf8.count { best = text }
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
  private static func fallbackSpelling(
    _ unit: AnswerUnit, _ numbers: [SpelledNumber]
  ) -> String {
    switch unit {
    case .fraction, .fractionPerMonth:
      let percent = unit == .fraction ? "%" : "%/month"
      let areRead = numbers.allSatisfy { number in
        number.amount(percent).map { number.isRead($0, as: percent) } == true
      }
      return areRead ? percent : unit.symbol
    default: return unit.symbol
    }
  }

  private static func joined(_ number: String, _ unit: String) -> String {
    unit.isEmpty || unit.hasPrefix("/") || unit.hasPrefix("%") ? number + unit : number + " " + unit
  }
}
