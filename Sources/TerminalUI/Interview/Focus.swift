import Requirements

extension InterviewModel {
  /// Moves the focus and sets up the editor for what stands there.
  mutating func focus(on field: Field) {
    focus = field
    isFocusRecorded = false
    isEntryUndoable = false
    isHighlightMoved = false
    triedLast = []
    refusedDraft = nil
    answerBeforeEntry = answer(at: field)
    editor = freshEditor(for: field)
  }

  private func freshEditor(for field: Field) -> Editor {
    guard let question = question(at: field) else { return .options(highlight: 0) }
    switch question.kind {
    case .number, .slug, .slugs, .line, .date:
      let text =
        drafts[field] ?? answer(at: field).map { AnswerFormatter.text($0, for: question) } ?? ""
      return .entry(TextEntry(text))
    case .choice, .choices, .flag:
      let selected = options(of: question).firstIndex { isSelected($0.id, at: field) }
      return .options(highlight: selected ?? 0)
    case .table:
      return .rows(highlight: 0)
    }
  }

  /// The options to choose from; a flag has two.
  func options(of question: Question) -> [Choice] {
    switch question.kind {
    case .choice(let choices), .choices(let choices): choices
    case .flag: [Choice(id: "yes", title: "Yes"), Choice(id: "no", title: "No")]
    case .number, .slug, .slugs, .line, .date, .table: []
    }
  }

  /// Whether an option is part of the answer, or of what is assumed for want of one.
  func isSelected(_ option: String, at field: Field) -> Bool {
    switch answer(at: field) ?? assumption(at: field) {
    case .choice(let id)?: id == option
    case .choices(let ids)?: ids.contains(option)
    case .flag(let flag)?: option == (flag ? "yes" : "no")
    case .number?, .text?, .rows?, nil: false
    }
  }

  /// Goes on by `step` fields; past the ends of a page to its neighbor, past the last to the review.
  mutating func moveFocus(by step: Int) {
    let fields = siblings
    guard let index = fields.firstIndex(of: focus) else {
      focus(on: fields.first ?? .question(pages.first?.questions.first?.id ?? ""))
      return
    }
    let target = index + step
    if fields.indices.contains(target) {
      focus(on: fields[target])
    } else if case .column(_, let row, let table) = focus {
      leaveRow(row, of: table)
      // Enter alone leads through a row and then past the table.
      if step > 0 { editor = .rows(highlight: rows(of: table).count + 1) }
    } else {
      movePage(by: step, toEnd: step < 0)
    }
  }

  /// Goes to the first question of another page, or to its last one.
  mutating func movePage(by step: Int, toEnd: Bool = false) {
    let target = pageIndex + step
    let pages = pages
    guard pages.indices.contains(target) else {
      if step > 0 { endOfQuestions() }
      return
    }
    let questions = pages[target].questions
    if let question = toEnd ? questions.last : questions.first {
      focus(on: .question(question.id))
    }
  }

  /// Goes from a row's columns back to the list of rows.
  mutating func leaveRow(_ row: Int, of table: String) {
    focus(on: .question(table))
    editor = .rows(highlight: row)
  }

  /// Asks only the questions of the short path, or all; stays where that is possible.
  mutating func setShortPath(_ short: Bool) {
    isShort = short
    screen = .questions
    if !pages.contains(where: { $0.questions.contains { $0.id == focus.questionID } }) {
      focus(on: .question(pages.first?.questions.first?.id ?? ""))
    }
    let count = reviewFields.count
    notice = Notice(
      text: isShort
        ? "The short path: \(count) questions, the others are assumed."
        : "All \(count) questions.", isProblem: false)
  }

  /// Past the last question: the plan after the short path, else all answers.
  private mutating func endOfQuestions() {
    guard isShort else { return openReview() }
    openExplorer(.overview)
    notice = Notice(
      text: "A first plan. Esc goes back; F2 asks the rest, which is assumed so far.",
      isProblem: false)
  }

  mutating func openReview() {
    screen = .review
    reviewRow = reviewFields.firstIndex(of: .question(focus.questionID)) ?? 0
  }

  /// The questions of all pages, as the review lists them.
  var reviewFields: [Field] {
    pages.flatMap { $0.questions.map { .question($0.id) } }
  }
}
