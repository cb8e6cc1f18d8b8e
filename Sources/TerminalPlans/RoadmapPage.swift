import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import TerminalUI

extension ShownPlan {
  /// The stages: when each is entered and why, what it costs, and what it adds.
  var roadmapPage: PlanPage {
    let rows = shownStages.compactMap(row)
    let costs = shownStages.compactMap { index in cost(of: index).map { (index, $0.value) } }
    let greatest = max(1, costs.map(\.1).max() ?? 1)
    let bars = costs.map { index, cost in
      BarChart.Bar(
        label: "\(index + 1), \(plan.stages[index].definition.label)", share: cost / greatest,
        amount: Words.dollars(cost))
    }
    return PlanPage(
      .roadmap,
      [
        .timeline(timeline),
        .paragraph(
          "\(dayText)Response times and costs at the upper end of each stage\(scope).",
          keys: "Enter shows a stage whole."),
        .table(
          PlanTable(
            [
              .init("Stage"), .init("Entered"), .init("Month"), .init("At users", isNumber: true),
              .init("p99", isNumber: true), .init("USD/month", isNumber: true),
            ], rows)),
        .heading("Cost at the upper end of each stage"),
        .bars(
          BarChart(
            title: "Cost by stage", bars: bars, isComparison: true,
            sentence: costs.last.map {
              "The last stage costs \(Words.dollars($0.1)), the first "
                + "\(Words.dollars(costs[0].1))."
            } ?? "No stage is planned.")),
      ])
  }

  /// When the stages that are to come are entered, after the one to run now.
  private var timeline: Timeline {
    let coming = shownStages.filter { index in plan.currentIndex.map { index > $0 } ?? true }
    let entered = coming.compactMap { index in
      entry(of: index)?.entry.months.map { (index, $0) }
    }
    let now = plan.currentIndex.map {
      Timeline.Event(name: "now: \($0 + 1)", months: 0, date: month(after: 0))
    }
    let events = entered.map { index, months in
      Timeline.Event(name: "\(index + 1)", months: months, date: month(after: months))
    }
    let told = entered.map { index, months in
      let month = month(after: months)
      return "stage \(index + 1) \(Words.months(months))\(month.isEmpty ? "" : " (\(month))")"
    }
    return Timeline(
      events: (now.map { [$0] } ?? []) + events,
      sentence: told.isEmpty
        ? "No other stage is entered at this growth." : "Entered: \(told.joined(separator: ", ")).")
  }

  /// What the months are counted from.
  private var dayText: String {
    catalog.newestDay.map { "Months are counted from \($0), the newest day of the catalog. " } ?? ""
  }

  /// The month of the calendar so many months after the day of the plan, such as `2027-12`.
  private func month(after months: Double) -> String {
    // Beyond a century a date says nothing.
    guard months < 1200, let day = catalog.newestDay,
      let then = day.adding(days: Int((months * 365.25 / 12).rounded()))
    else { return "" }
    return String("\(then)".prefix(7))
  }

  private var scope: String {
    unit.map { " of unit \($0)" } ?? (divided == nil ? "" : " of all units, end to end")
  }

  /// The stages in which something changes, and the present one.
  private var shownStages: [Int] {
    plan.stages.indices.filter { index in
      if index == plan.currentIndex { return true }
      guard let divided else { return plan.isDistinct(index) }
      let stage = divided.stages[index]
      return stage.isReachable
        && (!stage.cuts.isEmpty || divided.units(at: index).contains { $0.plan.isDistinct(index) })
    }
  }

  private func cost(of index: Int) -> USDPerMonth? {
    if let divided { return divided.stages[index].costs?.total }
    return plan.stages[index].planned.map { $0.costs.total }
  }

  /// The units of a stage with what is planned for it; one for a system of one unit.
  private func planned(at index: Int) -> [(unit: String?, stage: PlannedStage)] {
    guard let divided else {
      return plan.stages[index].planned.map { [(unit, $0)] } ?? []
    }
    return divided.units(at: index).compactMap { own in
      own.stage(index)?.planned.map { (own.unit.name, $0) }
    }
  }

  private func entry(of index: Int) -> (unit: String?, entry: StageEntry)? {
    let entries = planned(at: index).compactMap { own in
      own.stage.entry.flatMap { own.stage.isUnchanged ? nil : (unit: own.unit, entry: $0) }
    }
    return entries.min {
      ($0.entry.users?.value ?? .infinity) < ($1.entry.users?.value ?? .infinity)
    }
  }

  private func row(_ index: Int) -> PlanTable.Row? {
    let units = planned(at: index)
    guard !units.isEmpty else { return nil }
    let isNow = index == plan.currentIndex
    let isPassed = plan.currentIndex.map { index < $0 } ?? false
    let entry = entry(of: index)
    let latency =
      divided.map { $0.stages[index].latency } ?? units.first?.stage.assessment.latency
    return PlanTable.Row(
      [
        "\(index + 1), \(plan.stages[index].definition.label)\(isNow ? " (now)" : "")",
        isNow ? "now" : isPassed ? "passed" : entry.map { Words.months($0.entry.months) } ?? "",
        isPassed ? "" : isNow ? month(after: 0) : entry?.entry.months.map(month) ?? "",
        entry?.entry.users.map { Words.count($0.value) } ?? "",
        latency.map { Words.milliseconds($0.all.p99) } ?? "saturated",
        cost(of: index).map { DecimalText.fixed($0.value) } ?? "",
      ], why: story(of: index, units, isPassed: isPassed),
      details: changes(index, units, isPassed: isPassed))
  }

  /// What changes on entering a stage: its steps by title, or how many there are where they are past,
  /// or too many of one unit to be read here.
  private func changes(
    _ index: Int, _ units: [(unit: String?, stage: PlannedStage)], isPassed: Bool
  ) -> [String] {
    let between = (divided?.stages[index].steps ?? []).map(\.title)
    let own = units.map { unit, stage in
      (unit: unit, titles: stage.steps.filter { $0.kind != .observe }.map(\.title))
    }
    let count = between.count + own.reduce(0) { $0 + $1.titles.count }
    guard count > 0 else { return ["nothing changes"] }
    func counted(_ count: Int) -> String { count == 1 ? "1 step" : "\(count) steps" }
    guard !isPassed else { return [counted(count)] }
    let told = own.filter { !$0.titles.isEmpty }.flatMap { unit, titles -> [String] in
      guard divided != nil else { return titles }
      let text = titles.count > 3 ? counted(titles.count) : titles.joined(separator: "; ")
      return ["\(unit ?? ""): \(text)"]
    }
    return between + told
  }

  /// A stage whole: why and when it is entered, each step with its reason and effort, how far it
  /// carries, the alarm that watches for the next one, and what is left out until then.
  private func story(
    of index: Int, _ units: [(unit: String?, stage: PlannedStage)], isPassed: Bool
  ) -> Why {
    var parts: [Why.Part] = []
    if isPassed { parts.append(.init("passed", "the present users are beyond it")) }
    if index == plan.currentIndex { parts.append(.init("now", "the stage to run today")) }
    let days =
      (divided?.stages[index].steps ?? []).reduce(0) { $0 + $1.personDays }
      + units.flatMap(\.stage.steps).reduce(0) { $0 + $1.personDays }
    parts.append(.init("effort", "\(Words.personDays(days)) in all"))
    if let cost = cost(of: index) { parts.append(.init("cost", Words.dollars(cost.value))) }
    for step in divided?.stages[index].steps ?? [] { parts.append(part(step)) }
    for (unit, stage) in units {
      if divided != nil {
        parts.append(
          .init("unit \(unit ?? "")", stage.isUnchanged ? "as in the stage before" : "changes"))
      }
      if let entry = stage.entry, !entry.isUnchanged {
        let users = entry.users.map { " at \(Words.users($0.value))" } ?? ""
        let time = isPassed ? "passed" : Words.months(entry.months)
        parts.append(.init("entered", time + users))
        parts.append(.init("trigger", entry.overturned ?? entry.cause.text))
        parts.append(.init("kind of reason", entry.reason.rawValue))
      }
      parts += stage.components.map { .init("runs", "\($0.title) \($0.size)") }
      parts += stage.steps.map(part)
      if let latency = stage.assessment.latency?.all {
        parts.append(
          .init(
            "response time",
            "p50 \(Words.milliseconds(latency.p50)), p95 \(Words.milliseconds(latency.p95)), p99 "
              + "\(Words.milliseconds(latency.p99))\(divided == nil ? "" : ", by itself")"))
      }
      let users = stage.breaking.users.map { Words.users($0.value) } ?? "any number of users"
      parts.append(.init("carries", "\(users); then \(stage.breaking.cause.text)"))
      parts += why(stage.breaking, stage: stageText(index), unit: unit).parts
        .filter { $0.label == "alarm" }
      parts += stage.deferred.map { .init("left out", "\($0.title) until \($0.trigger)") }
    }
    return Why("Stage \(stageText(index))", parts)
  }

  private func part(_ step: Step) -> Why.Part {
    .init(
      "step",
      "\(step.title), because \(step.because) (\(Words.personDays(step.personDays)))")
  }
}
