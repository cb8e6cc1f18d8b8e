import CapacityPlanning
import CatalogModel
import OptionScoring
import OrderedCollections
import Quantities
package import Reporting
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  /// The pages of the explorer but those that follow the user's hand.
  ///
  /// - Parameter templates: The files of the present stage.
  package func pages(templates: [RenderedFile]) -> [PlanPage] {
    [
      overview, decisionsPage, capacityPage, costPage, roadmapPage, failuresPage,
      templatesPage(templates), sourcesPage,
    ]
  }

  private var overview: PlanPage {
    let gates = plan.gates.map { gate in
      PlanTable.Row(
        [gate.id, gate.required, gate.observed, Self.state(gate)],
        why: why(gate), isProblem: gate.fails)
    }
    var blocks: [PlanPage.Block] = [
      .paragraph(
        plan.passes
          ? "Every objective and the budget are met."
          : "Missed: \(plan.gates.filter(\.fails).map(\.id).joined(separator: ", "))."),
      .table(
        PlanTable(
          [
            .init("Objective"), .init("Required"), .init("Plan"),
            .init("State"),
          ], gates)),
    ]
    if let current = plan.current, let present = plan.present, let index = plan.currentIndex {
      blocks += [
        .heading("Stage \(stageText(index))"), .table(presentTable(current, present, index)),
      ]
    }
    let notes = findings.map(\.text) + plan.notes.map(\.text)
    if !notes.isEmpty { blocks.append(.heading("Good to know")) }
    return PlanPage(.overview, blocks + notes.map { .paragraph($0) })
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
    if gate.id == "p99" || gate.id == "p95", let stage = plan.current, let present = plan.present {
      let latency = present.assessment.latency?.all
      let value = gate.id == "p99" ? latency?.p99 : latency?.p95
      parts +=
        why(
          percentile: gate.id, value, stage.architecture, present.workload, present.assessment
        ).parts
    }
    if gate.id == "budget", let present = plan.present {
      parts += why(total: plan.presentItems, present.workload).parts
    }
    return Why("\(gate.id): \(gate.passes ? "met" : "missed")", parts)
  }

  private func presentTable(
    _ stage: PlannedStage, _ present: PresentState, _ index: Int
  ) -> PlanTable {
    let latency = present.assessment.latency?.all
    func percentile(_ name: String, _ value: Seconds?) -> PlanTable.Row {
      PlanTable.Row(
        ["Response time \(name)", value.map(Words.milliseconds) ?? "saturated"],
        why: why(percentile: name, value, stage.architecture, present.workload, present.assessment))
    }
    return PlanTable(
      [.init("Figure"), .init("Now", isNumber: true)],
      [
        PlanTable.Row(["Users", DecimalText.fixed(present.workload.users.value)]),
        PlanTable.Row([
          "Requests at the peak",
          "\(DecimalText.significant(present.workload.requestRate.value)) requests/s",
        ]),
        percentile("p50", latency?.p50), percentile("p95", latency?.p95),
        percentile("p99", latency?.p99),
        PlanTable.Row(
          ["Cost", Words.dollars(plan.presentTotal?.value ?? 0)],
          why: why(total: plan.presentItems, present.workload)),
        PlanTable.Row(
          ["Carries", stage.breaking.users.map { Words.users($0.value) } ?? "any number of users"],
          why: why(stage.breaking, stage: stageText(index))),
      ])
  }

  private var capacityPage: PlanPage {
    guard let present = plan.present else {
      return PlanPage(.capacity, [.paragraph("No stage carries the present users.")])
    }
    let bars = bars(present.assessment.limits, present.workload)
    let rows = present.assessment.limits.map { limit in
      PlanTable.Row(
        [
          "\(limit.tier.rawValue), \(limit.resource)", DecimalText.significant(limit.load),
          DecimalText.significant(limit.capacity), limit.unit, Words.percent(limit.utilization),
          Words.percent(limit.safeShare), limit.isPassed ? "! over" : "ok",
        ], why: why(limit, present.workload), isProblem: limit.isPassed)
    }
    return PlanPage(
      .capacity,
      [
        .heading(bars.title), .bars(bars), .heading("Capacities at \(rate(present.workload))"),
        .table(
          PlanTable(
            [
              .init("Capacity"), .init("Load", isNumber: true), .init("Of", isNumber: true),
              .init("Unit"), .init("In use", isNumber: true), .init("Safe", isNumber: true),
              .init("State"),
            ], rows)),
      ])
  }

  private var costPage: PlanPage {
    guard let present = plan.present else {
      return PlanPage(.cost, [.paragraph("No stage carries the present users.")])
    }
    let total = plan.presentTotal?.value ?? 0
    let tiers = Tier.allCases.map { ($0, plan.presentItems.total(of: $0).value) }
      .filter { $0.1 >= 0.005 }.sorted { ($1.1, $0.0.order) < ($0.1, $1.0.order) }
    let greatest = tiers.first?.1 ?? 1
    let bars = tiers.map { tier, cost in
      BarChart.Bar(
        label: tier.rawValue, share: cost / greatest,
        text:
          "\(DecimalText.fixed(cost, 2)) USD, \(DecimalText.fixed(cost / max(total, 1e-9) * 100))%")
    }
    let sorted = plan.presentItems.sorted { $0.monthly > $1.monthly }
    let rows = sorted.map { item in
      PlanTable.Row(
        [
          item.tier.rawValue, item.name, DecimalText.significant(item.quantity, 4), item.unit,
          DecimalText.significant(item.unitPrice, 4), DecimalText.fixed(item.monthly.value, 2),
        ], why: why(item))
    }
    let all = PlanTable.Row(
      ["in all", "", "", "", "", DecimalText.fixed(total, 2)],
      why: why(total: plan.presentItems, present.workload))
    return PlanPage(
      .cost,
      [
        .heading("\(Words.dollars(total)) at \(rate(present.workload))"),
        .bars(
          BarChart(
            title: "Cost by tier", bars: bars,
            sentence: tiers.first.map {
              "\($0.0.rawValue) costs most: \(DecimalText.fixed($0.1, 2)) of "
                + "\(DecimalText.fixed(total, 2)) USD a month."
            } ?? "Nothing costs anything.")),
        .heading("Items"),
        .table(
          PlanTable(
            [
              .init("Tier"), .init("What"), .init("Quantity", isNumber: true), .init("Unit"),
              .init("USD each", isNumber: true), .init("USD/month", isNumber: true),
            ], rows + [all])),
      ])
  }

  private var failuresPage: PlanPage {
    guard let stage = plan.current, let present = plan.present,
      let analysis = try? FailureAnalysis(
        catalog: catalog, parameters: plan.parameters, requirements: plan.requirements),
      let whatIfs = try? analysis.whatIfs(of: stage.architecture, under: present.workload)
    else { return PlanPage(.failures, [.paragraph("No stage carries the present users.")]) }
    let rows = whatIfs.map { whatIf in
      let figures = whatIf.figures.map { Why.Part($0.name, Self.text($0)) }
      let remedy = whatIf.remedy.map { [Why.Part("remedy", $0)] } ?? []
      return PlanTable.Row(
        [
          whatIf.kind.rawValue, (whatIf.outcome == .holds ? "" : "! ") + whatIf.outcome.rawValue,
          whatIf.figures.first.map { "\($0.name) \(Self.amount($0))" } ?? "", whatIf.remedy ?? "",
        ],
        why: Why(
          "\(whatIf.kind.rawValue): \(whatIf.outcome.rawValue)",
          [.init("premise", whatIf.premise)] + figures + remedy),
        isProblem: whatIf.outcome == .fails)
    }
    return PlanPage(
      .failures,
      [
        .paragraph("What becomes of the present load on the present stage when something fails."),
        .table(
          PlanTable([.init("Failure"), .init("Outcome"), .init("Figure"), .init("Remedy")], rows)),
      ])
  }

  private static func amount(_ figure: WhatIf.Figure) -> String {
    figure.unit.hasPrefix("share")
      ? Words.percent(figure.value) : "\(DecimalText.significant(figure.value)) \(figure.unit)"
  }

  private static func text(_ figure: WhatIf.Figure) -> String {
    "\(amount(figure)), \(figure.method.label)"
  }

  private func templatesPage(_ files: [RenderedFile]) -> PlanPage {
    guard !files.isEmpty else {
      return PlanPage(.templates, [.paragraph("No templates for this plan.")])
    }
    let rows = files.map { file in
      let lines = file.contents.split(separator: "\n", omittingEmptySubsequences: false)
      return PlanTable.Row(
        [file.path, "\(lines.count)"],
        why: Why(file.path, lines.map { Why.Part("", String($0)) }))
    }
    return PlanPage(
      .templates,
      [
        .paragraph("The files of the present stage; Enter shows one, e writes them all."),
        .table(PlanTable([.init("File"), .init("Lines", isNumber: true)], rows)),
      ])
  }

  private var sourcesPage: PlanPage {
    let assumptions = plan.requirements.assumptions.map { assumption in
      PlanTable.Row(
        [assumption.question, assumption.value, assumption.range ?? ""],
        why: Why(
          "\(assumption.question) is assumed",
          [
            .init("why", assumption.reason),
            .init("instead", "answer the question; its page is found by / and its name"),
          ]))
    }
    let cited = Set(plan.presentItems.map(\.citation.source))
    let sources = catalog.sources.values.filter { cited.contains($0.id) || $0.note != nil }
    let rows = (cited.isEmpty ? Array(catalog.sources.values) : sources).map { source in
      PlanTable.Row(
        [source.title, source.asOf, source.confidence.rawValue],
        why: Why(
          source.title,
          [.init("where", source.location), .init("as of", source.asOf)]
            + (source.note.map { [.init("note", $0)] } ?? [])))
    }
    return PlanPage(
      .sources,
      [
        .heading("Assumed, for nobody answered"),
        .table(
          PlanTable(
            [.init("Question"), .init("Assumed", isNumber: true), .init("Range")], assumptions)),
        .heading("Sources"),
        .table(PlanTable([.init("Source"), .init("As of"), .init("Confidence")], rows)),
      ])
  }
}
