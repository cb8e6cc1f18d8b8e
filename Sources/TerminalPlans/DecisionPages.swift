import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Roadmap
import TerminalUI

extension ShownPlan {
  /// The decisions of the present stage, each with its scores and rejections behind it; then how
  /// units are glued together.
  var decisionsPage: PlanPage {
    guard plan.current != nil else {
      return PlanPage(.decisions, [.paragraph("No stage carries the present users.")])
    }
    let rows = parts.flatMap { part in
      (part.plan.current?.decisions ?? []).map { row($0, unitCell(of: part), unit: part.unit) }
    }
    var blocks: [PlanPage.Block] = [.table(PlanTable(unitColumn + Self.columns, rows))]
    let edges = divided?.current?.edges ?? []
    if !edges.isEmpty {
      blocks += [
        .heading("Between units"),
        .table(
          PlanTable(
            [.init("From")] + Self.columns,
            edges.map { row($0.decision, ["\($0.from) to \($0.to)"], unit: nil) })),
      ]
    }
    return PlanPage(.decisions, blocks)
  }

  private static let columns: [PlanTable.Column] = [
    .init("Decision"), .init("Chosen"), .init("Score", isNumber: true),
    .init("Margin", isNumber: true), .init("Runner-up"), .init("Ruled out", isNumber: true),
  ]

  private func row(_ decision: Decision, _ first: [String], unit: String?) -> PlanTable.Row {
    let next = decision.ranking.dropFirst().first
    return PlanTable.Row(
      first + [
        decision.heading, decision.chosen.map(decision.title) ?? "! none left",
        decision.ranking.first.map { DecimalText.fixed($0.score.value, 1) } ?? "",
        decision.margin.map { ($0 < .zero ? "" : "+") + DecimalText.fixed($0.value, 1) } ?? "",
        next.map { decision.title($0.option) } ?? "none left", "\(decision.rejections.count)",
      ], why: why(decision, unit: unit), isProblem: decision.chosen == nil)
  }

  /// Points by criterion for every option that is left, then what ruled out the others.
  private func why(_ decision: Decision, unit: String?) -> Why {
    var parts: [Why.Part] = []
    for evaluation in decision.ranking {
      let title = decision.title(evaluation.option)
      parts.append(.init(title, "\(DecimalText.fixed(evaluation.score.value, 1)) of 100 points"))
      for contribution in evaluation.contributions.sorted(by: { $0.points > $1.points }) {
        let observed = contribution.observed.map { ", for \($0)" } ?? ""
        parts.append(
          .init(
            "  \(contribution.title)",
            "\(DecimalText.fixed(contribution.points.value, 1)) of "
              + "\(DecimalText.fixed(contribution.possible.value, 1))\(observed). \(contribution.text)"
          ))
      }
    }
    for rejection in decision.rejections {
      parts.append(
        .init(
          "ruled out: \(decision.title(rejection.option))",
          "\(rejection.text) Required \(rejection.required), observed \(rejection.observed)."))
      parts += rejection.facts.compactMap { factPart($0.id) }
    }
    if !decision.questions.isEmpty {
      parts.append(.init("rests on", decision.questions.joined(separator: ", ")))
    }
    return Why(
      decision.heading, parts, subject: DecisionAddress(decision, unit: unit).text)
  }
}
