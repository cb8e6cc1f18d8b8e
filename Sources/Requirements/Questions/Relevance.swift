import CatalogModel
import OrderedCollections

/// Which questions matter, given the answers so far.
///
/// Conditions look at earlier questions: at the answer, or at the fallback where there is no answer
/// or the question looked at is itself irrelevant. A question that is only measured matters once it
/// has an answer; one that is volunteered where it has an answer or is to be asked.
package struct Relevance: Hashable, Sendable {
  private var relevantIDs: Set<String> = []
  /// The answer or fallback of each question that has one, by id.
  private var values: [String: AnswerValue] = [:]
  /// The relevant questions in the order of the questionnaire.
  package private(set) var questions: [Question] = []

  package init(_ questionnaire: Questionnaire, _ sheet: AnswerSheet) {
    for question in questionnaire.questions where look(at: question, sheet) {
      questions.append(question)
      relevantIDs.insert(question.id)
    }
  }

  /// Whether a question matters; notes its value for the questions that look at it.
  private mutating func look(at question: Question, _ sheet: AnswerSheet) -> Bool {
    let fallback: AnswerValue? =
      if case .value(let value) = question.fallback { value } else { nil }
    let answer = sheet[question.id]
    let isAnswered = answer != nil
    let holds = question.when.allSatisfy { $0.comparison.holds(for: values[$0.signal]) }
    let counts = question.isVolunteered && isAnswered
    if counts || (holds && (!question.isMeasured || isAnswered)) {
      values[question.id] = answer ?? fallback
      return true
    }
    values[question.id] = fallback
    return false
  }

  /// Looks at some questions again, after answers to them or to those that they look at have changed.
  ///
  /// - Parameters:
  ///   - places: Where they stand among all questions, ascending.
  ///   - all: The questions of the questionnaire in order.
  mutating func look(again places: [Int], of all: [Question], _ sheet: AnswerSheet) {
    var isOther = false
    for place in places {
      let question = all[place]
      if look(at: question, sheet) {
        if relevantIDs.insert(question.id).inserted { isOther = true }
      } else if relevantIDs.remove(question.id) != nil {
        isOther = true
      }
    }
    if isOther { questions = all.filter { relevantIDs.contains($0.id) } }
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
