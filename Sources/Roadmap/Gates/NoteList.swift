import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Warnings, migrations and dates that belong to no decision: those that take more than comparing
/// signals, and the catalog's advice.
struct NoteList {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  /// Whether the stage is that of one unit of several, whose requirements and bill are not the system's.
  var isOfUnit = false

  /// All notes, in the order of the rule list.
  ///
  /// - Parameters:
  ///   - present: The present load on the stage; nil where no stage carries it.
  ///   - growth: When the data outgrows what holds it.
  func notes(
    for stage: PlannedStage?, present: PresentState?, growth: [DataGrowth]
  ) throws(Catalog.Gap) -> [Note] {
    let signals = try StageSignals(
      catalog: catalog, parameters: parameters, requirements: requirements, stage: stage,
      present: present, growth: growth,
      isOfUnit: isOfUnit
    ).signals()
    let own = [
      teams(), cacheOrScale(stage), LayerInventory(requirements: requirements).note,
      singleInstanceCeiling(stage), dataGrowth(growth),
    ].compactMap { $0 }
    let sorted = (own + AdviceList(catalog: catalog, signals: signals).notes).enumerated()
      .sorted {
        (RuleOrder($0.element.rule), $0.offset) < (RuleOrder($1.element.rule), $1.offset)
      }
    return lifecycles() + sorted.map(\.element)
  }

  /// What stands today and is closing, with the way out.
  private func lifecycles() -> [Note] {
    requirements.servicesToday.compactMap { id in
      if let service = catalog.service(id) {
        guard !service.lifecycle.isOpen else { return nil }
        return Note(
          rule: Note.lifecycleRule,
          text: "\(service.name), which runs today, is \(service.lifecycle.advice). "
            + Self.origin(service.lifecycle.citation))
      }
      return catalog.notices.first { $0.id == id }.map { notice in
        Note(
          rule: Note.lifecycleRule,
          text: "\(notice.service), in use today: \(notice.notice)"
            + (notice.migration.map { "; \($0)" } ?? "") + ". " + Self.origin(notice.citation))
      }
    }
  }

  private static func origin(_ citation: Citation) -> String {
    let mark = citation.confidence == .recalled ? ", recalled: look it up" : ""
    return "(\(citation.source), \(citation.asOf)\(mark))"
  }

  /// P4: several teams on one deployment may want a cut; more services than people a merge.
  private func teams() -> Note? {
    let team = requirements.team
    // Where the services are known, decomposition says more.
    guard team.teams > 1, requirements.services.isEmpty else { return nil }
    let teams = DecimalText.significant(team.teams)
    let people = DecimalText.significant(team.people)
    if team.people < 2 * team.teams {
      return Note(
        rule: "P4",
        text: "\(teams) independent deployments among \(people) engineers are a candidate for a "
          + "merge: fewer than two people keep each alive, at nights and in holidays too.")
    }
    return Note(
      rule: "P4",
      text: "\(teams) teams that share one deployment wait for each other: a candidate for a cut "
        + "along their functions. Each part costs a pipeline, traces, alarms and an interface that "
        + "is kept stable; begin with the part that shares the fewest tables.")
  }

  /// P7: the price of not making queries beside that of carrying them.
  private func cacheOrScale(_ stage: PlannedStage?) -> Note? {
    guard let decision = stage?.decision("caching"), let chosen = decision.chosen else {
      return nil
    }
    func price(_ option: String) -> (text: String, value: Double)? {
      guard let signal = decision.optionSignals[option]?[.monthlyCost],
        case .number(let value) = signal.value
      else { return nil }
      return ("\(DecimalText.fixed(value)) USD/month", value)
    }
    let caches = decision.ranking.map(\.option).filter { $0 != "none" }
    let offered = chosen == "none" ? caches.first : chosen
    guard let offered, let with = price(offered), let without = price("none") else { return nil }
    let saves = with.value < without.value
    let verdict =
      switch (chosen == "none", saves) {
      case (true, false): "so the tiers carry the reads for now"
      case (true, true):
        "but what else is scored speaks against it, so the tiers carry the reads for now"
      case (false, true): "so the reads are taken away first"
      case (false, false): "and the reads are taken away first for what else speaks for it"
      }
    return Note(
      rule: "P7",
      text: "The best queries are never made: with \(decision.title(offered)) the tiers concerned "
        + "cost \(with.text), a year's share of its effort included; scaling them up instead costs "
        + "\(without.text), \(verdict).")
  }

  /// P14: where the vertical road ends; functions have none.
  private func singleInstanceCeiling(_ stage: PlannedStage?) -> Note? {
    guard stage?.design.compute != .lambda,
      let largest = catalog.computeInstances.filter(\.isCurrentGeneration)
        .max(by: { ($0.virtualCPUs, $1.name) < ($1.virtualCPUs, $0.name) })
    else { return nil }
    let workload = requirements.workload(users: requirements.users.now)
    let perRequest = workload.computeLoad.value / max(1e-9, workload.requestRate.value)
    let rate = Double(largest.virtualCPUs) * parameters.computeTarget / max(1e-9, perRequest)
    return Note(
      rule: "P14",
      text: "The largest instance of \(catalog.region), \(largest.name), runs out of CPU at "
        + "\(DecimalText.significant(rate, 2)) requests/s of this mix: that is where scaling up "
        + "ends.")
  }

  /// What lies further ahead is not told: no growth answer holds for so long.
  private static let foreseeableMonths = 120.0

  /// D19: when the working set leaves the database's memory, and the data its storage.
  private func dataGrowth(_ growth: [DataGrowth]) -> Note? {
    let due = growth.filter { $0.months.map { $0 <= Self.foreseeableMonths } ?? false }
    guard !due.isEmpty else { return nil }
    func when(_ months: Double) -> String {
      let whole = DecimalText.fixed(months.rounded(.up))
      return months <= 0 ? "has already" : whole == "1" ? "in 1 month" : "in \(whole) months"
    }
    let sentences = due.map { growth -> String in
      let months = growth.months ?? 0
      let limit = "\(DecimalText.significant(growth.limit.value, 3)) GiB"
      if growth.resource == "memory" {
        return months <= 0
          ? "The working set of the SQL data is larger than the \(limit) that \(growth.holder) buffers: "
            + "queries slow down with the table."
          : "The working set of the SQL data leaves the \(limit) that \(growth.holder) buffers "
            + "\(when(months)); from then on queries slow down with the table."
      }
      return months <= 0
        ? "The SQL data is larger than the \(limit) of \(growth.holder)."
        : "The SQL data reaches the \(limit) of \(growth.holder) \(when(months))."
    }
    return Note(rule: "D19", text: sentences.joined(separator: " "))
  }
}
