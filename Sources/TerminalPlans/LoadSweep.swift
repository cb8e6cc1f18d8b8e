import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  /// The state of the plan with these numbers of users.
  package func loads(_ steps: [LoadStep]) -> [LoadView] { steps.compactMap(load) }

  /// The stage that carries some users: the first whose breaking load is not passed, else the last.
  private func stage(carrying users: Users) -> (index: Int, planned: PlannedStage, carries: Bool)? {
    var last: (Int, PlannedStage)?
    for (index, stage) in plan.stages.enumerated() {
      guard let planned = stage.planned else { continue }
      if planned.breaking.users.map({ $0 >= users }) ?? true { return (index, planned, true) }
      last = (index, planned)
    }
    return last.map { ($0.0, $0.1, false) }
  }

  private func load(_ step: LoadStep) -> LoadView? {
    let users = Users(step.users)
    guard let (index, planned, carries) = stage(carrying: users) else { return nil }
    let workload = plan.requirements.workload(users: users)
    guard let assessment = try? model.assess(planned.architecture, under: workload),
      let items = try? costs.items(planned.architecture, under: workload)
    else { return nil }
    return LoadView(
      step: step, stage: "Stage \(stageText(index))",
      nodes: nodes(planned, assessment, workload),
      figures: figures(index, planned, assessment, items, workload, carries: carries),
      bars: bars(assessment.limits, workload), isCarried: carries)
  }

  private func figures(
    _ index: Int, _ planned: PlannedStage, _ assessment: Assessment, _ items: [CostItem],
    _ workload: Workload, carries: Bool
  ) -> [PlanTable.Row] {
    let objectives = plan.requirements.objectives
    let latency = assessment.latency?.all
    func percentile(_ name: String, _ value: Seconds?, _ objective: Seconds?) -> PlanTable.Row {
      let isMissed = objective.map { limit in value.map { $0 > limit } ?? true } ?? false
      let remark = objective.map {
        "\(isMissed ? "! misses" : "within") \(Words.milliseconds($0))"
      }
      return PlanTable.Row(
        [name, value.map(Words.milliseconds) ?? "saturated", remark ?? ""],
        why: why(percentile: name, value, planned.architecture, workload, assessment),
        isProblem: isMissed)
    }
    let breaking = planned.breaking
    return [
      PlanTable.Row(
        [
          "Carries", breaking.users.map { DecimalText.significant($0.value, 2) } ?? "any number",
          carries ? "users" : "! users: nothing carries these",
        ], why: why(breaking, stage: stageText(index)), isProblem: !carries),
      PlanTable.Row(["Requests", DecimalText.significant(workload.requestRate.value), "/s, peak"]),
      percentile("p50", latency?.p50, nil), percentile("p95", latency?.p95, objectives.p95),
      percentile("p99", latency?.p99, objectives.p99),
      PlanTable.Row(
        ["Cost", DecimalText.fixed(items.total.value), "USD/month"],
        why: why(total: items, workload)),
      PlanTable.Row(
        [
          "Next", assessment.bottleneck.map { Words.percent($0.utilization) } ?? "",
          assessment.bottleneck.map { "\($0.tier.rawValue), \($0.resource)" }
            ?? "nothing gives way",
        ], why: assessment.bottleneck.map { why($0, workload) }),
    ]
  }

  /// The capacities by how near they are to what is safe, the nearest first.
  func bars(_ limits: [Limit], _ workload: Workload) -> BarChart {
    let sorted = limits.enumerated().sorted {
      let nearness = (
        $0.element.utilization / $0.element.safeShare, $1.element.utilization / $1.element.safeShare
      )
      return nearness.0 == nearness.1 ? $0.offset < $1.offset : nearness.0 > nearness.1
    }.map(\.element)
    let bars = sorted.map { limit in
      BarChart.Bar(
        label: "\(limit.tier.rawValue), \(limit.resource)", share: limit.utilization,
        limit: limit.safeShare,
        text: "\(Words.percent(limit.utilization)) \(limit.isPassed ? "! over" : "ok")",
        isProblem: limit.isPassed, why: why(limit, workload))
    }
    let over = sorted.filter(\.isPassed)
    let sentence =
      sorted.first.map {
        "\($0.tier.rawValue), \($0.resource) is nearest to its limit: "
          + "\(Words.percent($0.utilization)) of it in use, safe up to "
          + "\(Words.percent($0.safeShare)). \(over.count) of \(sorted.count) are over."
      } ?? "Nothing can be exhausted."
    return BarChart(
      title: "In use, by what is nearest to its limit", bars: bars, sentence: sentence)
  }

  private func nodes(
    _ planned: PlannedStage, _ assessment: Assessment, _ workload: Workload
  ) -> [LoadView.Node] {
    let users = LoadView.Node(column: 0, title: "Users", size: "\(rate(workload))")
    return [users]
      + planned.components.compactMap { component in
        guard let column = Self.column(component.tier) else { return nil }
        let busiest = assessment.limits.filter { $0.tier == component.tier }
          .max { $0.utilization / $0.safeShare < $1.utilization / $1.safeShare }
        let isFirst = planned.components.first { $0.tier == component.tier } == component
        return LoadView.Node(
          column: column, title: component.title, size: component.size,
          utilization: isFirst ? busiest?.utilization : nil, limit: busiest?.safeShare)
      }
  }

  /// The diagram's column of a tier; nil for what carries no requests.
  private static func column(_ tier: Tier) -> Int? {
    switch tier {
    case .frontEnd, .edge: 1
    case .entry: 2
    case .compute, .workers, .messaging: 3
    case .database, .tables, .cache, .files: 4
    case .network, .observability: nil
    }
  }
}
