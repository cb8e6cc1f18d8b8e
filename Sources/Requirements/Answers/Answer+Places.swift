import OrderedCollections

extension AnswerSheet {
  /// The sheet as if it did not come from a file, for comparing what was answered.
  package var withoutPlaces: AnswerSheet {
    AnswerSheet(answers: answers.mapValues(\.withoutPlace))
  }

  /// The sheet with its answers in the order of the questions, and of the columns in rows.
  package func inOrder(of questionnaire: Questionnaire) -> AnswerSheet {
    var ordered = AnswerSheet()
    for question in questionnaire.questions {
      guard let answer = answers[question.id] else { continue }
      guard case .rows(let rows) = answer.value, case .table(let table) = question.kind else {
        ordered.answers[question.id] = answer
        continue
      }
      let sorted = rows.map { row in
        table.columns.reduce(into: AnswerRow()) { $0[$1.id] = row[$1.id] }
      }
      ordered.answers[question.id] = Answer(
        .rows(sorted), place: answer.place, confidence: answer.confidence, note: answer.note)
    }
    return ordered
  }
}

extension Answer {
  /// The answer as if it did not come from a file.
  package var withoutPlace: Answer {
    Answer(value.withoutPlaces, confidence: confidence, note: note)
  }
}

extension AnswerValue {
  /// The value with no places in its rows.
  package var withoutPlaces: AnswerValue {
    guard case .rows(let rows) = self else { return self }
    return .rows(rows.map { $0.mapValues(\.withoutPlace) })
  }
}
