import CapacityPlanning
import CatalogModel
import Requirements

/// Plans sets of answers, each once and on all cores, for the gates that they fail.
final class RefusalTrials {
  let planning: PlanningCase
  private let memo = SizingMemo()
  private var ledger = TrialLedger<AnswerSheet, Set<String>?>()

  init(_ planning: PlanningCase) {
    self.planning = planning
  }

  /// How many sets of answers were planned.
  var count: Int { ledger.order.count }

  /// The ids of the gates that each sheet fails, `capacity` alone where nothing carries the present
  /// users; nil for answers that contradict each other.
  func failures(_ sheets: [AnswerSheet]) throws(Catalog.Gap) -> [Set<String>?] {
    let planning = planning
    let memo = memo
    return try ledger.run(sheets) { sheet in
      Result { () throws(Catalog.Gap) in try planning.failures(sheet, memo) }
    }
  }

  func failures(_ sheet: AnswerSheet) throws(Catalog.Gap) -> Set<String>? {
    try failures([sheet])[0]
  }
}

extension PlanningCase {
  /// The gates that a sheet fails on the present stage, as `GateCheck` finds them on the whole plan.
  fileprivate func failures(
    _ sheet: AnswerSheet, _ memo: SizingMemo
  ) throws(Catalog.Gap) -> Set<String>? {
    guard let requirements = requirements(of: sheet) else { return nil }
    let parameters = try PlanningParameters(catalog, for: requirements)
    let planner = StagePlanner(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo)
    guard let replay = try planner.replay(.present) else { return [Refusal.capacity] }
    let gates = try GateCheck(
      catalog: catalog, parameters: parameters, requirements: requirements
    ).gates(for: try planner.stage(replay), stages: [])
    return Set(gates.filter { !$0.passes }.map(\.id))
  }
}

extension StagePlanner {
  /// The stage of a replay, as far as gates look at it: its own assessment, and nothing of documents.
  fileprivate func stage(_ replay: StageReplay) throws(Catalog.Gap) -> PlannedStage {
    let workload = requirements.workload(users: catalog.stages[replay.index].sizedFor)
    let breaking = try model.breakingLoad(of: replay.architecture, from: workload.users)
    let architecture = try sizing.reserving(
      replay.architecture, for: requirements.workload(users: breaking.users ?? workload.users))
    return PlannedStage(
      design: replay.design, architecture: architecture, decisions: replay.decisions,
      assessment: try model.assess(architecture, under: workload), costs: [], breaking: breaking,
      entry: nil, components: [], steps: [], deferred: [])
  }
}

extension Refusal {
  /// The gate that nothing carries the present users.
  package static let capacity = "capacity"
}
