import Requirements

extension InterviewModel {
  /// An answer as people read it: titles of choices, numbers with their unit, names of rows.
  func text(_ value: AnswerValue, for question: Question) -> String {
    switch value {
    case .number:
      return TextLayout.grouped(AnswerFormatter.text(value, for: question))
    case .choice(let id):
      return title(of: id, in: question)
    case .choices(let ids):
      return ids.isEmpty ? "none" : ids.map { title(of: $0, in: question) }.joined(separator: ", ")
    case .flag(let flag):
      return flag ? "Yes" : "No"
    case .text(let text):
      return text
    case .rows(let rows):
      guard case .table(let kind) = question.kind, !rows.isEmpty else { return "none" }
      return rows.map { kind.name(of: $0) ?? kind.rowName }.joined(separator: ", ")
    }
  }

  private func title(of id: String, in question: Question) -> String {
    options(of: question).first { $0.id == id }?.title ?? id
  }

  /// The answer at a field as text, or what is assumed; `no limit` where nothing is, and a word for
  /// a fallback whose fact the catalog lacks.
  func answerText(at field: Field) -> String {
    guard let question = question(at: field) else { return "" }
    if let draft = drafts[field] { return draft }
    guard let value = answer(at: field) ?? assumption(at: field) else {
      return question.fallback == nil ? "no limit" : "planning value"
    }
    return text(value, for: question)
  }

  /// What the system is called, where that was answered.
  var systemName: String? {
    guard case .text(let name)? = sheet["system.name"] else { return nil }
    return name
  }

  /// The sign before an answer: given, assumed, or typed but not understood.
  func mark(at field: Field) -> Character {
    if drafts.keys.contains(where: { $0 == field || .question($0.questionID) == field }) {
      return glyphs.invalid
    }
    return answer(at: field) == nil ? glyphs.assumed : glyphs.answered
  }

  func markStyle(at field: Field) -> Style {
    switch mark(at: field) {
    case glyphs.invalid: .bad
    case glyphs.answered: .good
    default: .dim
    }
  }
}
