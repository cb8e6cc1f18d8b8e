import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// The services of a system for `roadmap.md`: what they are, how they depend on each other, whose the
/// data and the functions are.
struct ServiceTables {
  let plan: Plan
  let composition: Composition

  private var requirements: SystemRequirements { plan.requirements }
  private var services: [SystemService] {
    plan.requirements.services
  }

  /// The unit that holds a service at the present stage, or today where none carries the load.
  private func unit(of service: String) -> String {
    let index = composition.currentIndex ?? 0
    return composition.units(at: index).first { $0.unit.holds(service) }?.unit.name ?? ""
  }

  var overview: String {
    var table = MarkdownTable("Service", "Team", "Deployed in", "Requests", "Jobs", "Data")
    for service in services {
      func names(_ list: [String]) -> String { MarkdownText.escaped(list.joined(separator: ", ")) }
      table.add(
        MarkdownText.escaped(service.name), MarkdownText.escaped(service.team),
        MarkdownText.escaped(unit(of: service.name)),
        names(composition.system.requests.filter { $0.service == service.name }.map(\.name)),
        names(composition.system.jobs.filter { $0.service == service.name }.map(\.name)),
        names(
          composition.system.dataSets.filter { $0.ownership.service == service.name }.map(\.name)))
    }
    return "## Services\n\n" + table.text
  }

  /// Every edge with its grade (M1) and, where it crosses units, its glue (M7).
  var edges: String {
    let graded = composition.decomposition.edges
    guard !graded.isEmpty else { return "" }
    let crossing = composition.stages[composition.currentIndex ?? 0].edges
    var table = MarkdownTable(
      "Edge", "Waits", ">Calls/s ∑", "Glue", ">Coupling ∑", ">With a queue ∑", "Coupled most by")
    for entry in graded {
      let plan = crossing.first { $0.edge == entry.edge }
      table.add(
        MarkdownText.escaped("\(entry.edge.source) → \(entry.edge.target)"),
        entry.edge.waits ? "yes" : "no", plan.map { NumberText.count($0.rate.value) } ?? "",
        MarkdownText.escaped(
          plan.map { plan in plan.glue.map(plan.decision.title) ?? "**none is possible**" }
            ?? "in one deployment"),
        DecimalText.fixed(entry.coupling.total, 2), DecimalText.fixed(entry.queued.total, 2),
        MarkdownText.escaped(
          entry.coupling.strongest.prefix(3).map { "\($0.dimension.rawValue) (\($0.answer))" }
            .joined(separator: ", ")))
    }
    return """
      ## Edges between services

      Coupling is a measure of dependency from 0 to 1, the weighted mean of eight dimensions (M1). A \
      queue changes the dimension of time, and no other: what both sides must mean by a message \
      stays what it is.

      \(table.text)
      """
  }

  /// The data sets and their domains (M4).
  var data: String {
    let matrix = composition.decomposition.data
    var table = MarkdownTable("Data set", "Domain", "Owner", "Also used by", "Blocks a cut")
    for row in matrix.rows {
      let domains =
        row.foreignDomains.isEmpty ? "" : " (\(row.foreignDomains.joined(separator: ", ")))"
      table.add(
        MarkdownText.escaped(row.dataSet), MarkdownText.escaped(row.domain),
        MarkdownText.escaped(row.owner),
        MarkdownText.escaped(row.sharedWith.joined(separator: ", ") + domains),
        row.blocksCut ? "**yes**" : "no")
    }
    let conflicts = matrix.conflicts.map {
      "- \(MarkdownText.escaped($0.dataSet)) is used by "
        + MarkdownText.escaped(([$0.owner] + $0.sharedWith).joined(separator: ", "))
        + ": part it, or let one own it and the others ask (M4)."
    }
    return "## Data domains\n\n" + table.text
      + (conflicts.isEmpty ? "" : "\n\n" + conflicts.joined(separator: "\n"))
  }

  /// The business functions, the services that carry them and their teams (M5).
  var functions: String {
    let matrix = composition.decomposition.functions
    guard !matrix.rows.isEmpty else { return "" }
    var table = MarkdownTable("Function", "Answers for it", "Services", "Their teams", "Remark")
    for row in matrix.rows {
      let remark =
        row.isOrphan
        ? "**orphan**: no service carries it"
        : row.isTorn ? "several teams must agree to change it" : ""
      table.add(
        MarkdownText.escaped(row.function), MarkdownText.escaped(row.team),
        MarkdownText.escaped(row.services.joined(separator: ", ")),
        MarkdownText.escaped(row.teams.joined(separator: ", ")), remark)
    }
    let idle = matrix.idleServices.map {
      "- \(MarkdownText.escaped($0)) carries no function that was named (M5)."
    }
    return "## Business functions\n\n" + table.text
      + (idle.isEmpty ? "" : "\n\n" + idle.joined(separator: "\n"))
  }
}
