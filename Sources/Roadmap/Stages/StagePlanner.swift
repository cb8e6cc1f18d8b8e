import CapacityPlanning
import CatalogModel
import OptionScoring
import Parallelism
import Quantities
import Requirements
import Synchronization

/// Plans one stage after another: nothing changes without a trigger.
///
/// A reference, since every stage and what it leaves has a look at it.
final class StagePlanner: Sendable {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  let memo: SizingMemo
  let detail: DecisionDetail
  let recall: DecisionRecall?
  /// Whether failures and proofs of sizes are looked at as well, where a core would wait.
  private let looksAtStages: Bool
  let model: CapacityModel
  let chooser: DesignChooser

  var sizing: ArchitectureSizing { chooser.ground.sizing }
  var costs: CostModel { chooser.ground.costs }

  init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements,
    memo: SizingMemo, detail: DecisionDetail = .reasons, recall: DecisionRecall? = nil,
    looksAtStages: Bool = false
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.requirements = requirements
    self.memo = memo
    self.detail = detail
    self.recall = recall
    self.looksAtStages = looksAtStages
    model = CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
    chooser = DesignChooser(
      ChoiceGround(
        catalog: catalog, parameters: parameters, requirements: requirements, memo: memo),
      detail: detail, recall: recall)
  }

  /// The same chooser, with other detail.
  func chooser(_ detail: DecisionDetail) -> DesignChooser {
    DesignChooser(chooser.ground, detail: detail, recall: recall)
  }

  /// What stands for all that sizes and costs under a workload of these requirements depend on, in the memo.
  private func basis(of workload: Workload) -> Int {
    chooser.ground.drafts(under: workload).number
  }

  /// Stages of the catalog, one after another.
  ///
  /// Each is settled after the one before; what else is told of it, and looked at, does not wait for the
  /// next one, nor that for it. Which stages are looked at depends on how the cores were taken; what a look
  /// tells does not, and who wants it of all stages looks at the others (`StageFailures`,
  /// `StageCertificate`).
  ///
  /// - Parameters:
  ///   - definitions: All of the catalog, or those in which a unit exists.
  ///   - ground: What stands before the first, which may have been planned for other requirements.
  ///   - change: Why the requirements of the first are others than before; nil where they are not.
  /// - Throws: What the catalog lacks.
  func stages(
    _ definitions: [StageDefinition], after ground: StageGround? = nil, change: UnitChange? = nil
  ) throws(Catalog.Gap) -> [StagePlan] {
    let areSettled = Mutex(false)
    return try chainMap(definitions.count) { index, before throws(Catalog.Gap) -> SettledStage in
      let stage = try settled(
        definitions[index], after: before.map(\.left) ?? ground, change: index == 0 ? change : nil)
      if index == definitions.count - 1 { areSettled.withLock { $0 = true } }
      return stage
    } output: { [self] stage throws(Catalog.Gap) -> StagePlan in
      // What waits for the last stage to be settled has time to look at the first ones.
      try described(stage, looking: looksAtStages && !areSettled.withLock { $0 })
    }
  }

  /// What a stage decides and runs.
  private func settled(
    _ definition: StageDefinition, after found: StageGround?, change: UnitChange?
  ) throws(Catalog.Gap) -> SettledStage {
    let workload = requirements.workload(users: definition.sizedFor)
    let choice = try chooser.choose(for: workload, incumbent: found?.design)
    func stage(_ ground: StageGround?, isKept: Bool = false) -> SettledStage {
      SettledStage(
        definition: definition, workload: workload, decisions: choice.decisions, found: found,
        ground: ground, isKept: isKept, change: change)
    }
    guard let design = choice.design else { return stage(nil) }
    if let found, change == nil,
      try enough(
        FoundDesign(
          found.design, found.architecture,
          carriesPresent: found.breaking.carries(requirements.users.now)),
        for: workload, design, choice.decisions) != nil
    {
      return stage(found.carrying(workload.users), isKept: true)
    }
    guard let drafted = try size(design, for: workload) else { return stage(nil) }
    let breaking = try model.breakingLoad(of: drafted, from: workload.users)
    let architecture = try laidOutOnce(drafted, workload) { () throws(Catalog.Gap) in
      try laidOut(drafted, sizedFor: workload.users, breaking)
    }
    return stage(
      StageGround(
        design: design, architecture: architecture, breaking: breaking,
        components: ComponentList(
          architecture: architecture, decisions: choice.decisions, incumbent: found?.design
        ).components()))
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
    let basis = basis(of: workload)
    return try memo.architecture(
      of: design, basis: basis, requirements.objectives
    ) { () throws(Catalog.Gap) in
      try sizing.size(design, for: workload, keeps: detail == .reasons) { carrying in
        memo.note(carrying: carrying, basis: basis, requirements.objectives)
      }
    }
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

  /// An architecture that is sized for a workload as it is set up, laid out once for all that ask.
  ///
  /// - Throws: What the catalog lacks.
  func laidOutOnce(
    _ architecture: Architecture, _ workload: Workload,
    _ layOut: () throws(Catalog.Gap) -> Architecture
  ) throws(Catalog.Gap) -> Architecture {
    // What is remembered is not read again, which somebody may want to know.
    if catalog.reads != nil { return try layOut() }
    return try memo.layout(
      of: architecture, LoadBasis(requirements, under: workload), requirements.objectives,
      keeps: recall?.keeps ?? true, layOut)
  }

  /// What an architecture fails at under a workload of users, quotas aside; nil when it carries them.
  func failure(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> BreakingLoad.Cause? {
    if catalog.reads != nil { return try model.failure(architecture, users: workload.users.value) }
    return try memo.failure(
      of: architecture, basis: basis(of: workload), requirements.objectives
    ) { () throws(Catalog.Gap) in try model.failure(architecture, users: workload.users.value) }
  }

  /// Whether another design costs so much less that a change is made for economy alone.
  func saves(
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
    _ design: Design, instead held: Design, at stage: StageDefinition,
    _ architecture: () throws(Catalog.Gap) -> Architecture
  ) throws(Catalog.Gap) -> Bool {
    let now = requirements.users.now
    guard design != held, stage.entersFrom <= now else { return false }
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
}
