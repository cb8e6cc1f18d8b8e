import OrderedCollections
package import Requirements

extension InterviewModel {
  /// The groups with the questions that are relevant now; groups without any are left out.
  package var pages: [Questionnaire.Group] {
    questionnaire.groups.compactMap { group in
      let questions = group.questions.filter { language.isRelevant($0, sheet, nil) }
      guard !questions.isEmpty else { return nil }
      return Questionnaire.Group(id: group.id, title: group.title, questions: questions)
    }
  }

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

  /// The answer at a field; nil where it is assumed.
  func answer(at field: Field) -> AnswerValue? {
    switch field {
    case .question(let id):
      return sheet[id]
    case .column(let column, let row, let table):
      let rows = rows(of: table)
      return rows.indices.contains(row) ? rows[row][column]?.value : nil
    }
  }

  /// What is assumed at a field while it has no answer.
  func assumption(at field: Field) -> AnswerValue? {
    question(at: field).flatMap { language.assume($0, sheet) }
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
      return kind.columns.filter { language.isRelevant($0, sheet, rows[row]) }.map {
        .column($0.id, row: row, table: table)
      }
    }
  }
}
