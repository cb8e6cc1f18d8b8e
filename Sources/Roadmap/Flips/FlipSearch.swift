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
/// from the first stage, and a decision for which the two differ is searched again that way.
///
/// Assumptions: those of `FlipRings`; in a divided system that what stands before turns no decision sooner.
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
    if quick !== whole {
      let doubtful = try unconfirmed(hits, whole, decisions.map(\.address))
      for decision in doubtful { hits[decision] = nil }
      hits.merge(try self.hits(whole, doubtful, present)) { $1 }
    }
    if tellsInfluences {
      _ = try quick.run(FlipRings.extremes(of: levers).map { [$0] })
    }
    // What was cut off has found nothing, and not that there is nothing.
    if isCancelled() { return nil }
    let count = quick === whole ? whole.count : quick.count + whole.count
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

  /// The decisions whose hit, or the stop before it, comes out otherwise when all stages are planned.
  private func unconfirmed(
    _ hits: [DecisionAddress: FlipHit], _ trials: FlipTrials, _ decisions: [DecisionAddress]
  ) throws(Catalog.Gap) -> [DecisionAddress] {
    let claims = decisions.flatMap {
      decision -> [(decision: DecisionAddress, moves: [Move], flips: Bool)] in
      guard let hit = hits[decision] else { return [] }
      return [(decision, hit.moves, true)]
        + [hit.holding, hit.halfway].compactMap { $0 }.map { (decision, [$0], false) }
    }
    var doubtful: Set<DecisionAddress> = []
    for (claim, standings) in zip(claims, try trials.run(claims.map(\.moves))) {
      let chosen = standings?[claim.decision]?.chosen
      let isConfirmed =
        claim.flips
        ? standings != nil && chosen == hits[claim.decision]?.to
        : standings == nil || chosen == trials.presentChoice(claim.decision)
      if !isConfirmed { doubtful.insert(claim.decision) }
    }
    return decisions.filter(doubtful.contains)
  }
}
