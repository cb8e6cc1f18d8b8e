import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Roadmap
import TerminalUI

extension ShownPlan {
  /// The decisions of the present stage, each with its scores and rejections behind it.
  var decisionsPage: PlanPage {
    guard let stage = plan.current else {
      return PlanPage(.decisions, [.paragraph("No stage carries the present users.")])
    }
    let rows = stage.decisions.map { decision in
      let next = decision.ranking.dropFirst().first
      return PlanTable.Row(
        [
          decision.heading, decision.chosen.map(decision.title) ?? "! none left",
          decision.ranking.first.map { DecimalText.fixed($0.score.value, 1) } ?? "",
          decision.margin.map { "+" + DecimalText.fixed($0.value, 1) } ?? "",
          next.map { decision.title($0.option) } ?? "none left",
          "\(decision.rejections.count)",
        ], why: why(decision), isProblem: decision.chosen == nil)
    }
    return PlanPage(
      .decisions,
      [
        .table(
          PlanTable(
            [
              .init("Decision"), .init("Chosen"), .init("Score", isNumber: true),
              .init("Margin", isNumber: true), .init("Runner-up"),
              .init("Ruled out", isNumber: true),
            ], rows))
      ])
  }

  /// Points by criterion for every option that is left, then what ruled out the others.
  private func why(_ decision: Decision) -> Why {
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
    return Why(decision.heading, parts)
  }

  /// The stages: when each is entered and why, what it costs, and what it adds.
  var roadmapPage: PlanPage {
    let stages = plan.stages.indices.filter { plan.isDistinct($0) || $0 == plan.currentIndex }
    let rows = stages.compactMap { index in plan.stages[index].planned.map { row(index, $0) } }
    let costs = stages.compactMap { index in
      plan.stages[index].planned.map { (index, $0.costs.total.value) }
    }
    let greatest = max(1, costs.map(\.1).max() ?? 1)
    let bars = costs.map { index, cost in
      BarChart.Bar(
        label: "\(index + 1), \(plan.stages[index].definition.label)", share: cost / greatest,
        text: Words.dollars(cost))
    }
    return PlanPage(
      .roadmap,
      [
        .table(
          PlanTable(
            [
              .init("Stage"), .init("Entered"), .init("At users", isNumber: true),
              .init("p99", isNumber: true), .init("USD/month", isNumber: true), .init("Changes"),
            ], rows)),
        .heading("Cost at the upper end of each stage"),
        .bars(
          BarChart(
            title: "Cost by stage", bars: bars,
            sentence: costs.last.map {
              "The last stage costs \(Words.dollars($0.1)), the first "
                + "\(Words.dollars(costs[0].1))."
            } ?? "No stage is planned.")),
      ])
  }

  private func row(_ index: Int, _ stage: PlannedStage) -> PlanTable.Row {
    let isNow = index == plan.currentIndex
    let changes = stage.steps.filter { $0.kind != .observe }.map {
      $0.title
    }
    var parts: [Why.Part] = []
    if let entry = stage.entry {
      parts.append(.init("entered because", entry.overturned ?? entry.cause.text))
      parts.append(.init("reason", entry.reason.rawValue))
    }
    for step in stage.steps {
      let effort = "\(DecimalText.significant(step.personDays, 2)) person-days"
      parts.append(.init(step.title, "\(step.because) (\(effort))"))
    }
    parts += stage.deferred.map { .init("left out: \($0.title)", $0.trigger) }
    parts += why(stage.breaking, stage: stageText(index)).parts
    return PlanTable.Row(
      [
        "\(index + 1), \(plan.stages[index].definition.label)\(isNow ? " (now)" : "")",
        stage.entry.map { Words.months($0.months) } ?? "at the start",
        stage.entry?.users.map { DecimalText.significant($0.value, 1) } ?? "",
        stage.assessment.latency.map { Words.milliseconds($0.all.p99) } ?? "saturated",
        DecimalText.fixed(stage.costs.total.value), changes.joined(separator: ", "),
      ], why: Why("Stage \(stageText(index))", parts))
  }
}
