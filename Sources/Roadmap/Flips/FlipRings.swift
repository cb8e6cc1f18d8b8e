import CatalogModel
import Requirements

/// Finds the smallest single change that reverses each decision.
///
/// Numbers are moved outward in rings of growing distance, both ways, until a ring reverses a
/// decision; then the first reversing value is bracketed to two significant digits. Choices and flags
/// are tried one by one when their distance is due. What a wider ring could find is farther than what
/// a narrower one has found, so a decision is done with the first ring that reverses it.
///
/// Assumptions: between two neighbouring probes of a number a decision turns at most once. A number
/// that changes no value that may turn an open decision, after a change through the whole of its
/// plausible range, is not moved farther, unless it is that of the users; nor is a choice put in the
/// place of another where taking away the one and adding the other changes none of any decision. Where
/// constraints leave a single option, no other value may turn a decision than those that constraints look
/// at.
struct FlipRings {
  /// How far the rings reach, in units of `AnswerScale`.
  static let reaches = [1, 3, Double.infinity]

  /// From this reach on, numbers are given up that changed nothing.
  static let patience = 1.0

  let trials: FlipTrials
  let present: [DecisionAddress: String]
  /// Whether no number and no choice is given up.
  let isExhaustive: Bool

  func hits(
    of decisions: [DecisionAddress]
  ) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    let base = try trials.run([[]])[0] ?? [:]
    let choices = Self.choices(trials.levers)
    var sides = LeverSide.all(trials.levers).map {
      SideSearch(
        side: $0, isUsers: trials.levers[$0.lever].path.question == "users.now")
    }
    let narrowing = FlipNarrowing(trials: trials, sides: sides.map(\.side))
    var hits: [DecisionAddress: FlipHit] = [:]
    var reach = 0.0
    for ring in Self.reaches {
      let open = decisions.filter { hits[$0] == nil }
      if open.isEmpty { break }
      let due = choices.filter {
        $0.distance > reach && $0.distance <= ring && !isIdle($0, base)
      }
      if !isExhaustive && reach >= Self.patience {
        for place in sides.indices
        where sides[place].isIdle(for: open, base) {
          sides[place].isDone = true
        }
      }
      let (moved, cut) = try advance(&sides, to: ring)
      var brackets = moved.flatMap { bracketed(sides[$0], $0, open) }
      var exact: [DecisionAddress: Move] = [:]
      for (move, standings) in zip(due, try trials.run(due.map { [$0] })) {
        guard let standings else { continue }
        for decision in open where trials.reverses(decision, standings) {
          if exact[decision].map({ $0.distance > move.distance }) ?? true {
            exact[decision] = move
          }
        }
      }
      var found = try narrowing.hits(&brackets, exact)
      let ends = SideEnds(
        trials: trials, base: base, isExhaustive: isExhaustive,
        isPatient: reach < Self.patience,
        bounds: found.mapValues { $0.moves.reduce(0) { $0 + $1.distance } })
      let more = try ends.brackets(of: cut, &sides, open)
      if !more.isEmpty {
        brackets += more
        found = try narrowing.hits(&brackets, exact)
      }
      hits.merge(found) { first, _ in first }
      reach = ring
    }
    return hits
  }

  /// Every other choice, and every number at the end of each ring.
  static func extremes(of levers: [AnswerLever]) -> [Move] {
    choices(levers)
      + LeverSide.all(levers).flatMap { side in
        Set(reaches.compactMap(side.last(within:))).sorted().map(side.move)
      }
  }

  private static func choices(_ levers: [AnswerLever]) -> [Move] {
    levers.enumerated().flatMap { index, lever in
      AnswerAlternatives.all(lever).map {
        Move(lever: index, value: $0.value, distance: $0.distance)
      }
    }
  }

  /// Whether a choice is put in the place of another, and neither change by itself moves a value that
  /// may turn any decision: what turns an earlier one with the other may turn a later one.
  private func isIdle(_ move: Move, _ base: FlipTrials.Standings) -> Bool {
    let steps = AnswerAlternatives.steps(of: move.value, trials.levers[move.lever])
    guard !isExhaustive, !steps.isEmpty else { return false }
    return steps.allSatisfy { value in
      let step = Move(lever: move.lever, value: value, distance: AnswerScale.choice)
      return base.allSatisfy { decision, standing in
        trials.standing([step], of: decision)?.turning == standing.turning
      }
    }
  }

  private func bracketed(
    _ probed: SideSearch, _ place: Int, _ open: [DecisionAddress]
  ) -> [FlipBracket] {
    guard let high = probed.reached, let standings = probed.standings else { return [] }
    return open.filter { trials.reverses($0, standings) }.map {
      FlipBracket(decision: $0, side: place, low: probed.before ?? -1, high: high)
    }
  }

  /// Moves every number that is not done to the last stop within a ring.
  ///
  /// - Returns: The places of the sides that moved, and of those whose answers are refused there, or
  ///   carried by nothing.
  private func advance(
    _ sides: inout [SideSearch], to ring: Double
  ) throws(Catalog.Gap) -> (moved: [Int], cut: [SideEnds.Cut]) {
    var targets: [(place: Int, stop: Int)] = []
    for place in sides.indices where !sides[place].isDone {
      guard let stop = sides[place].side.last(within: ring), stop > sides[place].reached ?? -1
      else { continue }
      targets.append((place, stop))
    }
    var moved: [Int] = []
    var cut: [SideEnds.Cut] = []
    let results = try trials.run(targets.map { [sides[$0.place].side.move(to: $0.stop)] })
    for (target, standings) in zip(targets, results) {
      if let standings {
        sides[target.place].reach(target.stop, standings)
        moved.append(target.place)
      } else {
        sides[target.place].isDone = true
        cut.append(
          SideEnds.Cut(
            place: target.place, low: sides[target.place].reached ?? -1, high: target.stop))
      }
    }
    return (moved, cut)
  }
}
