import Requirements

extension InterviewModel {
  /// How many rows the editor would take.
  var editorRows: Int {
    guard let question = question(at: focus) else { return 0 }
    switch question.kind {
    case .number, .slug, .slugs, .line, .date: return 1
    case .choice, .choices, .flag: return options(of: question).count
    case .table: return rows(of: question.id).count + 2
    }
  }

  /// What is wrong with the entry, what it is read as, or what is assumed and why.
  func noteLines(width: Int) -> [Line] {
    guard let question = question(at: focus) else { return [] }
    if let refusal {
      let remedy = refusal.remedy.map { "; \($0)" } ?? ""
      return Line.wrap(
        "\(glyphs.invalid) \(refusal.message)\(remedy)", width: width, indent: 2, style: .bad)
    }
    if let value = answer(at: focus) {
      guard case .entry = editor else { return [] }
      return Line.wrap(
        "\(glyphs.answered) \(text(value, for: question))", width: width, indent: 2, style: .good)
    }
    var text = "~ assumed: \(answerText(at: focus))"
    if !question.reason.isEmpty { text += " (\(question.reason))" }
    return Line.wrap(text, width: width, indent: 2, style: .dim)
  }

  /// Why what is typed at the focus is not an answer.
  var refusal: AnswerRefusal? {
    guard let draft = drafts[focus], let question = question(at: focus) else { return nil }
    do {
      _ = try AnswerParser.parse(draft, for: question)
      return nil
    } catch {
      return error
    }
  }
}
