import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// Plans a system of several services: each deployment unit by itself, stage by stage, and what lies
/// between them.
///
/// The units change where a trigger of decomposition fires. A unit keeps its requirements for as long
/// as it exists: one that loses a service is a new unit, which starts from the architecture of the old
/// one.
struct SystemPlanner {
  let catalog: Catalog
  let requirements: SystemRequirements
  let occasion: PlanningOccasion

  /// A unit while it is planned.
  private struct Run {
    let unit: DeploymentUnit
    let firstStage: Int
    let requirements: SystemRequirements
    let parameters: PlanningParameters
    /// Why it came into being; nil for what stands today.
    let change: UnitChange?
    var stages: [StagePlan] = []
    var previous: PlannedStage?
  }

  /// The plan of the system; its stages are those of the unit that users meet first.
  func plan() throws(Catalog.Gap) -> Plan {
    var runs: [Run] = []
    var active: [[Int]] = []
    var cuts: [Decomposition.Cut] = []
    var units = requirements.unitsToday
    let planner = CutPlanner(catalog: catalog, requirements: requirements)
    for unit in units { runs.append(try run(unit, of: units, from: 0, previous: nil, change: nil)) }
    var current = Array(runs.indices)
    for (index, definition) in catalog.stages.enumerated() {
      if let cut = try planner.cut(entering: index, units: units) {
        cuts.append(cut)
        let before = current
        current = []
        for unit in cut.units {
          var previous: PlannedStage?
          switch CutPlanner.origin(of: unit, after: cut, among: before.map { runs[$0].unit }) {
          case .kept(let place):
            current.append(before[place])
            continue
          case .remainder(let place): previous = runs[before[place]].previous
          case .new: break
          }
          runs.append(
            try run(
              unit, of: cut.units, from: index, previous: previous,
              change: planner.change(of: unit, by: cut)))
          current.append(runs.count - 1)
        }
        units = cut.units
      }
      active.append(current)
      for place in current {
        let stage = try StagePlanner(
          catalog: catalog, parameters: runs[place].parameters,
          requirements: runs[place].requirements
        ).stage(
          definition, after: runs[place].previous,
          change: runs[place].stages.isEmpty ? runs[place].change : nil)
        if let planned = stage.planned { runs[place].previous = planned }
        runs[place].stages.append(stage)
      }
    }
    return try composed(runs, active, cuts)
  }

  private func run(
    _ unit: DeploymentUnit, of units: [DeploymentUnit], from index: Int, previous: PlannedStage?,
    change: UnitChange?
  ) throws(Catalog.Gap) -> Run {
    let (own, parameters) = try UnitProjection(
      catalog: catalog, requirements: requirements, units: units
    ).requirements(of: unit)
    return Run(
      unit: unit, firstStage: index, requirements: own, parameters: parameters, change: change,
      previous: previous)
  }

  private func composed(
    _ runs: [Run], _ active: [[Int]], _ cuts: [Decomposition.Cut]
  ) throws(Catalog.Gap) -> Plan {
    var present = PresentStage(now: requirements.users.now)
    for (index, places) in active.enumerated() {
      _ = present.visit(
        index,
        places.map { place in
          let stage = runs[place].stages[index - runs[place].firstStage]
          return stage.planned?.standing(now: requirements.users.now)
        })
    }
    let current = present.index
    let planner = Planner(catalog: catalog, occasion: occasion)
    var units: [UnitPlan] = []
    for run in runs {
      let range = run.firstStage..<(run.firstStage + run.stages.count)
      units.append(
        UnitPlan(
          unit: run.unit, range: range,
          plan: try planner.plan(
            run.requirements, run.parameters, stages: all(of: run, isAlone: runs.count == 1),
            current: current.flatMap { range.contains($0) ? $0 : nil },
            hasGates: runs.count == 1)))
    }
    let builder = CompositeStages(
      catalog: catalog, requirements: requirements, units: units, cuts: cuts)
    var stages: [CompositeStage] = []
    for (index, definition) in catalog.stages.enumerated() {
      stages.append(try builder.stage(index, definition, active[index]))
    }
    let composition = Composition(
      system: requirements, units: units, stages: stages, currentIndex: current,
      present: try current.flatMap { index throws(Catalog.Gap) in
        try builder.present(active[index], at: index)
      },
      decomposition: try CutPlanner(catalog: catalog, requirements: requirements)
        .decomposition(cuts))
    if units.count == 1 { return units[0].plan.composed(of: composition) }
    return try lead(composition)
  }

  /// The stages of a unit, with empty ones where it does not exist.
  private func all(of run: Run, isAlone: Bool) -> [StagePlan] {
    catalog.stages.enumerated().map { index, definition in
      let own = index - run.firstStage
      let stage =
        run.stages.indices.contains(own)
        ? run.stages[own]
        : StagePlan(
          definition: definition, workload: run.requirements.workload(users: definition.sizedFor),
          outcome: .infeasible([]))
      return isAlone ? stage : stage.named(run.unit.name)
    }
  }

  /// The system's plan: its gates over all units, and the stages of the unit that users meet first.
  private func lead(_ composition: Composition) throws(Catalog.Gap) -> Plan {
    var stages: [StagePlan] = []
    for index in composition.stages.indices {
      let here = composition.units(at: index)
      let front = requirements.front(of: here.map(\.unit))
      guard let stage = here.first(where: { $0.unit == front })?.stage(index) else { continue }
      stages.append(stage)
    }
    let index = composition.currentIndex
    let fronts = index.map { composition.units(at: $0) } ?? []
    let front = fronts.first { $0.unit == requirements.front(of: fronts.map(\.unit)) }
    let parameters = try PlanningParameters(catalog, for: requirements)
    let notes = try NoteList(
      catalog: catalog, parameters: parameters, requirements: requirements
    ).notes(
      for: index.flatMap { stages[$0].planned }, present: front?.plan.present,
      growth: fronts.flatMap(\.plan.dataGrowth))
    let crossovers = try CrossoverList(
      catalog: catalog, parameters: parameters, requirements: requirements
    ).crossovers()
    let objectives = try CompositeGates(catalog: catalog, requirements: requirements)
      .gates(of: composition)
    let judged = try PolicyJudgement(
      catalog: catalog, requirements: requirements, occasion: occasion
    ).judged(
      objectives,
      TeamGates(
        check: GateCheck(catalog: catalog, parameters: parameters, requirements: requirements),
        occasion: occasion, stages: stages, current: index.flatMap { stages[$0].planned },
        present: front?.plan.present, closing: notes.filter(\.isLifecycleWarning),
        reads: catalog.reads?.ids ?? [], composition: composition))
    return Plan(
      requirements: requirements, parameters: parameters, stages: stages,
      templateFacts: try TemplateFacts(catalog, runtime: requirements.runtime),
      currentIndex: index,
      present: front?.plan.present,
      gates: judged.gates,
      crossovers: crossovers, notes: notes,
      idleQuestions: IdleQuestions(
        stages: composition.units.flatMap(\.plan.stages), notes: notes, requirements: requirements
      ).questions,
      dataGrowth: fronts.flatMap(\.plan.dataGrowth), composition: composition,
      waivers: judged.waivers, day: judged.day)
  }
}
