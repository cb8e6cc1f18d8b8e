import CapacityPlanning
import Quantities
import Roadmap
import TerminalUI

extension ShownPlan {
  /// What becomes of the present load when something fails, unit by unit.
  var failuresPage: PlanPage {
    var rows: [PlanTable.Row] = []
    for part in parts {
      guard let stage = part.plan.current, let present = part.plan.present,
        let analysis = try? FailureAnalysis(
          catalog: catalog, parameters: part.plan.parameters,
          requirements: part.plan.requirements),
        let whatIfs = try? analysis.whatIfs(of: stage.architecture, under: present.workload)
      else { continue }
      rows += whatIfs.map { whatIf in
        let figures = whatIf.figures.map { Why.Part($0.name, Self.text($0)) }
        let remedy = whatIf.remedy.map { [Why.Part("remedy", $0)] } ?? []
        return PlanTable.Row(
          unitCell(of: part) + [
            whatIf.kind.rawValue,
            (whatIf.outcome == .holds ? "" : "! ") + whatIf.outcome.rawValue,
            whatIf.figures.first.map { "\($0.name) \(Self.amount($0))" } ?? "",
            whatIf.remedy ?? "",
          ],
          why: Why(
            "\(part.unit.map { "\($0), " } ?? "")\(whatIf.kind.rawValue): \(whatIf.outcome.rawValue)",
            [.init("premise", whatIf.premise)] + figures + remedy),
          isProblem: whatIf.outcome == .fails)
      }
    }
    guard !rows.isEmpty else {
      return PlanPage(.failures, [.paragraph("No stage carries the present users.")])
    }
    return PlanPage(
      .failures,
      [
        .paragraph("What becomes of the present load on the present stage when something fails."),
        .table(
          PlanTable(
            unitColumn + [
              .init("Failure"), .init("Outcome"), .init("Figure"), .init("Remedy"),
            ], rows)),
      ])
  }

  private static func amount(_ figure: WhatIf.Figure) -> String {
    if figure.unit.hasPrefix("share") { return Words.percent(figure.value) }
    // What a fluid leaves of a queue that never forms is no number of requests.
    let value = figure.value.magnitude < 0.0005 ? 0 : figure.value
    return "\(DecimalText.significant(value)) \(figure.unit)"
  }

  private static func text(_ figure: WhatIf.Figure) -> String {
    "\(amount(figure)), \(figure.method.label)"
  }
}
