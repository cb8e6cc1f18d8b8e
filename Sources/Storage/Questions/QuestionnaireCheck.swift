import CatalogModel
import Requirements

/// Checks that what the questions refer to exists: ids, earlier questions, columns.
struct QuestionnaireCheck {
  /// The folder of the questions; the messages name the question.
  let place: Place

  /// What does not fit together.
  func findings(_ questionnaire: Questionnaire) -> [Diagnostic] {
    let questions = questionnaire.questions
    let ids = Set(questions.map(\.id))
    var messages = Self.splitSections(questions)
    var known: Set<String> = []
    for question in questions {
      for condition in question.when where !known.contains(condition.signal) {
        messages.append(
          "`\(question.id)` depends on `\(condition.signal)`, which is no earlier question")
      }
      if !known.insert(question.id).inserted {
        messages.append("two questions have the id `\(question.id)`")
      }
      if question.id.utf8.count(where: { $0 == UInt8(ascii: ".") }) > 1 {
        messages.append("`\(question.id)` has more than two parts")
      }
      if case .table(let table) = question.kind {
        messages += findings(table, of: question.id, questions: ids)
        known.formUnion(table.columns.map { "\(question.id).\($0.id)" })
      }
    }
    for contradiction in questionnaire.contradictions {
      let signals = contradiction.when.map(\.signal) + contradiction.questions
      for signal in signals where !known.contains(signal) {
        messages.append(
          "the contradiction `\(contradiction.id)` names `\(signal)`, which is no question")
      }
    }
    return messages.map { Diagnostic(.error, at: place, $0, remedy: "correct the id") }
  }

  /// A section of the answer file stands in one place, or the file would have its key twice.
  private static func splitSections(_ questions: [Question]) -> [String] {
    var left: Set<String> = []
    var last = ""
    return questions.compactMap { question in
      let section = question.idParts.section
      defer { last = section }
      if section != last { left.insert(last) }
      guard section != last, left.contains(section) else { return nil }
      return "`\(question.id)` stands apart from the other questions of `\(section)`"
    }
  }

  private func findings(
    _ table: TableKind, of id: String, questions: Set<String>
  ) -> [String] {
    var messages: [String] = []
    var known: Set<String> = []
    for column in table.columns {
      if !known.insert(column.id).inserted {
        messages.append("`\(id)` has two columns with the id `\(column.id)`")
      }
      for condition in column.when
      where table.column(condition.signal) == nil && !questions.contains(condition.signal) {
        messages.append(
          "`\(id).\(column.id)` depends on `\(condition.signal)`, which is no column of it and no"
            + " question")
      }
    }
    return messages
  }
}
