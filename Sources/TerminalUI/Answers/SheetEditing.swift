import OrderedCollections
package import Requirements

extension AnswerSheet {
  /// Answers a question, or withdraws the answer with nil; keeps the order of the questionnaire.
  ///
  /// The confidence and the note of a former answer stay; its place in a file does not.
  package mutating func set(
    _ id: String, to value: AnswerValue?, in questionnaire: Questionnaire
  ) {
    guard let value else {
      answers.removeValue(forKey: id)
      return
    }
    let former = answers[id]
    answers[id] = Answer(value, confidence: former?.confidence, note: former?.note)
    guard former == nil else { return }
    let ordered = questionnaire.questions.compactMap { question in
      answers[question.id].map { (question.id, $0) }
    }
    let known = Set(ordered.map(\.0))
    let rest = answers.filter { !known.contains($0.key) }.map { ($0.key, $0.value) }
    answers = OrderedDictionary(uniqueKeysWithValues: ordered + rest)
  }
}

extension TableKind {
  /// A row with one column answered, or its answer withdrawn with nil; in the order of the columns.
  package func setting(_ column: String, to value: AnswerValue?, in row: AnswerRow) -> AnswerRow {
    var row = row
    row[column] = value.map {
      Answer($0, confidence: row[column]?.confidence, note: row[column]?.note)
    }
    return AnswerRow(
      uniqueKeysWithValues: columns.compactMap { column in row[column.id].map { (column.id, $0) } })
  }

  /// A row to start from: named after what a row is, with a number where that name is taken.
  package func newRow(beside rows: [AnswerRow]) -> AnswerRow {
    guard let name = columns.first, case .slug(let longest) = name.kind else { return [:] }
    let taken = Set(rows.compactMap { row in self.name(of: row) })
    let base = String(rowName.map { $0 == " " ? "-" : $0 }.prefix(max(1, longest - 3)))
    var candidate = base
    var number = 1
    while taken.contains(candidate) {
      number += 1
      candidate = "\(base)-\(number)"
    }
    return [name.id: Answer(.text(candidate))]
  }

  /// What people read a row as: its name, or the title of what is chosen in its first column.
  package func name(of row: AnswerRow) -> String? {
    if let first = columns.first, case .choice(let choices) = first.kind,
      case .choice(let id)? = row[first.id]?.value
    {
      return choices.first { $0.id == id }?.title ?? id
    }
    return key(of: row)
  }

  /// The name by which a path means a row: the text in its first column; nil where it is meant by its number.
  package func key(of row: AnswerRow) -> String? {
    guard let first = columns.first else { return nil }
    if case .text(let text)? = row[first.id]?.value { return text }
    if case .value(.text(let text))? = first.fallback { return text }
    return nil
  }
}
