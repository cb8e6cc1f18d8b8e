import OrderedCollections
import Quantities

extension AnswerSheet {
  /// The sheet with other answers in the places of some.
  ///
  /// A table that nobody answered is written out first. The rows beside one whose share changes
  /// keep their proportions in what is left.
  package func changing(_ changes: [ChangedAnswer], in questionnaire: Questionnaire) -> AnswerSheet
  {
    var sheet = self
    for change in changes { sheet.change(change, questionnaire) }
    return sheet.answers.keys.elementsEqual(answers.keys)
      ? sheet : sheet.inOrder(of: questionnaire)
  }

  private mutating func change(_ change: ChangedAnswer, _ questionnaire: Questionnaire) {
    let path = change.lever.path
    guard let cell = path.cell else {
      answers[path.question] = Answer(change.value, place: answers[path.question]?.place)
      return
    }
    guard var rows = rows(path.question, questionnaire), rows.indices.contains(cell.row) else {
      return
    }
    if change.lever.isShare, case .number(let share) = change.value {
      let split = ShareSplit(path.question, rows)
      let old = rows.indices.map { split.share($0) ?? 0 }
      let rest = 1 - old[cell.row]
      for row in rows.indices {
        let own =
          row == cell.row
          ? share.likely
          : (1 - share.likely) * (rest > 0 ? old[row] / rest : 1 / Double(rows.count - 1))
        rows[row][cell.column] = Answer(
          .number(Estimate(own)), place: rows[row][cell.column]?.place)
      }
    } else {
      rows[cell.row][cell.column] = Answer(
        change.value, place: rows[cell.row][cell.column]?.place)
    }
    answers[path.question] = Answer(.rows(rows), place: answers[path.question]?.place)
  }

  /// The sheet without some answers, which are assumed then.
  package func removing(_ levers: [AnswerLever], in questionnaire: Questionnaire) -> AnswerSheet {
    var sheet = self
    for lever in levers {
      guard let cell = lever.path.cell else {
        sheet.answers[lever.path.question] = nil
        continue
      }
      guard let answer = sheet.answers[lever.path.question], case .rows(var rows) = answer.value,
        rows.indices.contains(cell.row)
      else { continue }
      rows[cell.row][cell.column] = nil
      sheet.answers[lever.path.question] = Answer(
        .rows(rows), place: answer.place, confidence: answer.confidence, note: answer.note)
    }
    return sheet
  }

  /// The rows of a table, answered or assumed.
  private func rows(_ id: String, _ questionnaire: Questionnaire) -> [AnswerRow]? {
    if case .rows(let rows)? = self[id] { return rows }
    guard case .value(.rows(let rows))? = questionnaire.question(id)?.fallback else { return nil }
    return rows
  }
}
