import CapacityPlanning
package import CatalogModel
package import OptionScoring
import Parallelism
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

/// A trial that is asked about some decisions, each of which lies between two others.
struct BetweenTrial {
  let moves: [Move]
  let asked: [(decision: DecisionAddress, low: [Move], high: [Move])]
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
  /// Trials whose stage was taken for granted.
  private var level: [[Move]: Stage] = [:]
  private var levelOrder: [[Move]] = []
  /// The decisions for which no stage is taken for granted.
  private var distrusted: Set<DecisionAddress> = []

  /// What a trial came to; where its stage was taken for granted, for the deployments that were asked.
  struct Stage: Sendable {
    let index: Int
    var standings: Standings
    /// What the decisions of each unit depend on.
    var footings: [String?: StageFooting]
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

  /// Whether trials begin at a later stage than the first.
  var isQuick: Bool { !starts.isEmpty }

  /// Whether a decision came out otherwise than at present; false for answers that are refused or that
  /// nothing carries.
  func reverses(_ decision: DecisionAddress, _ standings: Standings?) -> Bool {
    standings.map { $0[decision]?.chosen != present[decision] } ?? false
  }

  /// The sets of answers that were planned, in order.
  var tried: [[Move]] { ledger.order + levelOrder }

  /// The stage that a trial which was run has found; nil for answers that are refused or that nothing
  /// carries.
  func stage(of trial: [Move]) -> Stage? { ledger[trial].flatMap { $0 } }

  /// The index of the stage that a trial has found, or of which it took it for granted.
  func index(of trial: [Move]) -> Int? { (stage(of: trial) ?? level[trial])?.index }

  /// The results in the order of the trials; nil for answers that are refused or that nothing
  /// carries.
  func run(_ trials: [[Move]]) throws(Catalog.Gap) -> [Standings?] {
    let outcome = outcome
    return try ledger.run(trials) { outcome.stage($0) }.map { $0?.standings }
  }

  private var outcome: Outcome {
    Outcome(
      planning: planning, stage: stage, levers: levers, present: present, starts: starts,
      memo: memo, isCancelled: isCancelled)
  }

  /// The results of trials that are asked about some decisions alone, in order.
  ///
  /// Where each of them lies between two trials that led to the same stage over the same that stood before, the
  /// stage is taken for granted, and only the deployments that are asked about decide.
  func run(_ trials: [BetweenTrial]) throws(Catalog.Gap) -> [Standings?] {
    var whole: [[Move]] = []
    var pending: [(moves: [Move], footings: [String?: StageFooting])] = []
    for trial in trials where ledger[trial.moves] == nil {
      guard let footings = footings(of: trial) else {
        whole.append(trial.moves)
        continue
      }
      let known = level[trial.moves]?.footings ?? [:]
      let missing = footings.filter { known[$0.key] == nil }
      if !missing.isEmpty { pending.append((trial.moves, missing)) }
    }
    let outcome = outcome
    let results = pending.parallelMap { outcome.level($0.moves, on: $0.footings) }
    for (asked, result) in zip(pending, results) {
      guard let stage = try result.get() else {
        whole.append(asked.moves)
        continue
      }
      if level[asked.moves] == nil { levelOrder.append(asked.moves) }
      level[asked.moves, default: stage].standings.merge(stage.standings) { first, _ in first }
      level[asked.moves]?.footings.merge(stage.footings) { first, _ in first }
    }
    _ = try run(whole)
    return trials.map { trial in
      ledger[trial.moves].map { $0?.standings } ?? level[trial.moves]?.standings
    }
  }

  /// What the decisions that a trial is asked about depend on, by their units; nil where that cannot be taken for
  /// granted.
  private func footings(of trial: BetweenTrial) -> [String?: StageFooting]? {
    var footings: [String?: StageFooting] = [:]
    for (decision, low, high) in trial.asked {
      guard !distrusted.contains(decision),
        let footing = footing(of: decision.unit, low),
        footing == self.footing(of: decision.unit, high),
        footings.values.first?.isBeside(footing) ?? true
      else { return nil }
      footings[decision.unit] = footing
    }
    return footings
  }

  private func footing(of unit: String?, _ trial: [Move]) -> StageFooting? {
    (stage(of: trial) ?? level[trial])?.footings[unit]
  }

  /// Takes no stage for granted any more for some decisions.
  ///
  /// - Returns: Whether it did so before for one of them.
  func distrust(_ decisions: Set<DecisionAddress>) -> Bool {
    let before = distrusted.count
    distrusted.formUnion(decisions)
    return distrusted.count > before
  }

  /// Those of some claims that do not hold where no stage is taken for granted.
  func mistaken(
    _ claims: [(decision: DecisionAddress, moves: [Move], reverses: Bool)]
  ) throws(Catalog.Gap) -> Set<DecisionAddress> {
    let results = try run(claims.map(\.moves))
    return Set(
      zip(claims, results).filter { reverses($0.decision, $1) != $0.reverses }.map(\.0.decision))
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
    for trial in levelOrder where trial.count == 1 {
      guard let standings = level[trial]?.standings else { continue }
      let question = levers[trial[0].lever].path.traced
      for decision in decisions {
        guard let standing = standings[decision], standing.values != base[decision]?.values
        else { continue }
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
        guard let requirements = requirements(moves), let replay = try replay(requirements)
        else { return nil }
        var standings = standings(replay.decisions)
        // A deployment that is not there has decided nothing: it was not asked.
        let units = Set(standings.keys.map(\.unit))
        for (address, chosen) in present
        where !units.contains(address.unit) && address.decision != EdgeGlue.decision {
          standings[address] = Standing(chosen: chosen, lead: .max, values: 0, turning: 0)
        }
        let definition = try planning.catalog.staged(for: requirements).stages[replay.index]
        return Stage(
          index: replay.index, standings: standings, footings: replay.footings(definition))
      }
    }

    /// What is decided on some footings; nil where they do not hold.
    func level(
      _ moves: [Move], on footings: [String?: StageFooting]
    ) -> Result<Stage?, Catalog.Gap> {
      Result { () throws(Catalog.Gap) in
        if isCancelled() { return nil }
        guard let index = footings.values.first?.index,
          let requirements = requirements(moves),
          let decisions = try SystemReplayer(
            catalog: planning.catalog, requirements: requirements, memo: memo
          ).decisions(on: footings)
        else { return nil }
        return Stage(index: index, standings: standings(decisions), footings: footings)
      }
    }

    private func requirements(_ moves: [Move]) -> SystemRequirements? {
      planning.requirements(
        after: moves.map {
          ChangedAnswer(levers[$0.lever], to: $0.value, distance: $0.distance)
        })
    }

    private func standings(
      _ decisions: [(address: DecisionAddress, decision: Decision)]
    ) -> Standings {
      var standings = Standings(minimumCapacity: decisions.count)
      for (address, decision) in decisions {
        standings[address] = standing(decision, present[address])
      }
      return standings
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
