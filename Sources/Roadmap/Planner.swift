package import CapacityPlanning
package import CatalogModel
import Parallelism
import Quantities
package import Requirements

/// From requirements and catalog to the plan: a pure function.
package struct Planner: Sendable {
  package let catalog: Catalog

  package let occasion: PlanningOccasion

  /// What is sized is remembered for whatever else is asked of the same catalog.
  private let memo: SizingMemo
  /// Whether cores that would wait look at failures and proofs of sizes, for documents that tell of them.
  private let looksAtStages: Bool

  package init(
    catalog: Catalog, occasion: PlanningOccasion = PlanningOccasion(),
    memo: SizingMemo = SizingMemo(), looksAtStages: Bool = false
  ) {
    self.catalog = catalog
    self.occasion = occasion
    self.memo = memo
    self.looksAtStages = looksAtStages
  }

  /// Plans all stages, finds the present one, and checks the gates on it.
  ///
  /// - Throws: The fact, price or table that the catalog lacks.
  package func plan(_ requirements: SystemRequirements) throws(Catalog.Gap) -> Plan {
    let planner = try noting(requirements).staged(for: requirements)
    guard requirements.services.isEmpty else {
      return try SystemPlanner(
        catalog: planner.catalog, requirements: requirements, occasion: occasion,
        memo: memo, looksAtStages: looksAtStages
      ).plan()
    }
    return try planner.planned(requirements)
  }

  /// The planner that notes what it reads where a gate needs to know.
  private func noting(_ requirements: SystemRequirements) -> Planner {
    guard requirements.policy.gates.contains(where: { $0.measure == .factAge }) else { return self }
    return Planner(
      catalog: catalog.noting(catalog.reads ?? CatalogReads()), occasion: occasion, memo: memo,
      looksAtStages: looksAtStages)
  }

  /// The planner with the stages that the requirements call for.
  private func staged(for requirements: SystemRequirements) throws(Catalog.Gap) -> Planner {
    Planner(
      catalog: try catalog.staged(for: requirements), occasion: occasion, memo: memo,
      looksAtStages: looksAtStages)
  }

  private func planned(_ requirements: SystemRequirements) throws(Catalog.Gap) -> Plan {
    let parameters = try PlanningParameters(catalog, for: requirements)
    let planner = StagePlanner(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo,
      looksAtStages: looksAtStages)
    let stages = try planner.stages(catalog.stages)
    var present = PresentStage(now: requirements.users.now)
    for (index, stage) in stages.enumerated() {
      _ = present.visit(index, [stage.planned?.standing(now: requirements.users.now)])
    }
    return try plan(
      requirements, parameters, stages: stages, current: present.index, hasGates: true)
  }

  /// The plan of stages that were planned, of a system or of one of its units.
  ///
  /// - Parameters:
  ///   - current: The index of the stage that carries the present users; nil for none.
  ///   - hasGates: Whether the gates are checked; those of a unit of several are the system's.
  func plan(
    _ requirements: SystemRequirements, _ parameters: PlanningParameters, stages: [StagePlan],
    current: Int?, hasGates: Bool
  ) throws(Catalog.Gap) -> Plan {
    let stages = try DutyMatrix.adding(
      to: DeferralList(catalog: catalog).adding(to: stages), team: requirements.team,
      catalog: catalog)
    let check = GateCheck(catalog: catalog, parameters: parameters, requirements: requirements)
    let crossovers = try CrossoverList(
      catalog: catalog, parameters: parameters, requirements: requirements
    ).crossovers()
    let stage = current.flatMap { stages[$0].planned }
    let (objectivesFound, stateFound) = concurrently {
      Result { () throws(Catalog.Gap) in
        hasGates ? try check.gates(for: stage, stages: stages) : nil
      }
    } _: {
      Result { () throws(Catalog.Gap) in
        try PresentLook(stage, requirements, parameters, catalog)
      }
    }
    let objectives = try objectivesFound.get()
    let state = try stateFound.get()
    let (present, growth, notes) = (state.present, state.growth, state.notes)
    let judged = try PolicyJudgement(
      catalog: catalog, requirements: requirements, occasion: occasion
    ).judged(
      objectives,
      TeamGates(
        check: check, occasion: occasion, stages: stages,
        current: stage, present: present,
        closing: notes.filter(\.isLifecycleWarning), reads: catalog.reads?.ids ?? []))
    return Plan(
      requirements: requirements, parameters: parameters, stages: stages,
      templateFacts: try TemplateFacts(catalog, runtime: requirements.runtime),
      currentIndex: current,
      present: present, gates: judged.gates, crossovers: crossovers, notes: notes,
      idleQuestions: IdleQuestions(stages: stages, notes: notes, requirements: requirements)
        .questions,
      dataGrowth: growth, waivers: judged.waivers, day: judged.day)
  }
}

/// What is told of the stage that carries the present users.
private struct PresentLook: Sendable {
  /// Nil where no stage does.
  let present: PresentState?
  let growth: [DataGrowth]
  let notes: [Note]

  init(
    _ stage: PlannedStage?, _ requirements: SystemRequirements, _ parameters: PlanningParameters,
    _ catalog: Catalog
  ) throws(Catalog.Gap) {
    present = try stage.map { stage throws(Catalog.Gap) in
      let workload = requirements.workload(users: requirements.users.now)
      let model = CapacityModel(
        catalog: catalog, parameters: parameters, requirements: requirements)
      let costs = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
      return PresentState(
        workload: workload, assessment: try model.assess(stage.architecture, under: workload),
        costs: try costs.items(stage.architecture, under: workload))
    }
    growth =
      try stage.map { stage throws(Catalog.Gap) in
        try DataGrowth.all(stage.architecture, requirements, parameters, catalog)
      } ?? []
    notes = try NoteList(
      catalog: catalog, parameters: parameters, requirements: requirements
    ).notes(for: stage, present: present, growth: growth)
  }
}
