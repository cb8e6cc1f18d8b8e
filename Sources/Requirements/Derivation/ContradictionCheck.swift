import CatalogModel
import OrderedCollections

/// Finds the questionnaire's contradictions among answers and fallbacks.
struct ContradictionCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let sheet: AnswerSheet
  private let resolved: ResolvedAnswers

  init(_ questionnaire: Questionnaire, _ sheet: AnswerSheet, _ resolved: ResolvedAnswers) {
    self.sheet = sheet
    self.resolved = resolved
    for contradiction in questionnaire.contradictions { check(contradiction) }
  }

  private mutating func check(_ contradiction: Contradiction) {
    guard let table = contradiction.tables.first(where: { resolved.rows[$0.id] != nil }),
      table.hasColumn
    else {
      check(contradiction, row: nil)
      return
    }
    for row in resolved.rows[table.id] ?? [] { check(contradiction, row: row) }
  }

  private mutating func check(_ contradiction: Contradiction, row: ResolvedRow?) {
    let holds = contradiction.when.allSatisfy { condition in
      condition.comparison.holds(for: resolved.value(condition.signal, row: row))
    }
    guard holds, let place = contradiction.questions.compactMap({ place($0, row) }).first
    else {
      return
    }
    let questions = contradiction.questions.map { question in
      let path = path(question, row)
      return self.place(question, row) == nil ? path + " (assumed)" : path
    }
    diagnostics.append(
      Diagnostic(
        contradiction.severity, at: place,
        questions.joined(separator: ", ") + ": " + contradiction.text, remedy: contradiction.remedy)
    )
  }

  /// Where the question was answered; nil if it was not.
  private func place(_ id: String, _ row: ResolvedRow?) -> Place? {
    guard let row, let column = column(id, row) else {
      return sheet.answers[id].map { $0.place ?? sheet.place(id) }
    }
    return row.given[column].map { $0.place ?? Place(file: path(id, row)) }
  }

  private func path(_ id: String, _ row: ResolvedRow?) -> String {
    guard let row, let column = column(id, row) else { return id }
    return "\(row.table)[\(row.name)].\(column)"
  }

  private func column(_ id: String, _ row: ResolvedRow) -> String? {
    id.hasPrefix(row.table + ".") ? String(id.dropFirst(row.table.count + 1)) : nil
  }
}
