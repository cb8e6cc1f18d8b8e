import CapacityPlanning
package import CatalogModel
package import OptionScoring
package import Requirements

/// An answer that is given another value on trial: the lever by its place in the list.
struct Move: Hashable, Sendable {
  let lever: Int
  let value: AnswerValue
  let distance: Double
}

/// How one decision came out on trial.
struct Standing: Hashable, Sendable {
  let chosen: String?
  /// By how many hundredths of a point the present choice leads.
  ///
  /// Where constraints keep every other option out, 100 points and 100 more for each that the nearest
  /// of them fails; one that a rule rejects was not sized, and counts as large enough. Negative once
  /// another one is chosen.
  let lead: Int
  /// A hash of all values that the decision's rules look at.
  let values: Int
  /// A hash of those that may turn it: where constraints leave a single option, the values that
  /// constraints look at.
  let turning: Int
}

/// Plans a stage with other answers, each set of answers once, on all cores.
///
/// A quick trial begins at the stage before the one that is asked for, with what stands there now, and
/// where that stage is the one already, a stage earlier; so it misses what a change does by way of the
/// stages before. A whole one begins at the first stage.
final class FlipTrials {
  typealias Standings = [DecisionAddress: Standing]

  let planning: PlanningCase
  let stage: StageChoice
  let levers: [AnswerLever]
  private let present: [DecisionAddress: String]
  private let starts: [SystemReplay.Start]
  private let memo: ReplayMemo
  private let isCancelled: @Sendable () -> Bool
  private var ledger = TrialLedger<[Move], Stage?>()

  /// What a trial came to.
  struct Stage: Sendable {
    let index: Int
    let standings: Standings
  }

  /// - Parameters:
  ///   - present: The present choices.
  ///   - starts: Where a trial may begin, the last first; empty for the first stage.
  ///   - memo: What was replayed already with the same catalog.
  ///   - isCancelled: Whether nobody waits for the results any more; trials then come to nothing.
  init(
    _ planning: PlanningCase, _ stage: StageChoice, _ present: [DecisionAddress: String],
    levers: [AnswerLever], from starts: [SystemReplay.Start], memo: ReplayMemo,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.isCancelled = isCancelled
    self.planning = planning
    self.stage = stage
    self.present = present
    self.levers = levers
    self.starts = starts
    self.memo = memo
  }

  /// The present choice of a decision.
  func presentChoice(_ decision: DecisionAddress) -> String? { present[decision] }

  /// Whether a decision came out otherwise than at present; false for answers that are refused or that
  /// nothing carries.
  func reverses(_ decision: DecisionAddress, _ standings: Standings?) -> Bool {
    standings.map { $0[decision]?.chosen != present[decision] } ?? false
  }

  /// The sets of answers that were planned, in order.
  var tried: [[Move]] { ledger.order }

  /// The stage that a trial which was run has found; nil for answers that are refused or that nothing
  /// carries.
  func stage(of trial: [Move]) -> Stage? { ledger[trial].flatMap { $0 } }

  /// The results in the order of the trials; nil for answers that are refused or that nothing
  /// carries.
  func run(_ trials: [[Move]]) throws(Catalog.Gap) -> [Standings?] {
    let outcome = Outcome(
      planning: planning, stage: stage, levers: levers, present: present, starts: starts,
      memo: memo, isCancelled: isCancelled)
    return try ledger.run(trials) { outcome.stage($0) }.map { $0?.standings }
  }

  /// How a decision came out on a trial that was run.
  func standing(_ trial: [Move], of decision: DecisionAddress) -> Standing? {
    stage(of: trial)?.standings[decision]
  }

  /// The questions whose answers moved a value that rules look at, alone, by decision and sorted.
  func influences(on decisions: [DecisionAddress]) -> [DecisionAddress: [String]] {
    guard let base = stage(of: [])?.standings else { return [:] }
    var moving: [DecisionAddress: Set<String>] = [:]
    for (move, standings) in singles {
      let question = levers[move.lever].path.traced
      for decision in decisions {
        // A decision that is not taken any more was influenced as well.
        guard standings[decision]?.values != base[decision]?.values else { continue }
        moving[decision, default: []].insert(question)
      }
    }
    return Dictionary(
      decisions.map { ($0, (moving[$0] ?? []).sorted()) }, uniquingKeysWith: { first, _ in first })
  }

  /// All trials of one change that came to something, in the order in which they were run.
  var singles: [(move: Move, standings: Standings)] {
    ledger.order.compactMap { trial in
      guard trial.count == 1, let stage = stage(of: trial) else { return nil }
      return (trial[0], stage.standings)
    }
  }

  /// One trial, a function of its moves alone.
  private struct Outcome: Sendable {
    let planning: PlanningCase
    let stage: StageChoice
    let levers: [AnswerLever]
    let present: [DecisionAddress: String]
    let starts: [SystemReplay.Start]
    let memo: ReplayMemo
    let isCancelled: @Sendable () -> Bool

    func stage(_ moves: [Move]) -> Result<Stage?, Catalog.Gap> {
      Result { () throws(Catalog.Gap) in
        if isCancelled() { return nil }
        let changes = moves.map {
          ChangedAnswer(levers[$0.lever], to: $0.value, distance: $0.distance)
        }
        guard let requirements = planning.requirements(after: changes),
          let replay = try replay(requirements)
        else { return nil }
        var standings: Standings = [:]
        for (address, decision) in replay.decisions {
          standings[address] = standing(decision, present[address])
        }
        // A deployment that is not there has decided nothing: it was not asked.
        let units = Set(standings.keys.map(\.unit))
        for (address, chosen) in present
        where !units.contains(address.unit) && address.decision != EdgeGlue.decision {
          standings[address] = Standing(chosen: chosen, lead: .max, values: 0, turning: 0)
        }
        return Stage(index: replay.index, standings: standings)
      }
    }

    private func replay(
      _ requirements: SystemRequirements
    ) throws(Catalog.Gap) -> SystemReplay? {
      for start in starts.reversed() where start.index > 0 {
        let replay = try planning.replay(stage, requirements, from: start, memo)
        // Where it is the stage that was begun at, it may be an earlier one still.
        if stage == .present, let replay, replay.index == start.index { continue }
        return replay
      }
      return try planning.replay(stage, requirements, memo)
    }

    private func standing(_ decision: Decision, _ present: String?) -> Standing {
      let values = decision.digest?.all ?? 0
      return Standing(
        chosen: decision.chosen, lead: lead(decision, present), values: values,
        turning: decision.ranking.count == 1 ? decision.digest?.ofConstraints ?? 0 : values)
    }

    private func lead(_ decision: Decision, _ present: String?) -> Int {
      guard let chosen = decision.ranking.first, chosen.option == present else { return -1 }
      if let margin = decision.margin { return max(0, margin.hundredths) }
      return Points.whole.hundredths * (1 + (fewestFailures(decision.rejections) ?? 1))
    }

    /// How many constraints the nearest of the options fails that are out; nil where none is.
    private func fewestFailures(_ rejections: [Rejection]) -> Int? {
      var fewest: Int?
      // Those of an option stand together.
      var place = 0
      while place < rejections.count {
        let option = rejections[place].option
        let first = place
        while place < rejections.count, rejections[place].option == option { place += 1 }
        fewest = min(fewest ?? .max, place - first)
      }
      return fewest
    }
  }
}

extension PlanningCase {
  /// The decisions of a stage, deployment by deployment; nil where it is out of reach.
  ///
  /// - Parameters:
  ///   - other: Other answers than those of the case.
  ///   - memo: What was replayed already; nil replays everything.
  /// - Throws: What the catalog lacks.
  package func decisions(
    _ stage: StageChoice, of other: AnswerSheet? = nil, sharing memo: ReplayMemo? = nil
  ) throws(Catalog.Gap) -> [Decision]? {
    guard let requirements = requirements(of: other ?? sheet) else { return nil }
    return try replay(
      stage, requirements, memo ?? ReplayMemo(findsPresent: stage == .present))?
      .deployments.flatMap(\.step.decisions)
  }

  /// The decisions of a stage under other requirements, by the planner's own steps.
  func replay(
    _ stage: StageChoice, _ requirements: SystemRequirements,
    from start: SystemReplay.Start? = nil, _ memo: ReplayMemo
  ) throws(Catalog.Gap) -> SystemReplay? {
    try SystemReplayer(catalog: catalog, requirements: requirements, memo: memo)
      .replay(stage, from: start)
  }
}
