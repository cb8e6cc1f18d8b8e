import CapacityPlanning
package import CatalogModel
import OptionScoring
import Requirements

/// Finds for each decision of a stage the smallest change of answers that reverses it, by planning
/// with other answers.
///
/// Single changes are searched in rings of growing distance (`FlipRings`), pairs among those that came
/// nearest (`FlipPairs`).
///
/// The search plans from the first stage on, since a change may turn a decision by way of what an earlier stage
/// chose. Of a system that is divided into several deployments, of which each goes through all stages, it plans
/// from the stage before on, with what stands there now; every result, and the stop before it, is then planned
/// from the first stage (`FlipConfirmation`), and a decision for which the two differ is searched again that way.
///
/// Assumptions: those of `FlipRings`; in a divided system that what stands before turns no decision sooner, and
/// makes no other stage the present one.
package struct FlipSearch {
  private let planning: PlanningCase
  private let stage: StageChoice
  /// Whether nothing is spared: numbers and choices without influence are tried, and every trial begins at the
  /// first stage.
  private let isExhaustive: Bool
  private let isCancelled: @Sendable () -> Bool

  /// - Parameter isCancelled: Asked before each plan, from any thread: whether nobody waits for the
  ///   report any more.
  package init(
    _ planning: PlanningCase, stage: StageChoice = .present, isExhaustive: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.isCancelled = isCancelled
    self.planning = planning
    self.stage = stage
    self.isExhaustive = isExhaustive
  }

  /// The flips; nil where the stage is out of reach, so that nothing is decided, and where the search
  /// was cancelled.
  ///
  /// - Parameters:
  ///   - wanted: The decisions to look at; nil for all.
  ///   - tellsInfluences: Whether every number is also moved to the end of each ring and every choice
  ///     made, so that an answer without influence has none there. Otherwise the influences are those
  ///     that the search came across.
  /// - Throws: What the catalog lacks.
  package func report(
    of wanted: [DecisionAddress]? = nil, tellsInfluences: Bool = false
  ) throws(Catalog.Gap) -> FlipReport? {
    guard let requirements = planning.requirements(of: planning.sheet) else { return nil }
    let memo = ReplayMemo(findsPresent: stage == .present, base: requirements, detail: .values)
    guard let replay = try planning.replay(stage, requirements, memo) else { return nil }
    let all = replay.decisions.compactMap { address, decision in
      decision.chosen.map { (address: address, option: $0) }
    }
    let decisions = all.filter { wanted?.contains($0.address) ?? true }
    let present = Dictionary(decisions.map { ($0.address, $0.option) }) { first, _ in first }
    let levers = planning.levers
    func trials(from starts: [SystemReplay.Start]) -> FlipTrials {
      FlipTrials(
        planning, stage, present, levers: levers, from: starts, memo: memo, isCancelled: isCancelled
      )
    }
    let whole = trials(from: [])
    let quick =
      isExhaustive || replay.index < 2 || replay.deployments.count == 1
      ? whole
      : trials(from: try replay.trace.map { start throws(Catalog.Gap) in try start.laidOut() })
    var hits = try hits(quick, decisions.map(\.address), present)
    var confirmed: [[Move]] = []
    if quick !== whole {
      let claims = claims(hits, decisions.map(\.address))
      confirmed = claims.map(\.moves)
      let doubtful = try FlipConfirmation(
        planning: planning, stage: stage, memo: memo, quick: quick, whole: whole,
        isCancelled: isCancelled
      ).doubtful(claims, to: hits.compactMapValues(\.to))
      if !doubtful.isEmpty {
        // What was claimed is near to what is looked for.
        _ = try whole.run(confirmed)
        for decision in doubtful { hits[decision] = nil }
        hits.merge(
          try self.hits(whole, decisions.map(\.address).filter(doubtful.contains), present)
        ) { $1 }
      }
    }
    if tellsInfluences {
      _ = try quick.run(FlipRings.extremes(of: levers).map { [$0] })
    }
    // What was cut off has found nothing, and not that there is nothing.
    if isCancelled() { return nil }
    let count = Set(quick.tried + whole.tried + confirmed).count
    return FlipReport(
      stage: replay.index,
      flips: decisions.compactMap { decision in
        hits[decision.address].map { hit in
          Flip(
            decision: decision.address, from: decision.option, to: hit.to,
            changes: hit.moves.map {
              ChangedAnswer(levers[$0.lever], to: $0.value, distance: $0.distance)
            }, holding: hit.holding?.value, halfway: hit.halfway?.value)
        }
      },
      firm: decisions.map(\.address).filter { hits[$0] == nil },
      influences: quick.influences(on: decisions.map(\.address)),
      trials: count)
  }

  private func hits(
    _ trials: FlipTrials, _ decisions: [DecisionAddress], _ present: [DecisionAddress: String]
  ) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    let hits = try FlipRings(trials: trials, present: present, isExhaustive: isExhaustive)
      .hits(of: decisions)
    let pairs = try FlipPairs(trials: trials)
      .hits(of: decisions.filter { hits[$0] == nil })
    return hits.merging(pairs) { $1 }
  }

  /// What was found: that each hit reverses, and that the stops before it do not.
  private func claims(
    _ hits: [DecisionAddress: FlipHit], _ decisions: [DecisionAddress]
  ) -> [FlipConfirmation.Claim] {
    decisions.flatMap { decision -> [FlipConfirmation.Claim] in
      guard let hit = hits[decision] else { return [] }
      return [FlipConfirmation.Claim(decision: decision, moves: hit.moves, reverses: true)]
        + [hit.holding, hit.halfway].compactMap { $0 }.map {
          FlipConfirmation.Claim(decision: decision, moves: [$0], reverses: false)
        }
    }
  }
}
