import CatalogModel
import OrderedCollections
import Quantities
import Requirements

extension InterviewModel {
  /// The page of the focus, counted from zero.
  var pageIndex: Int {
    pages.firstIndex { $0.questions.contains { $0.id == focus.questionID } } ?? 0
  }

  /// The question at a field.
  func question(at field: Field) -> Question? {
    switch field {
    case .question(let id):
      questionnaire.question(id)
    case .column(let column, _, let table):
      tableKind(table)?.columns.first { $0.id == column }
    }
  }

  /// The table that a question asks for.
  func tableKind(_ id: String) -> TableKind? {
    guard case .table(let kind)? = questionnaire.question(id)?.kind else { return nil }
    return kind
  }

  /// The answer at a field; nil where it is assumed, as every column of an assumed row is.
  func answer(at field: Field) -> AnswerValue? {
    switch field {
    case .question(let id):
      return sheet[id]
    case .column(let column, let row, let table):
      guard case .rows(let rows)? = sheet[table] else { return nil }
      return rows.indices.contains(row) ? rows[row][column]?.value : nil
    }
  }

  /// What is assumed at a field while it has no answer.
  func assumption(at field: Field) -> AnswerValue? {
    if case .column(let column, let row, let table) = field, sheet[table] == nil {
      let rows = rows(of: table)
      if rows.indices.contains(row), let given = rows[row][column] { return given.value }
    }
    switch question(at: field)?.fallback {
    case .value(let value)?:
      return value
    case .fact(let id, let selector)?:
      guard case .choice(let key)? = relevance.value(selector),
        case .table(let numbers)? = facts[id]?.value, let number = numbers[key]
      else { return nil }
      return .number(Estimate(number))
    case .each(let share, let id)?:
      guard case .number(let count)? = relevance.value(id) else { return nil }
      return .number(share.times(count.likely))
    case .answer(let id)?:
      guard case .rows(let rows)? = sheet[id] else { return relevance.value(id) }
      return rows.first?["name"]?.value
    case .columns(let ids)?:
      guard case .column(_, let row, let table) = field else { return nil }
      let words = ids.map { id -> String in
        guard case .text(let word)? = answer(at: .column(id, row: row, table: table)) else {
          return "nothing"
        }
        return word
      }
      return .text(words.joined(separator: "-"))
    case nil:
      return nil
    }
  }

  /// The answered or assumed rows of a table question.
  func rows(of table: String) -> [AnswerRow] {
    guard case .rows(let rows)? = sheet[table] ?? assumption(at: .question(table)) else {
      return []
    }
    return rows
  }

  /// The fields that Tab goes through from here: those of the page, or of the row.
  var siblings: [Field] {
    switch focus {
    case .question:
      let pages = pages
      guard pages.indices.contains(pageIndex) else { return [] }
      return pages[pageIndex].questions.map { .question($0.id) }
    case .column(_, let row, let table):
      let rows = rows(of: table)
      guard let kind = tableKind(table), rows.indices.contains(row) else { return [] }
      return kind.columns.filter {
        relevance.isRelevant($0, in: rows[row], of: kind)
      }.map {
        .column($0.id, row: row, table: table)
      }
    }
  }
}
