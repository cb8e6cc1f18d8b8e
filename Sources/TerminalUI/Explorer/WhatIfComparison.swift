import OrderedCollections
import Quantities
import Requirements

extension InterviewModel {
  /// The sliders and the comparison as tables, for line mode and for copying.
  var whatIfBlocks: [PlanPage.Block] {
    let rows = sliders.map { slider in
      PlanTable.Row([
        slider.path.text, slider.title, typed(slider.base, slider), typed(slider.value, slider),
        slider.influence?.text ?? "",
      ])
    }
    return [
      .table(
        PlanTable(
          [
            .init("In the file"), .init("Answer"), .init("Now", isNumber: true),
            .init("What if", isNumber: true), .init("A tenth more changes"),
          ], rows)),
      .heading("Compared with the plan"), .table(comparison),
    ]
  }

  /// A slider's value in few letters: an option as it is typed.
  private func typed(_ value: AnswerValue, _ slider: WhatIfSlider) -> String {
    switch slider.scale {
    case .number: text(value, slider)
    case .options: AnswerFormatter.text(value, for: slider.question)
    }
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
          "Verdict", Self.word(base), Self.word(other),
          base.verdict == other.verdict && base.missed == other.missed ? "same" : "changed",
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
      .init(["Verdict", Self.word(base)], isProblem: base.verdict == .missed),
    ]
  }

  private static func word(_ preview: Preview) -> String {
    switch preview.verdict {
    case .met: "met"
    case .missed:
      preview.missed.isEmpty ? "missed" : "missed: \(preview.missed.joined(separator: ", "))"
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
