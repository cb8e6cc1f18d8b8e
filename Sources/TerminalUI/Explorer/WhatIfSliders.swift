import OrderedCollections
import Quantities
import Requirements

/// Which answers can be tried out, and in which order.
extension InterviewModel {
  private static let numberCount = 10

  /// The sliders in the order of the page, then what else was changed.
  var sliders: [WhatIfSlider] {
    let order = explorer.sliderOrder.isEmpty ? sliderOrder : explorer.sliderOrder
    var seen: Set<AnswerPath> = []
    return (order + explorer.changes.keys).compactMap { path in
      seen.insert(path).inserted ? slider(path) : nil
    }
  }

  /// The numbers that matter most, while that is not known those of the short path; then the choices
  /// of the short path.
  private var sliderOrder: [AnswerPath] {
    let short = questionnaire.questions.filter(\.isInShortPath)
    let ranked = explorer.influences.prefix(Self.numberCount).map(\.path)
    let numbers = short.filter { if case .number = $0.kind { true } else { false } }
    let choices = short.filter { !options(of: $0).isEmpty }
    return
      (ranked.isEmpty ? numbers.map { AnswerPath(question: $0.id) } : ranked)
      + choices.map { AnswerPath(question: $0.id) }
  }

  /// Keeps the order while the page is open, from when it is known what matters most.
  mutating func keepSliderOrder() {
    guard !explorer.isSliderOrderRanked else { return }
    explorer.sliderOrder = sliderOrder
    explorer.isSliderOrderRanked = !explorer.influences.isEmpty
  }

  /// The slider at the focus, by its place among all.
  var focusedSlider: Int {
    explorer.slider.flatMap { path in sliders.firstIndex { $0.path == path } } ?? 0
  }

  /// How an answer is tried out; nil where it cannot be, as texts and whole tables.
  func slider(_ path: AnswerPath) -> WhatIfSlider? {
    guard relevance.isRelevant(path.question), let question = question(at: path.field),
      let base = triedFrom(path)
    else { return nil }
    let scale: WhatIfSlider.Scale
    switch question.kind {
    case .number(let kind): scale = .number(kind)
    case .choice, .flag: scale = .options(options(of: question).map(\.id))
    case .choices, .slug, .slugs, .line, .date, .table: return nil
    }
    return WhatIfSlider(
      path: path, question: question, scale: scale, base: base,
      value: explorer.changes[path] ?? base,
      influence: explorer.influences.first { $0.path == path })
  }

  /// What is answered or assumed somewhere; of a range the likely number.
  func triedFrom(_ path: AnswerPath) -> AnswerValue? {
    let value = answer(at: path.field) ?? assumption(at: path.field)
    guard case .number(let estimate)? = value else { return value }
    return .number(Estimate(estimate.likely))
  }

  /// The place that a text names, such as `users.now` or `requests[browse].reads`; rows may be
  /// numbered from 1 as well.
  func path(_ text: String) -> AnswerPath? {
    guard let open = text.firstIndex(of: "["), let close = text.lastIndex(of: "]"), open < close
    else {
      return questionnaire.question(text).map { AnswerPath(question: $0.id) }
    }
    let table = String(text[..<open])
    let name = String(text[text.index(after: open)..<close])
    let column = String(text[text.index(after: close)...].drop { $0 == "." })
    let rows = rows(of: table)
    guard let kind = tableKind(table), kind.columns.contains(where: { $0.id == column }),
      let row = rows.firstIndex(where: { kind.key(of: $0) == name })
        ?? Int(name).map({ $0 - 1 }), rows.indices.contains(row)
    else { return nil }
    return AnswerPath(
      question: table,
      cell: .init(row: row, name: kind.key(of: rows[row]) ?? "\(row + 1)", column: column))
  }

  /// A slider's value with its unit.
  func text(_ value: AnswerValue, _ slider: WhatIfSlider) -> String {
    text(value, for: slider.question)
  }
}

extension AnswerPath {
  /// The field of the interview that answers it.
  var field: Field {
    cell.map { .column($0.column, row: $0.row, table: question) } ?? .question(question)
  }
}
