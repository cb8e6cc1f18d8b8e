import CatalogModel
import OrderedCollections
import Quantities
package import Requirements

/// Writes an answer file from nothing: every question in the order of the questionnaire, with what
/// it asks as a comment, and what is unanswered as a commented line with what is assumed.
package enum AnswerFileWriter {
  /// How much of what is unanswered is shown.
  package enum Detail: Hashable, Sendable {
    /// The relevant questions of the short path.
    case short
    /// Every question, with conditions, and every column of every table.
    case full
  }

  /// The text of an answer file with these answers; reading it gives an equal sheet.
  package static func text(
    _ sheet: AnswerSheet, _ questionnaire: Questionnaire, detail: Detail = .short
  ) -> String {
    let relevance = Relevance(questionnaire, sheet)
    var lines = header
    var section = ""
    for group in questionnaire.groups {
      let shown = group.questions.filter { question in
        sheet.answers[question.id] != nil || detail == .full
          || (question.isInShortPath && relevance.isRelevant(question.id))
      }
      if !shown.isEmpty { lines += ["", "# ---- \(group.title) ----"] }
      for question in shown {
        let parts = question.idParts
        if parts.section != section && parts.key != nil { lines += ["", "\(parts.section):"] }
        if parts.key == nil || parts.section == section { lines.append("") }
        section = parts.section
        let body = entry(question, sheet.answers[question.id], relevance, detail)
        lines += body.map { parts.key == nil ? $0 : "  " + $0 }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let header = [
    "# Answers for tenfold. Every line below the version is optional: what is left out is assumed,",
    "# and listed as an assumption. A number may carry a unit (250 ms, 2 TiB, 5%), be a range",
    "# {low: 1, likely: 3, high: 6}, be `unknown`, or say how sure it is:",
    "# {value: 250 ms, confidence: measured, note: from the access log}.",
    "schemaVersion: \(AnswerSheet.schemaVersion)",
  ]

  /// A question's comment and its line, or block, without indentation.
  private static func entry(
    _ question: Question, _ answer: Answer?, _ relevance: Relevance, _ detail: Detail
  ) -> [String] {
    var lines = comment(question.ask + choicesText(question.kind))
    if detail == .full && !question.when.isEmpty {
      let signals = question.when.map { "`\($0.signal)`" }.joined(separator: " and ")
      lines += comment("Asked depending on \(signals).")
    }
    let key = question.idParts.key ?? question.id
    if let answer {
      return lines + AnswerText.block(key, answer, for: question)
    }
    lines += comment("Assumed without an answer: " + assumed(question) + ".")
    let isShown = { (column: Question, table: TableKind) in
      detail == .full || !column.asksOutside(of: table)
        || relevance.isRelevant(column, in: [:], of: table)
    }
    return lines + fallbackBlock(key, question, isShown).map { "# " + $0 }
  }

  /// What the fallback is and why, for a comment.
  private static func assumed(_ question: Question) -> String {
    var text = question.reason
    if case .value(.number(let estimate)) = question.fallback,
      case .number(let kind) = question.kind,
      let range = AnswerFormatter.range(estimate, in: kind.unit)
    {
      text = range + ", " + text
    }
    return text
  }

  /// The lines that would answer a question with its fallback.
  private static func fallbackBlock(
    _ key: String, _ question: Question, _ isShown: (Question, TableKind) -> Bool
  ) -> [String] {
    guard case .table(let table) = question.kind else {
      return ["\(key): \(fallbackLine(question))"]
    }
    var lines = ["\(key):"]
    let columns = table.columns.filter { isShown($0, table) }
    for (index, column) in columns.enumerated() {
      lines.append((index == 0 ? "  - " : "    ") + "\(column.id): \(fallbackLine(column))")
    }
    return lines.enumerated().map { index, line in
      guard index > 0 else { return line }
      let column = columns[index - 1]
      return line + "  # " + column.ask + choicesText(column.kind)
    }
  }

  private static func fallbackLine(_ question: Question) -> String {
    switch question.fallback {
    case .value(.number(let estimate)):
      AnswerText.line(.number(Estimate(estimate.likely)), for: question)
    case .value(let value): AnswerText.line(value, for: question)
    case .fact, .each, .answer, .columns, nil: "unknown"
    }
  }

  private static func choicesText(_ kind: QuestionKind) -> String {
    switch kind {
    case .choice(let choices): " One of: " + choices.map(\.id).joined(separator: ", ") + "."
    case .choices(let choices): " Any of: " + choices.map(\.id).joined(separator: ", ") + "."
    case .number, .flag, .slug, .slugs, .line, .date, .table: ""
    }
  }

  /// Comment lines of at most 96 characters.
  private static func comment(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "#"
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > 96 && line != "#" {
        lines.append(line)
        line = "#"
      }
      line += " " + word
    }
    return lines + [line]
  }
}
