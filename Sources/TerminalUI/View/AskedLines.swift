import Requirements

/// A question and its answer in the lines that a list has for them, beside its signs.
struct AskedLines {
  let field: Field
  /// The answer, whole.
  let text: String
  let ask: [String]
  let answer: [String]
  /// How many rows they take: one where both fit beside each other.
  let rows: Int
}

extension InterviewModel {
  /// A question and its answer, broken for a list of that many columns.
  func askedLines(_ field: Field, width: Int) -> AskedLines {
    let text = answerText(at: field)
    guard let question = question(at: field) else {
      return AskedLines(field: field, text: text, ask: [], answer: [], rows: 1)
    }
    let room = max(8, width - 3)
    let ask = TextLayout.wrap(question.ask, width: room)
    let answer = TextLayout.wrap(text, width: max(8, room - 2))
    let last = CellWidth.of(ask.last ?? "")
    let isShared = answer.count == 1 && last + 1 + CellWidth.of(answer[0]) <= width - 3
    return AskedLines(
      field: field, text: text, ask: ask, answer: answer,
      rows: max(1, ask.count + answer.count - (isShared ? 1 : 0)))
  }
}
