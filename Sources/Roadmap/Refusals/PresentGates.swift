import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// The gates of the present stage of a replay: what `GateCheck` and `CompositeGates` find on the whole
/// plan, with nothing of documents.
struct PresentGates {
  /// With the stages that the requirements call for.
  let catalog: Catalog
  let requirements: SystemRequirements
  let replay: SystemReplay

  func gates() throws(Catalog.Gap) -> [Gate] {
    if try !isDivided, let only = replay.deployments.first {
      return try GateCheck(
        catalog: catalog, parameters: only.planner.parameters,
        requirements: only.planner.requirements
      ).gates(for: try only.planned(), stages: [])
    }
    var units: [UnitPlan] = []
    for deployment in replay.deployments { units.append(try plan(deployment)) }
    let stages = CompositeStages(
      catalog: catalog, requirements: requirements, units: units, cuts: [])
    guard let present = try stages.present(Array(units.indices), at: replay.index) else {
      return []
    }
    return try CompositeGates(catalog: catalog, requirements: requirements)
      .gates(present, of: units, at: replay.index)
  }

  /// Whether there is ever more than one deployment.
  private var isDivided: Bool {
    get throws(Catalog.Gap) {
      if replay.deployments.count > 1 { return true }
      guard !requirements.services.isEmpty else { return false }
      let cuts = CutPlanner(catalog: catalog, requirements: requirements)
      for index in catalog.stages.indices.dropFirst(replay.index + 1)
      where try cuts.cut(entering: index, units: replay.deployments.map(\.unit)) != nil {
        return true
      }
      return false
    }
  }

  /// A deployment as far as gates look at it: the present stage, and the present users on it.
  private func plan(_ deployment: SystemReplay.Deployment) throws(Catalog.Gap) -> UnitPlan {
    let planner = deployment.planner
    let planned = try deployment.planned()
    let now = planner.requirements.workload(users: planner.requirements.users.now)
    let costs = CostModel(
      catalog: catalog, parameters: planner.parameters, requirements: planner.requirements)
    let stages = catalog.stages.enumerated().map { index, definition in
      StagePlan(
        definition: definition,
        workload: planner.requirements.workload(users: definition.sizedFor),
        outcome: index == replay.index ? .planned(planned) : .infeasible([]))
    }
    return UnitPlan(
      unit: deployment.unit, range: replay.index..<(replay.index + 1),
      plan: Plan(
        requirements: planner.requirements, parameters: planner.parameters, stages: stages,
        templateFacts: .none, currentIndex: replay.index,
        present: PresentState(
          workload: now, assessment: try planner.model.assess(planned.architecture, under: now),
          costs: try costs.items(planned.architecture, under: now)),
        gates: [], crossovers: [], notes: [], idleQuestions: []))
  }
}

extension SystemReplay.Deployment {
  /// The stage as far as gates look at it: its own assessment, and nothing of documents.
  fileprivate func planned() throws(Catalog.Gap) -> PlannedStage {
    let workload = planner.requirements.workload(users: planner.catalog.stages[step.index].sizedFor)
    let breaking = try planner.model.breakingLoad(of: standing.architecture, from: workload.users)
    let architecture = try planner.laidOut(
      standing.architecture, sizedFor: workload.users, breaking)
    return PlannedStage(
      design: standing.design, architecture: architecture, decisions: step.decisions,
      assessment: try planner.model.assess(architecture, under: workload), costs: [],
      breaking: breaking, entry: nil, components: [], steps: [], deferred: [])
  }
}
