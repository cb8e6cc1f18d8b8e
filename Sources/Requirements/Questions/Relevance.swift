import CatalogModel
import OrderedCollections

/// Which questions matter, given the answers so far.
///
/// Conditions look at earlier questions: at the answer, or at the fallback where there is no answer
/// or the question looked at is itself irrelevant. A question that is only measured matters once it
/// has an answer.
package struct Relevance: Hashable, Sendable {
  private let relevantIDs: Set<String>
  /// The answer or fallback of each question that has one, by id.
  private let values: [String: AnswerValue]
  /// The relevant questions in the order of the questionnaire.
  package let questions: [Question]

  package init(_ questionnaire: Questionnaire, _ sheet: AnswerSheet) {
    var values: [String: AnswerValue] = [:]
    var relevant: [Question] = []
    for question in questionnaire.questions {
      let fallback: AnswerValue? =
        if case .value(let value) = question.fallback { value } else { nil }
      let isAsked = !question.isMeasured || sheet.answers[question.id] != nil
      if isAsked, question.when.allSatisfy({ $0.comparison.holds(for: values[$0.signal]) }) {
        relevant.append(question)
        values[question.id] = sheet[question.id] ?? fallback
      } else {
        values[question.id] = fallback
      }
    }
    self.values = values
    questions = relevant
    relevantIDs = Set(relevant.map(\.id))
  }

  /// Whether the question with this id is to be asked, and its answer counts.
  package func isRelevant(_ id: String) -> Bool { relevantIDs.contains(id) }

  /// What conditions see of a question: its answer if that counts, or its fallback.
  package func value(_ id: String) -> AnswerValue? { values[id] }

  /// Whether a column matters in a row; its conditions look at other columns of the row.
  package static func isRelevant(
    _ column: Question, in row: AnswerRow, of table: TableKind
  ) -> Bool {
    column.when.allSatisfy { condition in
      condition.comparison.holds(for: table.value(condition.signal, in: row))
    }
  }
}

extension TableKind {
  /// The column with this id.
  package func column(_ id: String) -> Question? { columns.first { $0.id == id } }

  /// The answer of a column in a row, or the column's fallback.
  func value(_ id: String, in row: AnswerRow) -> AnswerValue? {
    if let answer = row[id] { return answer.value }
    guard case .value(let value) = column(id)?.fallback else { return nil }
    return value
  }
}
