import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

extension StagePlanner {
  /// A settled stage with all that is told of it: how it stands under its load, what it costs, when and why
  /// it is entered, and what changes then.
  ///
  /// - Parameter looks: Whether there is time for what is looked at besides.
  func described(_ settled: SettledStage, looking looks: Bool) throws(Catalog.Gap) -> StagePlan {
    let outcome: StagePlan.Outcome
    if let ground = settled.ground {
      var stage =
        if settled.isKept, let found = settled.found {
          try unchanged(settled, ground, since: found.breaking)
        } else { try changed(settled, ground) }
      if looks && !settled.isKept {
        stage.look = try StageLook(of: stage, under: settled.workload, self)
      }
      outcome = .planned(stage)
    } else {
      outcome = .infeasible(settled.decisions)
    }
    return StagePlan(
      definition: settled.definition, workload: settled.workload, outcome: outcome)
  }

  private func unchanged(
    _ settled: SettledStage, _ ground: StageGround, since breaking: BreakingLoad
  ) throws(Catalog.Gap) -> PlannedStage {
    PlannedStage(
      design: ground.design, architecture: ground.architecture,
      decisions: StagePlanner.keeping(ground.design, in: settled.decisions),
      assessment: try model.assess(ground.architecture, under: settled.workload),
      costs: try costs.items(ground.architecture, under: settled.workload),
      breaking: ground.breaking,
      entry: StageEntry(
        users: breaking.users, months: nil, cause: breaking.cause, overturned: nil,
        reason: .physical, isUnchanged: true),
      components: ground.components, steps: [], deferred: [])
  }

  private func changed(
    _ settled: SettledStage, _ ground: StageGround
  ) throws(Catalog.Gap) -> PlannedStage {
    let (previous, workload) = (settled.found, settled.workload)
    let (design, architecture, breaking) = (ground.design, ground.architecture, ground.breaking)
    let decisions = settled.decisions
    let entry: StageEntry?
    if let change = settled.change {
      entry = StageEntry(
        users: change.users, months: change.users.flatMap(requirements.months(until:)),
        cause: .nothing, overturned: change.text, reason: change.reason, isUnchanged: false)
    } else {
      entry = try previous.map { previous throws(Catalog.Gap) in
        try self.entry(after: previous, design, settled.definition, decisions)
      }
    }
    let strain = try previous.map { previous throws(Catalog.Gap) in
      try Strain(from: previous.architecture, to: architecture, under: workload, model)
    }
    let steps = try StepList(
      catalog: catalog, strain: strain ?? .none,
      isMeasuredToday: requirements.today.contains("monitoring")
    ).steps(from: previous?.components ?? [], to: ground.components)
    var stage = PlannedStage(
      design: design, architecture: architecture, decisions: decisions,
      assessment: try model.assess(architecture, under: workload),
      costs: try costs.items(architecture, under: workload),
      breaking: breaking, entry: entry, components: ground.components,
      steps: steps, deferred: [],
      shortfall: try model.failure(architecture, users: workload.users.value))
    if let previous, previous.breaking.carries(requirements.users.now) {
      stage.isDue = try isDue(
        design, instead: previous.design, at: settled.definition, { previous.architecture })
    } else {
      stage.isDue = true
    }
    if settled.change != nil { stage.isDue = false }
    return stage
  }

  private func entry(
    after previous: StageGround, _ design: Design, _ stage: StageDefinition,
    _ decisions: [Decision]
  ) throws(Catalog.Gap) -> StageEntry {
    let carried = previous.breaking.users
    // What breaks by itself before this load is the trigger, even if a choice falls as well.
    if let carried, carried < stage.sizedFor {
      return StageEntry(
        users: carried, months: requirements.months(until: carried),
        cause: previous.breaking.cause, overturned: nil,
        reason: Self.reason(previous.breaking.cause),
        isUnchanged: false)
    }
    let rejection = Self.overturned(previous.design, by: decisions)
    let users =
      rejection == nil
      ? try cheaperAt(previous.architecture, design, in: stage)
      : try overturnedAt(previous.design, in: stage)
    let text =
      rejection.map { $0.measuredText } ?? "the same is had for less"
    return StageEntry(
      users: users, months: requirements.months(until: users), cause: .nothing, overturned: text,
      reason: rejection?.reason ?? .economy, isUnchanged: false)
  }

  /// The users at which a choice falls.
  private func overturnedAt(
    _ design: Design, in stage: StageDefinition
  ) throws(Catalog.Gap) -> Users {
    try threshold(in: stage) { users throws(Catalog.Gap) in
      let choice = try chooser(.choices).choose(
        for: requirements.workload(users: users), incumbent: design)
      return Self.overturned(design, by: choice.decisions) != nil
    }
  }

  /// The users at which another design saves the margin for which a change is made.
  private func cheaperAt(
    _ previous: Architecture, _ design: Design, in stage: StageDefinition
  ) throws(Catalog.Gap) -> Users {
    try threshold(in: stage) { users throws(Catalog.Gap) in
      try saves(design, instead: previous, under: requirements.workload(users: users))
    }
  }

  /// The least number of users for which a test holds, to two digits, by bisection between those
  /// that a stage is sized for and the least that may call for it; the latter where it holds there already.
  private func threshold(
    in stage: StageDefinition, _ holds: (Users) throws(Catalog.Gap) -> Bool
  ) throws(Catalog.Gap) -> Users {
    var low = stage.entersFrom.value
    var high = stage.sizedFor.value
    if try holds(Users(low)) { return Users(low.rounded()) }
    while high - low > low * 0.02 {
      let middle = (low + high) / 2
      if try holds(Users(middle)) { high = middle } else { low = middle }
    }
    return Users(high.rounded())
  }

  private static func reason(_ cause: BreakingLoad.Cause) -> Reason {
    switch cause {
    case .limit: .physical
    case .latency: .nonFunctional
    case .nothing: .economy
    }
  }
}
