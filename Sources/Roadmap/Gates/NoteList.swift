import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Warnings, migrations and dates that belong to no decision.
struct NoteList {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements

  /// All notes, in the order of the rule list.
  func notes(for stage: PlannedStage?) throws(Catalog.Gap) -> [Note] {
    [
      singleInstanceCeiling(), chattyFrontEnd(), classicLoadBalancer(stage), kubernetes(stage),
      dataGrowth(stage), hotKey(stage),
    ].compactMap { $0 }
  }

  /// P14: where the vertical road ends.
  private func singleInstanceCeiling() -> Note? {
    guard
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

  private func chattyFrontEnd() -> Note? {
    let calls = requirements.frontEnd.callsPerAction
    guard requirements.frontEnd.kind != "none", calls > 10 else { return nil }
    return Note(
      rule: "F7",
      text: "A page makes \(DecimalText.significant(calls)) API calls. Halving them halves the "
        + "load on everything behind the front end; no server is cheaper than that.")
  }

  private func classicLoadBalancer(_ stage: PlannedStage?) -> Note? {
    guard requirements.today.contains("classic-load-balancer") else { return nil }
    let target = stage?.decision("balancing").flatMap { decision in
      decision.chosen.map { decision.title($0) }
    }
    let replacement =
      stage?.architecture.balancing == Balancing.none || target == nil
      ? "the new way in" : target ?? "an Application Load Balancer"
    return Note(
      rule: "L4",
      text: "The Classic Load Balancer in place is a previous generation: register the targets "
        + "with \(replacement) as well, shift DNS by weight, then remove it.")
  }

  /// P10: the bottleneck is the same on every platform.
  private func kubernetes(_ stage: PlannedStage?) -> Note? {
    guard let stage, stage.design.compute == .eks else { return nil }
    let bottleneck = stage.assessment.bottleneck.map { "\($0.tier.rawValue) \($0.resource)" }
    return Note(
      rule: "P10",
      text: "Kubernetes does not scale the system: the bottleneck stays "
        + "\(bottleneck ?? "where it was"), as on any other platform. It was chosen for what the "
        + "team needs or knows.")
  }

  /// D19: when the working set leaves the database's memory.
  private func dataGrowth(_ stage: PlannedStage?) -> Note? {
    guard let stage, let name = stage.architecture.relational?.instanceClass,
      let instance = catalog.databaseInstances.first(where: { $0.name == name })
    else { return nil }
    let sets = stage.design.placement.sets(in: .sql, of: requirements)
    let size = sets.map(\.size).sum()
    let yearly = sets.map(\.firstYearGrowth).sum()
    guard yearly > .zero else { return nil }
    let fits = GiB(instance.memory.value * parameters.bufferShare / parameters.workingSetShare)
    let months = max(0, (fits - size) / yearly) * 12
    guard months <= 120 else { return nil }
    return Note(
      rule: "D19",
      text: "At \(DecimalText.significant(yearly.value)) GiB a year the working set leaves the "
        + "memory of \(name) in about \(DecimalText.fixed(months.rounded(.up))) months; from then "
        + "on queries slow down with the table.")
  }

  private func hotKey(_ stage: PlannedStage?) -> Note? {
    guard let stage,
      let limit = stage.assessment.limits.first(where: { $0.tier == .tables && $0.isPassed })
    else { return nil }
    return Note(
      rule: "D18",
      text: "The \(limit.resource) needs \(DecimalText.significant(limit.load * 100)) % of what a "
        + "partition gives: spread the hottest key over several, or cache it.")
  }
}
