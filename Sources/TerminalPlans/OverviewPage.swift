import CapacityPlanning
import Quantities
import Reporting
import Requirements
import Roadmap
import TerminalUI

extension ShownPlan {
  /// The gates, the present figures, those of each unit, and what else is to be known.
  var overview: PlanPage {
    var blocks: [PlanPage.Block] = []
    if unit == nil {
      blocks += [
        .paragraph(
          plan.passes
            ? "Every objective and the budget are met."
            : "Missed: \(plan.gates.filter(\.fails).map(\.id).joined(separator: ", "))."),
        .table(
          PlanTable(
            [.init("Objective"), .init("Required"), .init("Plan"), .init("State")],
            plan.gates.map(row))),
      ]
    }
    if let unit {
      let services = plan.requirements.services.map(\.name).joined(separator: ", ")
      blocks.append(
        .paragraph(
          "Unit \(unit) deploys \(services). "
            + (plan.requirements.isInternal ? "Only other units call it." : "Users call it.")))
    }
    if let current = plan.current, let present = plan.present, let index = plan.currentIndex {
      let scope =
        unit.map { ", unit \($0) by itself" } ?? (divided == nil ? "" : ", all units, end to end")
      blocks += [
        .heading("Stage \(stageText(index))\(scope)"),
        .table(presentTable(current, present, index)),
      ]
      if divided != nil {
        blocks += [.heading("Units"), .table(unitTable(index))]
      } else {
        blocks += [
          .heading("What runs"),
          .table(
            PlanTable(
              [.init("Part"), .init("Size"), .init("Tier")],
              current.components.map { .init([$0.title, $0.size, $0.tier.rawValue]) })),
        ]
      }
    } else {
      blocks.append(.paragraph("No stage carries the present users."))
    }
    let notes = unit == nil ? findings.map(\.text) + plan.notes.map(\.text) : []
    if !notes.isEmpty { blocks.append(.heading("Good to know")) }
    return PlanPage(.overview, blocks + notes.map { .paragraph($0) })
  }

  private func row(_ gate: Gate) -> PlanTable.Row {
    PlanTable.Row(
      [gate.id, gate.required, gate.observed, Self.state(gate)], why: why(gate),
      isProblem: gate.fails)
  }

  private static func state(_ gate: Gate) -> String {
    if gate.passes { return "met" }
    if gate.isWaived { return "waived" }
    return gate.fails ? "! missed" : "missed, \(gate.level.rawValue)"
  }

  private func why(_ gate: Gate) -> Why {
    var parts: [Why.Part] = [
      .init("required by", gate.question), .init("required", gate.required),
      .init("observed", gate.observed),
    ]
    if let blame = gate.blame { parts.append(.init("to blame", blame)) }
    if let waiver = gate.waiver, !gate.passes {
      parts.append(.init("waiver", "until \(waiver.waiver.expires), \(waiver.state.rawValue)"))
    }
    if gate.id == "availability" {
      parts.append(
        .init(
          "how",
          "by structure: the promise holds where the loss of a zone, a machine or the database is "
            + "made good in time. The product of the SLAs in series is a reference and no gate: a "
            + "service level is what AWS pays for, not what is to be expected"))
    }
    if gate.id == "p99" || gate.id == "p95" {
      let latency = (shownLatencyZoneLost ?? shownLatency)?.all
      let value = gate.id == "p99" ? latency?.p99 : latency?.p95
      parts += why(percentile: gate.id, value).parts
    }
    if gate.id == "budget", let present = plan.present {
      parts += why(total: plan.presentItems, present.workload).parts
    }
    return Why("\(gate.id): \(gate.passes ? "met" : "missed")", parts)
  }

  private func why(percentile name: String, _ value: Seconds?) -> Why {
    why(
      percentile: name, value, shownLatency, zoneLost: shownLatencyZoneLost, of: presentLoads)
  }

  private func presentTable(
    _ stage: PlannedStage, _ present: PresentState, _ index: Int
  ) -> PlanTable {
    let latency = shownLatency?.all
    func percentile(_ name: String, _ value: Seconds?) -> PlanTable.Row {
      PlanTable.Row(
        ["Response time \(name)", value.map(Words.milliseconds) ?? "saturated"],
        why: why(percentile: name, value))
    }
    var rows = [
      PlanTable.Row(
        ["Users", DecimalText.fixed(present.workload.users.value)],
        why: Why(
          "Users: \(DecimalText.fixed(present.workload.users.value))",
          [.init("input", "users.now, as answered or assumed")])),
      PlanTable.Row(
        [
          divided == nil ? "Requests at the peak" : "Requests of users at the peak",
          "\(DecimalText.significant(shownWorkload(present).requestRate.value)) requests/s",
        ], why: why(rateOf: shownWorkload(present))),
      percentile("p50", latency?.p50), percentile("p95", latency?.p95),
      percentile("p99", latency?.p99),
    ]
    if let lost = shownLatencyZoneLost?.all.p99 {
      rows.append(percentile("p99, a zone lost", lost))
    }
    rows.append(
      PlanTable.Row(
        ["Cost", Words.dollars(shownTotal?.value ?? 0)],
        why: why(total: shownItems, present.workload)))
    if let (load, first) = shownBreaking {
      let users = load.users.map { Words.users($0.value) } ?? "any number of users"
      rows.append(
        PlanTable.Row(
          ["Carries", first.map { "\(users), then \($0) gives way" } ?? users],
          why: why(load, stage: stageText(index), unit: first)))
    }
    return PlanTable([.init("Figure"), .init("Now", isNumber: true)], rows)
  }

  /// What users ask of what is shown: of all units together what they ask of any of them.
  private func shownWorkload(_ present: PresentState) -> Workload {
    divided?.system.workload(users: present.workload.users) ?? present.workload
  }

  /// Each unit by itself: what it serves, how long it takes, what it costs, what it carries.
  private func unitTable(_ index: Int) -> PlanTable {
    let bills = divided?.present?.costs.units ?? []
    let rows = parts.enumerated().map { place, part -> PlanTable.Row in
      guard let stage = part.plan.current, let present = part.plan.present else {
        return PlanTable.Row([part.unit ?? "", "", "", "", "", "! out of reach"], isProblem: true)
      }
      return PlanTable.Row(
        [
          part.unit ?? "", part.plan.requirements.isInternal ? "units" : "users",
          DecimalText.significant(present.workload.requestRate.value),
          present.assessment.latency.map { Words.milliseconds($0.all.p99) } ?? "saturated",
          bills.indices.contains(place) ? DecimalText.fixed(bills[place].value) : "",
          stage.breaking.users.map { Words.count($0.value) } ?? "any number",
        ], why: part.why(stage.breaking, stage: stageText(index), unit: part.unit))
    }
    return PlanTable(
      [
        .init("Unit"), .init("Called by"), .init("Requests/s", isNumber: true),
        .init("p99 by itself", isNumber: true), .init("USD/month", isNumber: true),
        .init("Carries users", isNumber: true),
      ], rows)
  }

  /// Where a request rate comes from.
  func why(rateOf workload: Workload) -> Why {
    Why(
      "Requests at the peak: \(DecimalText.significant(workload.requestRate.value)) requests/s",
      [
        .init(
          "formula",
          "users x share active in the busiest minute x pages a minute x calls a page / 60, and what "
            + "other units ask for"),
        .init("input", "\(DecimalText.fixed(workload.users.value)) users"),
        .init("mean", "the mean over a day is \(Words.percent(workload.meanShare)) of the peak"),
      ]
        + workload.classes.map {
          .init("class \($0.name)", "\(DecimalText.significant($0.rate.value)) requests/s")
        })
  }
}
