import OrderedCollections
import Quantities
import RealModule
import Requirements

/// A numeric answer that can be changed for a what-if.
struct WhatIfSlider: Hashable, Sendable {
  let question: Question
  let kind: NumberKind
  /// The answer, or what is assumed.
  let base: Double
  let value: Double
  let influence: Influence?

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

  /// The sliders: what was changed, then the answers that matter most.
  var sliders: [WhatIfSlider] {
    let ranked = explorer.influences.map(\.question)
    let order =
      ranked.isEmpty ? questionnaire.questions.filter(\.isInShortPath).map(\.id) : ranked
    var seen: Set<String> = []
    let changed = explorer.changes.keys.filter { !ranked.prefix(Self.sliderCount).contains($0) }
    return (order.prefix(Self.sliderCount) + changed).compactMap { id in
      seen.insert(id).inserted ? slider(id) : nil
    }
  }

  private func slider(_ id: String) -> WhatIfSlider? {
    guard let question = questionnaire.question(id), case .number(let kind) = question.kind,
      relevance.isRelevant(id),
      case .number(let estimate)? = sheet[id] ?? assumption(at: .question(id))
    else { return nil }
    return WhatIfSlider(
      question: question, kind: kind, base: estimate.likely,
      value: explorer.changes[id] ?? estimate.likely,
      influence: explorer.influences.first { $0.question == id })
  }

  /// The answers with the changes of the what-if.
  var variantSheet: AnswerSheet {
    var changed = sheet
    for (id, value) in explorer.changes {
      changed.set(id, to: .number(Estimate(value)), in: questionnaire)
    }
    return changed
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
    explorer.changes[slider.question.id] = value == slider.base ? nil : value
    return requestVariant(isForced: true)
  }

  /// The changes as they would be typed.
  var assignments: [Action.Assignment] {
    explorer.changes.compactMap { id, value in
      questionnaire.question(id).map {
        .init(question: id, text: AnswerFormatter.text(.number(Estimate(value)), for: $0))
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
      return [.export(.variant, variantSheet)]
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
        slider.question.ask, text(slider.base, slider), text(slider.value, slider),
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
    guard let base = preview, let other = explorer.variant else {
      return PlanTable(columns, [])
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

  private static func word(_ verdict: Preview.Verdict) -> String {
    switch verdict {
    case .met: "met"
    case .missed: "missed"
    case .none: "no plan"
    }
  }

  private static func count(_ users: Double?) -> String {
    users.map { DecimalText.significant($0, 2) } ?? "any number"
  }

  private static func change(_ old: Double?, _ new: Double?) -> String {
    guard let old, let new, old > 0, old.isFinite, new.isFinite else { return "" }
    let percent = (new / old - 1) * 100
    if percent.magnitude < 0.05 { return "same" }
    let digits = percent.magnitude < 10 ? 1 : 0
    return (percent > 0 ? "+" : "") + DecimalText.fixed(percent, digits) + "%"
  }
}
