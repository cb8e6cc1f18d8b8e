import CapacityPlanning
import CatalogModel
import OptionScoring
import Requirements

/// Plans sets of answers, each once and on all cores, for the gates that they fail.
final class RefusalTrials {
  let planning: PlanningCase
  private let memo: ReplayMemo
  private var ledger = TrialLedger<AnswerSheet, Set<String>?>()

  init(_ planning: PlanningCase) {
    self.planning = planning
    memo = ReplayMemo(
      findsPresent: true, base: planning.requirements(of: planning.sheet), detail: .choices)
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
  /// The gates that a sheet fails on the present stage, as the planner finds them on the whole plan.
  fileprivate func failures(
    _ sheet: AnswerSheet, _ memo: ReplayMemo
  ) throws(Catalog.Gap) -> Set<String>? {
    guard let requirements = requirements(of: sheet) else { return nil }
    guard let replay = try replay(.present, requirements, memo) else { return [Refusal.capacity] }
    let gates = try PresentGates(
      catalog: catalog.staged(for: requirements), requirements: requirements, replay: replay
    )
    .gates()
    return Set(gates.filter { !$0.passes }.map(\.id))
  }
}

extension Refusal {
  /// The gate that nothing carries the present users.
  package static let capacity = "capacity"
}
