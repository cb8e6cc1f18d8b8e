package import CatalogModel
import OrderedCollections
import Quantities

/// An answer that could have been another one: what it is now, and what its question allows.
package struct AnswerLever: Hashable, Sendable {
  package let path: AnswerPath
  /// The question, or the column of a table question.
  package let question: Question
  /// The answer, or what is assumed instead of one.
  package let value: AnswerValue
  /// Whether somebody answered it.
  package let isAnswered: Bool
  /// What would be assumed if nobody had; nil where that is a fact that another answer selects.
  package let fallback: AnswerValue?

  package init(
    path: AnswerPath, question: Question, value: AnswerValue, isAnswered: Bool,
    fallback: AnswerValue?
  ) {
    self.path = path
    self.question = question
    self.value = value
    self.isAnswered = isAnswered
    self.fallback = fallback
  }

  /// Whether it is a row's share of its table, so that the shares of the other rows follow it.
  package var isShare: Bool {
    path.cell.map { $0.column == ShareSplit.column(of: path.question) } ?? false
  }

  /// Whether the answer says the same as no answer.
  package var isDefault: Bool { !isAnswered || value == fallback }

  /// The answer as `AnswerParser` reads it.
  package var text: String { AnswerFormatter.text(value, for: question) }
}

extension AnswerLever {
  /// Every answer that matters, in the order of the questionnaire and of the rows.
  ///
  /// Left out are names, which mean nothing to a plan, whole tables, whose cells stand for them, the
  /// share of an only row, and numbers without answer or default, such as an unlimited budget.
  package static func all(
    _ questionnaire: Questionnaire, _ sheet: AnswerSheet, _ catalog: Catalog
  ) -> [AnswerLever] {
    let resolved = ResolvedAnswers(questionnaire, sheet, catalog)
    let relevance = Relevance(questionnaire, sheet)
    return relevance.questions.flatMap { question -> [AnswerLever] in
      switch question.kind {
      case .slug, .slugs, .line, .date: return []
      case .table(let table):
        return (resolved.rows[question.id] ?? []).enumerated().flatMap { index, row in
          cells(of: row, at: index, in: question, table)
        }
      case .number, .choice, .choices, .flag:
        guard let value = resolved.value(question.id) else { return [] }
        return [
          AnswerLever(
            path: AnswerPath(question: question.id), question: question, value: value,
            isAnswered: sheet[question.id] != nil, fallback: question.fallbackValue)
        ]
      }
    }
  }

  private static func cells(
    of row: ResolvedRow, at index: Int, in question: Question, _ table: TableKind
  ) -> [AnswerLever] {
    table.columns.compactMap { column in
      guard let value = row.values[column.id] else { return nil }
      switch column.kind {
      case .slug, .slugs, .line, .date: return nil
      case .number, .choice, .choices, .flag, .table: break
      }
      let lever = AnswerLever(
        path: AnswerPath(
          question: question.id,
          cell: AnswerPath.Cell(row: index, name: row.name, column: column.id)),
        question: column, value: answered(value, row.given[column.id]),
        isAnswered: row.given[column.id] != nil,
        fallback: column.fallbackValue)
      return lever.isShare && value == .number(Estimate(1)) ? nil : lever
    }
  }
}

extension AnswerLever {
  /// The answer as it was given, where making the shares of a table add up left it as it is but for
  /// the last digits.
  private static func answered(_ value: AnswerValue, _ answer: Answer?) -> AnswerValue {
    guard case .number(let resolved) = value, case .number(let given)? = answer?.value,
      abs(resolved.likely - given.likely) < 1e-9
    else { return value }
    return .number(given)
  }
}

extension Question {
  /// What is assumed without an answer, unless another answer selects it.
  fileprivate var fallbackValue: AnswerValue? {
    if case .value(let value)? = fallback { value } else { nil }
  }
}
