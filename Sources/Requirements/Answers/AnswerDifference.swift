import OrderedCollections

/// One answer in which two sheets differ, in words.
package struct AnswerChange: Hashable, Sendable {
  /// The question, or the cell of a table: `requests[browse].reads`; of a row that came or went, the
  /// row: `requests[browse]`.
  package let path: String
  /// What it was; nil for a row that is new.
  package let old: String?
  /// What it is now; nil for a row that is gone.
  package let new: String?
}

/// Compares what two sheets answer, in the order of the questionnaire.
///
/// What is not answered is told with what is assumed instead, so that answering a question with its
/// default shows as a change of knowledge. Places in files do not count.
package struct AnswerDifference: Sendable {
  package let changes: [AnswerChange]

  package init(from old: AnswerSheet, to new: AnswerSheet, _ questionnaire: Questionnaire) {
    changes = questionnaire.questions.flatMap { question in
      Self.changes(question, old.answers[question.id], new.answers[question.id])
    }
  }

  private static func changes(
    _ question: Question, _ old: Answer?, _ new: Answer?
  ) -> [AnswerChange] {
    guard old?.withoutPlace != new?.withoutPlace else { return [] }
    guard case .table(let table) = question.kind, let before = rows(old, question),
      let after = rows(new, question)
    else {
      return [AnswerChange(path: question.id, old: text(old, question), new: text(new, question))]
    }
    var changes: [AnswerChange] = []
    for (name, row) in after {
      let path = "\(question.id)[\(name)]"
      guard let former = before.first(where: { $0.name == name })?.row else {
        changes.append(AnswerChange(path: path, old: nil, new: summary(row, table)))
        continue
      }
      for column in table.columns
      where former[column.id]?.withoutPlace != row[column.id]?.withoutPlace {
        changes.append(
          AnswerChange(
            path: "\(path).\(column.id)", old: text(former[column.id], column),
            new: text(row[column.id], column)))
      }
    }
    for (name, row) in before where !after.contains(where: { $0.name == name }) {
      changes.append(
        AnswerChange(path: "\(question.id)[\(name)]", old: summary(row, table), new: nil))
    }
    return changes
  }

  /// The rows that hold, answered or assumed, by their names, or their numbers where they have none.
  private static func rows(
    _ answer: Answer?, _ question: Question
  ) -> [(name: String, row: AnswerRow)]? {
    var value = answer?.value
    if value == nil, case .value(let fallback)? = question.fallback { value = fallback }
    guard case .rows(let rows)? = value else { return nil }
    var seen: Set<String> = []
    return rows.enumerated().map { index, row in
      var name = "\(index + 1)"
      if case .text(let own)? = row["name"]?.value, seen.insert(own).inserted { name = own }
      return (name, row)
    }
  }

  /// The answered cells of a row.
  private static func summary(_ row: AnswerRow, _ table: TableKind) -> String {
    let cells = table.columns.compactMap { column in
      row[column.id].map { "\(column.id) \(AnswerFormatter.text($0.value, for: column))" }
    }
    return cells.isEmpty ? "all assumed" : cells.joined(separator: ", ")
  }

  private static func text(_ answer: Answer?, _ question: Question) -> String {
    guard let answer else {
      guard case .value(let value)? = question.fallback else { return "not answered" }
      return "not answered, assumed " + AnswerFormatter.text(value, for: question)
    }
    let value = AnswerFormatter.text(answer.value, for: question)
    let remarks = [answer.confidence?.rawValue, answer.note].compactMap { $0 }
    return remarks.isEmpty ? value : "\(value) (\(remarks.joined(separator: ": ")))"
  }
}
