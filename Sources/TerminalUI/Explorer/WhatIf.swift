import OrderedCollections
import Quantities
import RealModule
import Requirements

/// A numeric answer, also one of a table's rows, that can be changed for a what-if.
struct WhatIfSlider: Hashable, Sendable {
  let path: AnswerPath
  let question: Question
  let kind: NumberKind
  /// The answer, or what is assumed.
  let base: Double
  let value: Double
  let influence: Influence?

  /// What is asked, with the row that it is asked about.
  var title: String { path.cell.map { "\($0.name): \(question.ask)" } ?? question.ask }

  var isChanged: Bool { value != base }

  /// From a hundredth of the base to a hundred times it, within what the question allows.
  var range: (low: Double, high: Double) {
    let center = base > 0 ? base : max(kind.least, 1)
    return (max(kind.least, center / 100), min(kind.greatest, center * 100))
  }

  /// The place on the slider, from 0 to 1, by logarithms.
  var position: Double {
    let low = max(range.low, range.high / 1e6, 1e-9)
    guard range.high > low, value > low else { return 0 }
    return min(1, Double.log(value / low) / Double.log(range.high / low))
  }

  /// The value after some steps of a twelfth of a decade, to three digits.
  func stepped(_ steps: Int) -> Double {
    let center = value > 0 ? value : max(kind.least, range.high / 1000)
    var next = center * Double.pow(10, Double(steps) / 12)
    if kind.isInteger {
      next = next.rounded()
      if next == value { next += steps > 0 ? 1 : -1 }
    } else {
      next = Double(DecimalText.significant(next, 3, grouped: false)) ?? next
    }
    // The base is a stop, so that a change can be taken back by the same key.
    if (value < base && next > base) || (value > base && next < base) { next = base }
    return min(kind.greatest, max(kind.least, next))
  }
}

extension InterviewModel {
  private static let sliderCount = 10

  /// The sliders: the answers that matter most, then what else was changed.
  var sliders: [WhatIfSlider] {
    let ranked = explorer.influences.prefix(Self.sliderCount).map(\.path)
    let order =
      ranked.isEmpty
      ? questionnaire.questions.filter(\.isInShortPath).map { AnswerPath(question: $0.id) }
      : ranked
    var seen: Set<AnswerPath> = []
    return (order.prefix(Self.sliderCount) + explorer.changes.keys).compactMap { path in
      seen.insert(path).inserted ? slider(path) : nil
    }
  }

  private func slider(_ path: AnswerPath) -> WhatIfSlider? {
    guard relevance.isRelevant(path.question), let question = question(at: path.field),
      case .number(let kind) = question.kind, let base = number(at: path)
    else { return nil }
    return WhatIfSlider(
      path: path, question: question, kind: kind, base: base,
      value: explorer.changes[path] ?? base,
      influence: explorer.influences.first { $0.path == path })
  }

  /// The likely number that is answered or assumed somewhere.
  private func number(at path: AnswerPath) -> Double? {
    guard case .number(let estimate)? = answer(at: path.field) ?? assumption(at: path.field) else {
      return nil
    }
    return estimate.likely
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
      let row = rows.firstIndex(where: { kind.name(of: $0) == name })
        ?? Int(name).map({ $0 - 1 }), rows.indices.contains(row)
    else { return nil }
    return AnswerPath(
      question: table,
      cell: .init(row: row, name: kind.name(of: rows[row]) ?? "\(row + 1)", column: column))
  }

  /// Some answers with other numbers in them.
  func sheet(changing changes: [(AnswerPath, AnswerValue)]) -> AnswerSheet {
    sheet.changing(
      changes.compactMap { path, value in
        guard let question = question(at: path.field) else { return nil }
        let given = answer(at: path.field)
        let lever = AnswerLever(
          path: path, question: question, value: given ?? assumption(at: path.field) ?? value,
          isAnswered: given != nil, fallback: nil)
        return ChangedAnswer(lever, to: value, distance: 0)
      }, in: questionnaire)
  }

  /// The answers with the changes of the what-if.
  var variantSheet: AnswerSheet {
    sheet(changing: explorer.changes.map { ($0, .number(Estimate($1))) })
  }

  /// Asks for the plan of the changes; unless forced, only where none is known.
  mutating func requestVariant(isForced: Bool) -> [Command] {
    guard !explorer.changes.isEmpty else {
      explorer.variant = nil
      explorer.isVariantComputing = false
      explorer.variantJob += 1
      return []
    }
    guard isForced || (explorer.variant == nil && !explorer.isVariantComputing) else { return [] }
    explorer.variantJob += 1
    explorer.isVariantComputing = true
    return [.compute(.variant(variantSheet), job: explorer.variantJob)]
  }

  /// Changes an answer for the what-if; back at its base it is no change.
  mutating func change(_ slider: WhatIfSlider, to value: Double) -> [Command] {
    explorer.changes[slider.path] = value == slider.base ? nil : value
    return requestVariant(isForced: true)
  }

  /// The changes as they would be typed.
  var assignments: [Action.Assignment] {
    explorer.changes.compactMap { path, value in
      question(at: path.field).map {
        .init(question: path.text, text: AnswerFormatter.text(.number(Estimate(value)), for: $0))
      }
    }
  }

  /// A key at the sliders; nil for keys that mean something else.
  mutating func updateWhatIf(_ key: Key) -> [Command]? {
    let sliders = sliders
    guard !sliders.isEmpty else { return nil }
    let index = min(explorer.slider, sliders.count - 1)
    let slider = sliders[index]
    switch key {
    case .up: explorer.slider = max(0, index - 1)
    case .down: explorer.slider = min(sliders.count - 1, index + 1)
    case .left: return change(slider, to: slider.stepped(-1))
    case .right: return change(slider, to: slider.stepped(1))
    case .character("-"): return change(slider, to: slider.stepped(-12))
    case .character("+"), .character("="): return change(slider, to: slider.stepped(12))
    case .character("0"), .backspace, .delete: return change(slider, to: slider.base)
    case .character("r"):
      explorer.changes = [:]
      return requestVariant(isForced: true)
    case .character("a"):
      guard !explorer.changes.isEmpty else { return nothingChanged() }
      let count = explorer.changes.count
      let list = assignments
      explorer.changes = [:]
      let commands = act(.adopt(list))
      notice = Notice(
        text: "\(count) answers were taken over; F8 takes them back.", isProblem: false)
      return commands
    case .character("v"):
      guard !explorer.changes.isEmpty else { return nothingChanged() }
      picker = Picker()
      overlay = .naming
    default: return nil
    }
    return []
  }

  private mutating func nothingChanged() -> [Command] {
    notice = Notice(text: "Nothing is changed yet: Left and Right move a slider.", isProblem: true)
    return []
  }

  /// The sliders and the comparison as tables, for line mode and for copying.
  var whatIfBlocks: [PlanPage.Block] {
    let rows = sliders.map { slider in
      PlanTable.Row([
        slider.title, text(slider.base, slider), text(slider.value, slider),
        slider.influence?.text ?? "",
      ])
    }
    return [
      .table(
        PlanTable(
          [
            .init("Answer"), .init("Now", isNumber: true), .init("What if", isNumber: true),
            .init("A tenth more changes"),
          ], rows)),
      .heading("Compared with the plan"), .table(comparison),
    ]
  }

  /// A slider's number with its unit.
  func text(_ value: Double, _ slider: WhatIfSlider) -> String {
    text(.number(Estimate(value)), for: slider.question)
  }

  /// The plan, the what-if, and what became different.
  var comparison: PlanTable {
    let columns: [PlanTable.Column] = [
      .init("Figure"), .init("Plan", isNumber: true), .init("What if", isNumber: true),
      .init("Change", isNumber: true),
    ]
    guard let base = preview else { return PlanTable(columns, []) }
    guard let other = explorer.variant else {
      return PlanTable(Array(columns.prefix(2)), figures(base))
    }
    var rows = [
      PlanTable.Row([
        "Cost", base.monthlyCost, other.monthlyCost,
        Self.change(base.figures?.cost, other.figures?.cost),
      ]),
      PlanTable.Row([
        "p99", base.p99, other.p99, Self.change(base.figures?.p99, other.figures?.p99),
      ]),
      PlanTable.Row([
        "Carries users", Self.count(base.figures?.carried), Self.count(other.figures?.carried),
        Self.change(base.figures?.carried, other.figures?.carried),
      ]),
      PlanTable.Row([
        "Stage", base.stage, other.stage, base.stage == other.stage ? "same" : "moved",
      ]),
      PlanTable.Row(
        [
          "Verdict", Self.word(base.verdict), Self.word(other.verdict),
          base.verdict == other.verdict ? "same" : "changed",
        ], isProblem: other.verdict == .missed),
    ]
    for decision in other.decisions {
      let former = base.decisions.first { $0.title == decision.title }?.option ?? "none"
      guard former != decision.option else { continue }
      rows.append(PlanTable.Row([decision.title, former, decision.option, "flipped"]))
    }
    return PlanTable(columns, rows)
  }

  /// The plan alone, while nothing is changed.
  private func figures(_ base: Preview) -> [PlanTable.Row] {
    [
      .init(["Cost", base.monthlyCost]), .init(["p99", base.p99]),
      .init(["Carries users", Self.count(base.figures?.carried)]), .init(["Stage", base.stage]),
      .init(["Verdict", Self.word(base.verdict)], isProblem: base.verdict == .missed),
    ]
  }

  private static func word(_ verdict: Preview.Verdict) -> String {
    switch verdict {
    case .met: "met"
    case .missed: "missed"
    case .none: "no plan"
    }
  }

  private static func count(_ users: Double?) -> String {
    users.map { DecimalText.fixed($0) } ?? "any number"
  }

  private static func change(_ old: Double?, _ new: Double?) -> String {
    guard let old, let new, old > 0, old.isFinite, new.isFinite else { return "" }
    let percent = (new / old - 1) * 100
    if percent.magnitude < 0.05 { return "same" }
    let digits = percent.magnitude < 10 ? 1 : 0
    return (percent > 0 ? "+" : "") + DecimalText.fixed(percent, digits) + "%"
  }
}

extension AnswerPath {
  /// The field of the interview that answers it.
  var field: Field {
    cell.map { .column($0.column, row: $0.row, table: question) } ?? .question(question)
  }
}
