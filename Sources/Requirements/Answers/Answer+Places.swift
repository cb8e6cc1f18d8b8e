import OrderedCollections

extension AnswerSheet {
  /// The sheet as if it did not come from a file, for comparing what was answered.
  package var withoutPlaces: AnswerSheet {
    AnswerSheet(answers: answers.mapValues(\.withoutPlace))
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
