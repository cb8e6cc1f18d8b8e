import CatalogModel
import OrderedCollections

/// Which questions matter, given the answers so far.
///
/// Conditions look at earlier questions: at the answer, or at the fallback where there is no answer
/// or the question looked at is itself irrelevant. A question that is only measured matters once it
/// has an answer; one that is volunteered where it has an answer or is to be asked.
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
      let isAnswered = sheet.answers[question.id] != nil
      let holds = question.when.allSatisfy { $0.comparison.holds(for: values[$0.signal]) }
      let counts = question.isVolunteered && isAnswered
      if counts || (holds && (!question.isMeasured || isAnswered)) {
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

  /// Whether a column matters in a row; its conditions look at other columns of the row, and at
  /// questions outside of the table.
  package func isRelevant(_ column: Question, in row: AnswerRow, of table: TableKind) -> Bool {
    column.when.allSatisfy { condition in
      let isColumn = table.column(condition.signal) != nil
      let value = isColumn ? table.value(condition.signal, in: row) : values[condition.signal]
      return condition.comparison.holds(for: value)
    }
  }
}

extension Relevance {
  /// Whether a column matters by the other columns of its row; conditions on questions outside of
  /// the table are taken to hold.
  package static func isRelevant(
    _ column: Question, in row: AnswerRow, of table: TableKind
  ) -> Bool {
    column.when.filter { table.column($0.signal) != nil }.allSatisfy { condition in
      condition.comparison.holds(for: table.value(condition.signal, in: row))
    }
  }
}

extension Question {
  /// Whether a column depends on a question outside of its table.
  package func asksOutside(of table: TableKind) -> Bool {
    when.contains { table.column($0.signal) == nil }
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
