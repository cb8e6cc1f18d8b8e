import CapacityPlanning
package import CatalogModel
import OptionScoring
import Requirements

/// Finds for each decision of a stage the smallest change of answers that reverses it, by planning
/// with other answers.
///
/// Numbers are moved outward in rings of growing distance, both ways, until a ring reverses a
/// decision; then the first reversing value is bracketed to two significant digits. Choices and flags
/// are tried one by one when their distance is due. What a wider ring could find is farther than what
/// a narrower one has found, so a decision is done with the first ring that reverses it.
///
/// The search plans from the stage before on, with what stands there now; every result, and the stop
/// before it, is then planned from the first stage, and a decision for which the two differ is searched
/// again that way.
///
/// Assumptions: between two neighbouring probes of a number a decision turns at most once. A number
/// that changes no value that an open decision's rules look at, after a change through the whole of its
/// plausible range, is not moved farther.
package struct FlipSearch {
  /// How far the rings reach, in units of `AnswerScale`.
  static let rings = [1, 3, Double.infinity]

  /// From this ring on, numbers are given up that changed nothing.
  private static let patience = 1.0

  private let planning: PlanningCase
  private let stage: StageChoice
  /// Whether nothing is spared: numbers without influence are moved on, and every trial begins at the
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
  /// - Parameter wanted: The decisions to look at; nil for all.
  /// - Throws: What the catalog lacks.
  package func report(
    of wanted: [DecisionAddress]? = nil
  ) throws(Catalog.Gap) -> FlipReport? {
    guard let requirements = planning.requirements(of: planning.sheet) else { return nil }
    let memo = ReplayMemo(findsPresent: stage == .present, base: requirements)
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
    let quick = isExhaustive || replay.index < 2 ? whole : trials(from: replay.trace)
    var hits = try hits(quick, decisions.map(\.address), present)
    if quick !== whole {
      let doubtful = try unconfirmed(hits, whole, decisions.map(\.address))
      for decision in doubtful { hits[decision] = nil }
      hits.merge(try self.hits(whole, doubtful, present)) { $1 }
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
    let hits = try singles(trials, decisions, present)
    let pairs = try FlipPairs(trials: trials, present: present)
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

  private func singles(
    _ trials: FlipTrials, _ decisions: [DecisionAddress], _ present: [DecisionAddress: String]
  ) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    let base = try trials.run([[]])[0] ?? [:]
    let choices = trials.levers.enumerated().flatMap { index, lever in
      AnswerAlternatives.all(lever).map {
        Move(lever: index, value: $0.value, distance: $0.distance)
      }
    }
    var sides = LeverSide.all(trials.levers).map { SideSearch(side: $0) }
    var hits: [DecisionAddress: FlipHit] = [:]
    var reach = 0.0
    for ring in Self.rings {
      let open = decisions.filter { hits[$0] == nil }
      if open.isEmpty { break }
      let due = choices.filter { $0.distance > reach && $0.distance <= ring }
      var brackets: [FlipBracket] = []
      for place in try advance(&sides, to: ring, trials) {
        let probed = sides[place]
        guard let high = probed.reached, let standings = probed.standings else { continue }
        for decision in open where standings[decision]?.chosen != present[decision] {
          brackets.append(
            FlipBracket(decision: decision, side: place, low: probed.before ?? -1, high: high))
        }
        if !isExhaustive && ring >= Self.patience
          && open.allSatisfy({ standings[$0]?.values == base[$0]?.values })
        {
          sides[place].isDone = true
        }
      }
      var exact: [DecisionAddress: Move] = [:]
      for (move, standings) in zip(due, try trials.run(due.map { [$0] })) {
        guard let standings else { continue }
        for decision in open where standings[decision]?.chosen != present[decision] {
          if exact[decision].map({ $0.distance > move.distance }) ?? true {
            exact[decision] = move
          }
        }
      }
      let narrowing = FlipNarrowing(trials: trials, sides: sides.map(\.side), present: present)
      hits.merge(try narrowing.hits(brackets, exact)) { first, _ in first }
      reach = ring
    }
    return hits
  }

  /// Moves every number that is not done to the last stop within a ring, or where its answers are
  /// refused or nothing carries them, as far as they go.
  ///
  /// - Returns: The places of the sides that moved.
  private func advance(
    _ sides: inout [SideSearch], to ring: Double, _ trials: FlipTrials
  ) throws(Catalog.Gap) -> [Int] {
    var targets: [(place: Int, stop: Int)] = []
    for place in sides.indices where !sides[place].isDone {
      guard let stop = sides[place].side.last(within: ring), stop > sides[place].reached ?? -1
      else { continue }
      targets.append((place, stop))
    }
    var moved: [Int] = []
    var cut: [(place: Int, low: Int, high: Int)] = []
    let results = try trials.run(targets.map { [sides[$0.place].side.move(to: $0.stop)] })
    for (target, standings) in zip(targets, results) {
      if let standings {
        sides[target.place].reach(target.stop, standings)
        moved.append(target.place)
      } else {
        sides[target.place].isDone = true
        cut.append((target.place, sides[target.place].reached ?? -1, target.stop))
      }
    }
    // How far the answers stay possible, by halving.
    var farthest: [Int: (stop: Int, standings: FlipTrials.Standings)] = [:]
    while !cut.isEmpty {
      cut.removeAll { $0.high - $0.low <= 1 }
      let middles = cut.map { ($0.low + $0.high) / 2 }
      let results = try trials.run(
        zip(cut, middles).map { [sides[$0.place].side.move(to: $1)] })
      for (index, standings) in results.enumerated() {
        if let standings {
          farthest[cut[index].place] = (middles[index], standings)
          cut[index].low = middles[index]
        } else {
          cut[index].high = middles[index]
        }
      }
    }
    for (place, end) in farthest.sorted(by: { $0.key < $1.key }) {
      sides[place].reach(end.stop, end.standings)
      moved.append(place)
    }
    return moved.sorted()
  }
}

/// How far one side of a number has been moved.
private struct SideSearch {
  let side: LeverSide
  /// The stop of the last probe, and of the one before.
  private(set) var reached: Int?
  private(set) var before: Int?
  private(set) var standings: FlipTrials.Standings?
  var isDone = false

  init(side: LeverSide) {
    self.side = side
  }

  mutating func reach(_ stop: Int, _ standings: FlipTrials.Standings) {
    before = reached
    reached = stop
    self.standings = standings
  }
}
