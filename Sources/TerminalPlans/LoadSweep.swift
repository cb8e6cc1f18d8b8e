import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  /// The state of the plan with these numbers of users.
  package func loads(_ steps: [LoadStep]) -> [LoadView] { steps.compactMap(load) }

  /// The parts at a stage, and how far they carry together.
  private struct Standing {
    let index: Int
    let breaking: BreakingLoad
    /// The unit that gives way first, where there are several.
    let first: String?
    let carries: Bool
  }

  /// The stage that carries some users: the first whose breaking load is not passed, else the last.
  private func standing(_ users: Users) -> Standing? {
    var last: Standing?
    for index in plan.stages.indices {
      let breaking: (load: BreakingLoad, unit: String?)?
      if let divided {
        breaking = divided.stages[index].breaking.map { ($0.load, $0.unit) }
      } else {
        breaking = plan.stages[index].planned.map { ($0.breaking, nil) }
      }
      guard let breaking else { continue }
      let carries = breaking.load.users.map { $0 >= users } ?? true
      last = Standing(
        index: index, breaking: breaking.load, first: breaking.unit, carries: carries)
      if carries { return last }
    }
    return last
  }

  /// Each part at a stage under some users; of a divided system every unit that exists there.
  private func unitLoads(_ index: Int, _ users: Users) -> [UnitLoad] {
    let parts: [ShownPlan] =
      divided.map { divided in
        divided.units(at: index).map {
          ShownPlan(
            plan: $0.plan, catalog: catalog, questionnaire: questionnaire, sheet: sheet,
            findings: [], unit: $0.unit.name, reach: reach)
        }
      } ?? [self]
    return parts.compactMap { part in
      guard let stage = part.plan.stages[index].planned else { return nil }
      let workload = part.plan.requirements.workload(users: users)
      guard let assessment = try? part.model.assess(stage.architecture, under: workload) else {
        return nil
      }
      return UnitLoad(part: part, stage: stage, workload: workload, assessment: assessment)
    }
  }

  private func load(_ step: LoadStep) -> LoadView? {
    let users = Users(step.users)
    guard let standing = standing(users) else { return nil }
    let loads = unitLoads(standing.index, users)
    guard let first = loads.first else { return nil }
    let latency: Latency?
    let figures: (items: [CostItem], total: USDPerMonth)
    if let divided {
      guard
        let state = try? divided.state(at: standing.index, under: users, catalog: catalog)
      else { return nil }
      latency = state.latency
      figures = (state.costs.shared + state.costs.edges, state.costs.total)
    } else {
      guard let items = try? costs.items(first.stage.architecture, under: first.workload) else {
        return nil
      }
      latency = first.assessment.latency
      figures = (items, items.total)
    }
    let scope = unit.map { ", unit \($0)" } ?? (divided == nil ? "" : ", all units")
    return LoadView(
      step: step, stage: "Stage \(stageText(standing.index))\(scope)",
      nodes: divided == nil ? nodes(first) : unitNodes(loads, users),
      figures: self.figures(standing, loads, latency, figures, users),
      bars: barChart(
        loads.flatMap { load in
          load.assessment.limits.map { UnitLimit($0, of: load.part, load.workload) }
        }), summary: summary(standing, latency, figures.total),
      isMet: misses(standing, latency, figures.total).isEmpty)
  }

  /// What is missed under a load: the users, response times, the budget.
  private func misses(
    _ standing: Standing, _ latency: Latency?, _ total: USDPerMonth
  ) -> [String] {
    let objectives = plan.requirements.objectives
    func isMissed(_ value: Seconds?, _ limit: Seconds) -> Bool { value.map { $0 > limit } ?? true }
    return (standing.carries ? [] : ["capacity"])
      + (isMissed(latency?.all.p95, objectives.p95) ? ["p95"] : [])
      + (isMissed(latency?.all.p99, objectives.p99) ? ["p99"] : [])
      + (plan.requirements.budget.monthly.map { total > $0 } == true ? ["budget"] : [])
  }

  private func summary(
    _ standing: Standing, _ latency: Latency?, _ total: USDPerMonth
  ) -> String {
    let misses = misses(standing, latency, total)
    let p99 = (latency?.all.p99).map(Words.milliseconds) ?? "saturated"
    let verdict =
      misses.isEmpty
      ? "p95, p99\(plan.requirements.budget.monthly == nil ? "" : " and budget") met"
      : "missed: \(misses.joined(separator: ", "))"
    return "\(Words.dollars(total.value)), p99 \(p99), \(verdict)"
  }

  private func figures(
    _ standing: Standing, _ loads: [UnitLoad], _ latency: Latency?,
    _ bill: (items: [CostItem], total: USDPerMonth), _ users: Users
  ) -> [PlanTable.Row] {
    let objectives = plan.requirements.objectives
    func percentile(_ name: String, _ value: Seconds?, _ objective: Seconds?) -> PlanTable.Row {
      let isMissed = objective.map { limit in value.map { $0 > limit } ?? true } ?? false
      let remark = objective.map {
        "\(isMissed ? "! misses" : "within") \(Words.milliseconds($0))"
      }
      return PlanTable.Row(
        [name, value.map(Words.milliseconds) ?? "saturated", remark ?? ""],
        why: why(percentile: name, value, latency, zoneLost: nil, of: loads), isProblem: isMissed)
    }
    let workload =
      divided?.system.workload(users: users) ?? loads.first?.workload
      ?? plan.requirements.workload(users: users)
    let place = standing.first.map { ", first \($0) gives way" } ?? ""
    let busiest = loads.compactMap { load in load.assessment.bottleneck.map { (load, $0) } }
      .max { $0.1.utilization / $0.1.safeShare < $1.1.utilization / $1.1.safeShare }
    return [
      PlanTable.Row(
        [
          "Carries", standing.breaking.users.map { Words.count($0.value) } ?? "any number",
          standing.carries ? "users\(place)" : "! users: nothing carries these",
        ],
        why: why(
          standing.breaking, stage: stageText(standing.index), unit: standing.first),
        isProblem: !standing.carries),
      PlanTable.Row(
        ["Requests", DecimalText.significant(workload.requestRate.value), "/s, peak"],
        why: why(rateOf: workload)),
      percentile("p50", latency?.all.p50, nil),
      percentile("p95", latency?.all.p95, objectives.p95),
      percentile("p99", latency?.all.p99, objectives.p99),
      PlanTable.Row(
        ["Cost", DecimalText.fixed(bill.total.value), "USD/month" + budgetRemark(bill.total)],
        why: divided == nil
          ? why(total: bill.items, workload) : why(unitCosts: loads, bill, workload),
        isProblem: plan.requirements.budget.monthly.map { bill.total > $0 } == true),
      PlanTable.Row(
        [
          "Next", busiest.map { Words.percent($0.1.utilization) } ?? "",
          busiest.map { load, limit in
            "\(divided == nil ? "" : "\(load.part.unit ?? ""): ")\(limit.tier.rawValue), "
              + limit.resource
          } ?? "nothing gives way",
        ], why: busiest.map { $0.part.why($1, $0.workload) }),
    ]
  }

  /// How a bill stands to the budget; nothing where there is none.
  private func budgetRemark(_ total: USDPerMonth) -> String {
    plan.requirements.budget.monthly.map {
      ", \(total > $0 ? "! over" : "within") \(DecimalText.fixed($0.value))"
    } ?? ""
  }

  /// The bill of all units under a load: of each one, of what they share, of what passes between.
  private func why(
    unitCosts loads: [UnitLoad], _ bill: (items: [CostItem], total: USDPerMonth),
    _ workload: Workload
  ) -> Why {
    let bills = loads.map { load in
      (try? load.part.costs.items(load.stage.architecture, under: load.workload)) ?? []
    }
    let own = SharedCosts(bills).own
    return Why(
      "Cost: \(Words.dollars(bill.total.value))",
      [.init("formula", "the sum over units and what they share, at \(rate(workload))")]
        + zip(loads, own).map {
          .init("unit \($0.part.unit ?? "")", Words.dollars($1.total.value))
        }
        + bill.items.map {
          .init("shared or between units", "\($0.name): \(Words.dollars($0.monthly.value))")
        })
  }

  private func nodes(_ load: UnitLoad) -> [LoadView.Node] {
    let users = LoadView.Node(column: 0, title: "Users", size: rate(load.workload))
    return [users]
      + load.stage.components.compactMap { component in
        guard let column = Self.column(component.tier) else { return nil }
        let busiest = load.assessment.limits.filter { $0.tier == component.tier }
          .max { $0.utilization / $0.safeShare < $1.utilization / $1.safeShare }
        let isFirst = load.stage.components.first { $0.tier == component.tier } == component
        return LoadView.Node(
          column: column, title: component.title, size: component.size,
          utilization: isFirst ? busiest?.utilization : nil, limit: busiest?.safeShare)
      }
  }

  /// Each unit as one box: those that users call, then those that only units call.
  private func unitNodes(_ loads: [UnitLoad], _ users: Users) -> [LoadView.Node] {
    let front = LoadView.Node(column: 0, title: "Users", size: Words.users(users.value))
    return [front]
      + loads.map { load in
        let busiest = load.assessment.bottleneck
        let compute = load.stage.components.first { $0.tier == .compute }
        return LoadView.Node(
          column: load.part.plan.requirements.isInternal ? 2 : 1, title: load.part.unit ?? "",
          // What an instance is made of is told with the unit itself.
          size: compute.map { "\($0.title) \($0.size.prefix { $0 != "(" })" } ?? "",
          utilization: busiest?.utilization, limit: busiest?.safeShare)
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
