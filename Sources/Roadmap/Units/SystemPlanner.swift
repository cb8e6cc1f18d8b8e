import CapacityPlanning
import CatalogModel
import Parallelism
import Quantities
import Requirements

/// Plans a system of several services: each deployment unit by itself, stage by stage, and what lies
/// between them.
///
/// The units change where a trigger of decomposition fires, which depends on the requirements alone. A
/// unit keeps its requirements for as long as it exists: one that loses a service is a new unit, which
/// starts from the architecture of the old one. Units that do not come out of each other are planned at
/// the same time.
struct SystemPlanner {
  let catalog: Catalog
  let requirements: SystemRequirements
  let occasion: PlanningOccasion
  /// What is sized for one unit or stage is known to the others.
  let memo: SizingMemo
  /// As of `Planner`.
  let looksAtStages: Bool

  /// A unit and the stages at which it exists.
  private struct Run {
    let unit: DeploymentUnit
    var range: Range<Int>
    let requirements: SystemRequirements
    let parameters: PlanningParameters
    /// Why it came into being; nil for what stands today.
    let change: UnitChange?
    /// The place of the run from whose architecture it starts; nil where it starts from none.
    let origin: Int?
    var stages: [StagePlan] = []
  }

  /// The plan of the system; its stages are those of the unit that users meet first.
  func plan() throws(Catalog.Gap) -> Plan {
    var runs: [Run] = []
    var active: [[Int]] = []
    var cuts: [Decomposition.Cut] = []
    var units = requirements.unitsToday
    let planner = CutPlanner(catalog: catalog, requirements: requirements)
    for unit in units { runs.append(try run(unit, of: units, from: 0, origin: nil, change: nil)) }
    var current = Array(runs.indices)
    for index in catalog.stages.indices {
      if let cut = try planner.cut(entering: index, units: units) {
        cuts.append(cut)
        let before = current
        current = []
        for unit in cut.units {
          var origin: Int?
          switch CutPlanner.origin(of: unit, after: cut, among: before.map { runs[$0].unit }) {
          case .kept(let place):
            current.append(before[place])
            continue
          case .remainder(let place): origin = before[place]
          case .new: break
          }
          runs.append(
            try run(
              unit, of: cut.units, from: index, origin: origin,
              change: planner.change(of: unit, by: cut)))
          current.append(runs.count - 1)
        }
        units = cut.units
      }
      active.append(current)
      for place in current { runs[place].range = runs[place].range.lowerBound..<(index + 1) }
    }
    for (place, stages) in try stages(of: runs, outOf: nil, after: nil) {
      runs[place].stages = stages
    }
    return try composed(runs, active, cuts)
  }

  /// The stages of the runs that come out of one, and of all that come out of those, by their places.
  ///
  /// - Parameters:
  ///   - origin: Nil for the runs that start from nothing.
  ///   - ground: What the origin leaves.
  private func stages(
    of runs: [Run], outOf origin: Int?, after ground: StageGround?
  ) throws(Catalog.Gap) -> [(place: Int, stages: [StagePlan])] {
    let heirs = runs.indices.filter { runs[$0].origin == origin }
    return try heirs.parallelTries {
      place throws(Catalog.Gap) -> [(place: Int, stages: [StagePlan])] in
      let run = runs[place]
      let stages = try StagePlanner(
        catalog: catalog, parameters: run.parameters, requirements: run.requirements, memo: memo,
        looksAtStages: looksAtStages
      ).stages(Array(catalog.stages[run.range]), after: ground, change: run.change)
      let last = stages.last { $0.planned != nil }?.planned.map(StageGround.init) ?? ground
      return [(place, stages)] + (try self.stages(of: runs, outOf: place, after: last))
    }.flatMap { $0 }
  }

  private func run(
    _ unit: DeploymentUnit, of units: [DeploymentUnit], from index: Int, origin: Int?,
    change: UnitChange?
  ) throws(Catalog.Gap) -> Run {
    let (own, parameters) = try UnitProjection(
      catalog: catalog, requirements: requirements, units: units
    ).requirements(of: unit)
    return Run(
      unit: unit, range: index..<index, requirements: own, parameters: parameters, change: change,
      origin: origin)
  }

  private func composed(
    _ runs: [Run], _ active: [[Int]], _ cuts: [Decomposition.Cut]
  ) throws(Catalog.Gap) -> Plan {
    var present = PresentStage(now: requirements.users.now)
    for (index, places) in active.enumerated() {
      _ = present.visit(
        index,
        places.map { place in
          let stage = runs[place].stages[index - runs[place].range.lowerBound]
          return stage.planned?.standing(now: requirements.users.now)
        })
    }
    let current = present.index
    let planner = Planner(catalog: catalog, occasion: occasion, memo: memo)
    let isAlone = runs.count == 1
    let units = try runs.parallelTries { run throws(Catalog.Gap) in
      UnitPlan(
        unit: run.unit, range: run.range,
        plan: try planner.plan(
          run.requirements, run.parameters, stages: all(of: run, isAlone: isAlone),
          current: current.flatMap { run.range.contains($0) ? $0 : nil }, hasGates: isAlone))
    }
    let builder = CompositeStages(
      catalog: catalog, requirements: requirements, units: units, cuts: cuts)
    let (stagesMade, rest) = concurrently {
      Result { () throws(Catalog.Gap) in
        try Array(catalog.stages.indices).parallelTries { index throws(Catalog.Gap) in
          try builder.stage(index, catalog.stages[index], active[index])
        }
      }
    } _: {
      Result { () throws(Catalog.Gap) in
        (
          present: try current.flatMap { index throws(Catalog.Gap) in
            try builder.present(active[index], at: index)
          },
          decomposition: try CutPlanner(catalog: catalog, requirements: requirements)
            .decomposition(cuts)
        )
      }
    }
    let stages = try stagesMade.get()
    let (state, decomposition) = try rest.get()
    let composition = Composition(
      system: requirements, units: units, stages: stages, currentIndex: current, present: state,
      decomposition: decomposition)
    if units.count == 1 { return units[0].plan.composed(of: composition) }
    return try lead(composition)
  }

  /// The stages of a unit, with empty ones where it does not exist.
  private func all(of run: Run, isAlone: Bool) -> [StagePlan] {
    catalog.stages.enumerated().map { index, definition in
      let own = index - run.range.lowerBound
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
    let current = index.flatMap { stages[$0].planned }
    let (notesFound, gatesFound) = concurrently {
      Result { () throws(Catalog.Gap) in
        try NoteList(
          catalog: catalog, parameters: parameters, requirements: requirements,
          isOfUnit: fronts.count > 1
        ).notes(
          for: current, present: front?.plan.present, growth: fronts.flatMap(\.plan.dataGrowth))
      }
    } _: {
      Result { () throws(Catalog.Gap) in
        (
          crossovers: try CrossoverList(
            catalog: catalog, parameters: parameters, requirements: requirements
          ).crossovers(),
          objectives: try CompositeGates(catalog: catalog, requirements: requirements)
            .gates(of: composition)
        )
      }
    }
    let notes = try notesFound.get()
    let (crossovers, objectives) = try gatesFound.get()
    let judged = try PolicyJudgement(
      catalog: catalog, requirements: requirements, occasion: occasion
    ).judged(
      objectives,
      TeamGates(
        check: GateCheck(catalog: catalog, parameters: parameters, requirements: requirements),
        occasion: occasion, stages: stages, current: current, present: front?.plan.present,
        closing: notes.filter(\.isLifecycleWarning),
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
