import OrderedCollections
import Quantities
import Requirements

/// Answers as YAML text that `AnswerFileReader` reads back as the same answers.
///
/// An own emitter: Yams writes 0.1 as `1e-1` and knows no units.
enum AnswerText {
  /// Words that YAML readers, or this program, take for something else than a name.
  private static let reserved: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", "unknown", "unlimited",
  ]

  /// The answer on one line, with its confidence and note where it has them.
  static func line(_ answer: Answer, for question: Question) -> String {
    let value = line(answer.value, for: question)
    guard answer.confidence != nil || answer.note != nil else { return value }
    var entries = ["value: " + value]
    if let confidence = answer.confidence { entries.append("confidence: " + confidence.rawValue) }
    if let note = answer.note { entries.append("note: " + quoted(note)) }
    return "{" + entries.joined(separator: ", ") + "}"
  }

  /// The value on one line.
  static func line(_ value: AnswerValue, for question: Question) -> String {
    switch value {
    case .number(let estimate): return number(estimate, question)
    case .choices(let ids):
      let words = ids.map { reserved.contains($0) ? quoted($0) : $0 }
      return "[" + words.joined(separator: ", ") + "]"
    case .flag(let flag): return flag ? "true" : "false"
    case .text(let text):
      if case .line = question.kind { return quoted(text) }
      return reserved.contains(text) ? quoted(text) : text
    case .choice(let id): return reserved.contains(id) ? quoted(id) : id
    case .rows(let rows):
      guard case .table(let table) = question.kind else { return "[]" }
      return "[" + rows.map { line($0, of: table) }.joined(separator: ", ") + "]"
    }
  }

  /// A row on one line.
  static func line(_ row: AnswerRow, of table: TableKind) -> String {
    let cells = table.columns.compactMap { column in
      row[column.id].map { "\(column.id): \(line($0, for: column))" }
    }
    return "{" + cells.joined(separator: ", ") + "}"
  }

  /// A table over several lines, a cell each, below its key at the margin.
  static func block(_ id: String, _ answer: Answer, for question: Question) -> [String] {
    guard case .rows(let rows) = answer.value, case .table(let table) = question.kind,
      !rows.isEmpty, answer.confidence == nil, answer.note == nil
    else { return ["\(id): \(line(answer, for: question))"] }
    return ["\(id):"] + rows.flatMap { block($0, of: table) }
  }

  private static func block(_ row: AnswerRow, of table: TableKind) -> [String] {
    let cells = table.columns.compactMap { column in
      row[column.id].map { "\(column.id): \(line($0, for: column))" }
    }
    guard let first = cells.first else { return ["  - {}"] }
    return ["  - " + first] + cells.dropFirst().map { "    " + $0 }
  }

  private static func number(_ estimate: Estimate, _ question: Question) -> String {
    guard case .number(let kind) = question.kind else {
      return DecimalText.exact(estimate.likely)
    }
    let text = { (value: Double) in AnswerFormatter.number(value, in: kind.unit) }
    if estimate.isKnown { return text(estimate.likely) }
    let (low, likely, high) = (text(estimate.low), text(estimate.likely), text(estimate.high))
    return "{low: \(low), likely: \(likely), high: \(high)}"
  }

  /// A text in double quotes, with JSON's escapes.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case let other where other.value < 0x20 || (0x7F...0x9F).contains(other.value):
        let digits = String(other.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case let other: result.unicodeScalars.append(other)
      }
    }
    return result + "\""
  }
}
