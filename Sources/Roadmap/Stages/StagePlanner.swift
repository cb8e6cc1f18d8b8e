import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Plans one stage after another: nothing changes without a trigger.
struct StagePlanner {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  let memo: SizingMemo
  var detail = DecisionDetail.reasons

  var model: CapacityModel {
    CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
  }

  var sizing: ArchitectureSizing {
    ArchitectureSizing(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo)
  }

  private var costs: CostModel {
    CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
  }

  var chooser: DesignChooser {
    chooser(detail)
  }

  private func chooser(_ detail: DecisionDetail) -> DesignChooser {
    DesignChooser(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo,
      detail: detail)
  }

  /// All stages of the catalog.
  func stages() throws(Catalog.Gap) -> [StagePlan] {
    var plans: [StagePlan] = []
    var previous: PlannedStage?
    for definition in catalog.stages {
      let stage = try stage(definition, after: previous)
      if let planned = stage.planned { previous = planned }
      plans.append(stage)
    }
    return plans
  }

  /// One stage of the catalog.
  ///
  /// - Parameters:
  ///   - previous: What stands before it, which may have been planned for other requirements.
  ///   - change: Why the requirements are others than before; nil where they are not.
  func stage(
    _ definition: StageDefinition, after previous: PlannedStage?, change: UnitChange? = nil
  ) throws(Catalog.Gap) -> StagePlan {
    let workload = requirements.workload(users: definition.sizedFor)
    return StagePlan(
      definition: definition, workload: workload,
      outcome: try plan(workload, after: previous, change: change))
  }

  private func plan(
    _ workload: Workload, after previous: PlannedStage?, change: UnitChange?
  ) throws(Catalog.Gap) -> StagePlan.Outcome {
    let choice = try chooser.choose(for: workload, incumbent: previous?.design)
    guard let design = choice.design else { return .infeasible(choice.decisions) }
    if let previous, change == nil,
      try enough(
        FoundDesign(
          previous.design, previous.architecture,
          carriesPresent: previous.breaking.carries(requirements.users.now)),
        for: workload, design, choice.decisions) != nil
    {
      return .planned(try unchanged(previous, workload, choice.decisions))
    }
    guard let architecture = try size(design, for: workload) else {
      return .infeasible(choice.decisions)
    }
    return .planned(
      try stage(
        design, architecture, workload, choice.decisions, after: previous, change: change))
  }

  /// The architecture of the stage before where it stays: it carries the load, none of its options
  /// became impossible, and a change would not save enough to be made for economy alone; else nil.
  func enough(
    _ found: FoundDesign, for workload: Workload, _ design: Design, _ decisions: [Decision]
  ) throws(Catalog.Gap) -> Architecture? {
    if design != found.design, Self.overturned(found.design, by: decisions) != nil { return nil }
    let carrying = try found.architecture { architecture throws(Catalog.Gap) in
      try failure(of: architecture, under: workload) == nil
    }
    guard let architecture = carrying else { return nil }
    if design == found.design { return architecture }
    return try saves(design, instead: architecture, under: workload) ? nil : architecture
  }

  /// The architecture of a design, sized once for all that differs elsewhere.
  func size(_ design: Design, for workload: Workload) throws(Catalog.Gap) -> Architecture? {
    // What is remembered is not read again, which somebody may want to know.
    if catalog.reads != nil { return try sizing.size(design, for: workload) }
    return try memo.architecture(
      of: design, basis: memo.number(of: CostBasis(requirements, under: workload)),
      requirements.objectives
    ) { () throws(Catalog.Gap) in try sizing.size(design, for: workload) }
  }

  /// An architecture as it is set up: what is set aside for functions serves as far as it reaches,
  /// not only for the load it is sized for, and its volume holds what the present users have stored.
  func laidOut(
    _ architecture: Architecture, sizedFor users: Users, _ breaking: BreakingLoad
  ) throws(Catalog.Gap) -> Architecture {
    let reserved = try sizing.reserving(
      architecture, for: requirements.workload(users: breaking.users ?? users))
    let now = requirements.users.now
    guard users < now, breaking.carries(now) else { return reserved }
    return try sizing.storing(reserved, for: requirements.workload(users: now))
  }

  /// What an architecture fails at under a workload of users, quotas aside; nil when it carries them.
  func failure(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> BreakingLoad.Cause? {
    if catalog.reads != nil { return try model.failure(architecture, users: workload.users.value) }
    return try memo.failure(
      of: architecture, basis: memo.number(of: CostBasis(requirements, under: workload)),
      requirements.objectives
    ) { () throws(Catalog.Gap) in try model.failure(architecture, users: workload.users.value) }
  }

  /// Whether another design costs so much less that a change is made for economy alone.
  private func saves(
    _ design: Design, instead previous: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> Bool {
    guard let next = try size(design, for: workload) else { return false }
    let keep = try costs.totals(of: .all, previous, under: workload).total
    let change = try costs.totals(of: .all, next, under: workload).total
    return change.value < keep.value * (1 - (try catalog.number("planning.economyMargin")))
  }

  /// Whether the present users call for a design already, though the architecture of another one
  /// carries them: a choice of that one falls, or it costs the margin more.
  func isDue(
    _ design: Design, instead held: Design, sizedFor users: Users,
    _ architecture: () throws(Catalog.Gap) -> Architecture
  ) throws(Catalog.Gap) -> Bool {
    let now = requirements.users.now
    guard design != held, PresentStage.canBeDue(users, now: now) else { return false }
    let workload = requirements.workload(users: now)
    let choice = try chooser(.choices).choose(for: workload, incumbent: held)
    if Self.overturned(held, by: choice.decisions) != nil { return true }
    return try saves(design, instead: architecture(), under: workload)
  }

  /// The first decision that rejects what a design holds.
  static func overturned(_ design: Design, by decisions: [Decision]) -> Rejection? {
    for decision in decisions {
      let stands = option(of: decision, in: design)
      if let rejection = decision.rejections.first(where: { $0.option == stands }) {
        return rejection
      }
    }
    return nil
  }

  /// The decisions of a stage that keeps a design: what it holds stays chosen.
  static func keeping(_ design: Design, in decisions: [Decision]) -> [Decision] {
    decisions.map { $0.keeping(option(of: $0, in: design)) }
  }

  private static func option(of decision: Decision, in design: Design) -> String? {
    decision.scope.flatMap { design.placement.stores[$0]?.rawValue }
      ?? ComponentList.option(of: decision.definition.id, in: design)
  }

  private func unchanged(
    _ previous: PlannedStage, _ workload: Workload, _ decisions: [Decision]
  ) throws(Catalog.Gap) -> PlannedStage {
    return PlannedStage(
      design: previous.design, architecture: previous.architecture,
      decisions: Self.keeping(previous.design, in: decisions),
      assessment: try model.assess(previous.architecture, under: workload),
      costs: try costs.items(previous.architecture, under: workload),
      breaking: Self.carrying(workload.users, previous.breaking),
      entry: StageEntry(
        users: previous.breaking.users, months: nil, cause: previous.breaking.cause,
        overturned: nil, reason: .physical, isUnchanged: true),
      components: previous.components, steps: [], deferred: [])
  }

  /// A breaking load of at least what is known to be carried: the search for it ends at three digits,
  /// which may lie just below.
  private static func carrying(_ users: Users, _ breaking: BreakingLoad) -> BreakingLoad {
    guard let found = breaking.users, found < users else { return breaking }
    return BreakingLoad(users: users, cause: breaking.cause)
  }

  private func stage(
    _ design: Design, _ drafted: Architecture, _ workload: Workload,
    _ decisions: [Decision], after previous: PlannedStage?, change: UnitChange?
  ) throws(Catalog.Gap) -> PlannedStage {
    let breaking = try model.breakingLoad(of: drafted, from: workload.users)
    let architecture = try laidOut(drafted, sizedFor: workload.users, breaking)
    let entry: StageEntry?
    if let change {
      entry = StageEntry(
        users: change.users, months: change.users.flatMap(requirements.months(until:)),
        cause: .nothing, overturned: change.text, reason: change.reason, isUnchanged: false)
    } else {
      entry = try previous.map { previous throws(Catalog.Gap) in
        try self.entry(after: previous, design, workload, decisions)
      }
    }
    let components = ComponentList(
      architecture: architecture, decisions: decisions, incumbent: previous?.design
    ).components()
    let strain = try previous.map { previous throws(Catalog.Gap) in
      try Strain(from: previous.architecture, to: architecture, under: workload, model)
    }
    let steps = try StepList(
      catalog: catalog, strain: strain ?? .none,
      isMeasuredToday: requirements.today.contains("monitoring")
    ).steps(from: previous?.components ?? [], to: components)
    var stage = PlannedStage(
      design: design, architecture: architecture, decisions: decisions,
      assessment: try model.assess(architecture, under: workload),
      costs: try costs.items(architecture, under: workload),
      breaking: breaking, entry: entry, components: components,
      steps: steps, deferred: [],
      shortfall: try model.failure(architecture, users: workload.users.value))
    if let previous, previous.breaking.carries(requirements.users.now) {
      stage.isDue = try isDue(
        design, instead: previous.design, sizedFor: workload.users, { previous.architecture })
    } else {
      stage.isDue = true
    }
    if change != nil { stage.isDue = false }
    return stage
  }

  private func entry(
    after previous: PlannedStage, _ design: Design, _ workload: Workload, _ decisions: [Decision]
  ) throws(Catalog.Gap) -> StageEntry {
    let carried = previous.breaking.users
    // What breaks by itself before this load is the trigger, even if a choice falls as well.
    if let carried, carried < workload.users {
      return StageEntry(
        users: carried, months: requirements.months(until: carried),
        cause: previous.breaking.cause, overturned: nil,
        reason: Self.reason(previous.breaking.cause),
        isUnchanged: false)
    }
    let rejection = Self.overturned(previous.design, by: decisions)
    let users =
      rejection == nil
      ? try cheaperAt(previous.architecture, design, below: workload.users)
      : try overturnedAt(previous.design, below: workload.users)
    let text =
      rejection.map { $0.measuredText } ?? "the same is had for less"
    return StageEntry(
      users: users, months: requirements.months(until: users), cause: .nothing, overturned: text,
      reason: rejection?.reason ?? .economy, isUnchanged: false)
  }

  /// The users at which a choice falls.
  private func overturnedAt(_ design: Design, below users: Users) throws(Catalog.Gap) -> Users {
    try threshold(below: users) { users throws(Catalog.Gap) in
      let choice = try chooser(.choices).choose(
        for: requirements.workload(users: users), incumbent: design)
      return Self.overturned(design, by: choice.decisions) != nil
    }
  }

  /// The users at which another design saves the margin for which a change is made.
  private func cheaperAt(
    _ previous: Architecture, _ design: Design, below users: Users
  ) throws(Catalog.Gap) -> Users {
    try threshold(below: users) { users throws(Catalog.Gap) in
      try saves(design, instead: previous, under: requirements.workload(users: users))
    }
  }

  /// The least number of users for which a test holds, to two digits, by bisection between those
  /// of the stage and a tenth of them; that tenth where it holds there already.
  private func threshold(
    below users: Users, _ holds: (Users) throws(Catalog.Gap) -> Bool
  ) throws(Catalog.Gap) -> Users {
    var low = users.value / 10
    var high = users.value
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
