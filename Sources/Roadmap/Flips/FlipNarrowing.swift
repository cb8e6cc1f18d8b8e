import CatalogModel
import OptionScoring
import Requirements

/// Narrows brackets until neighbouring stops are left, and keeps the nearest change of each decision.
///
/// What a stop comes to is taken up by the brackets of all decisions on its side.
struct FlipNarrowing {
  let trials: FlipTrials
  let sides: [LeverSide]

  /// The smallest change of each decision among brackets and exact changes; of equal ones the
  /// earlier in the questionnaire.
  ///
  /// One that cannot be smaller than what another has for sure is dropped. What is found is tried
  /// again at half the way: where that reverses as well, the decision turns more than once, and the
  /// search goes on before it.
  ///
  /// - Parameter brackets: As they are narrowed, which saves doing it again when others are added.
  func hits(
    _ brackets: inout [FlipBracket], _ exact: [DecisionAddress: Move]
  ) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    while true {
      try narrow(&brackets, exact)
      let hits = try nearest(brackets, exact)
      var turned: [FlipBracket] = []
      let halves = hits.sorted { $0.key.text < $1.key.text }
        .compactMap { decision, hit in hit.halfway.map { (decision, hit, $0) } }
      let results = try trials.run(halves.map { [$0.2] })
      for ((decision, hit, half), standings) in zip(halves, results) {
        guard trials.reverses(decision, standings),
          let place = sides.firstIndex(where: { $0.holds(hit.moves) }),
          let stop = sides[place].stop(of: half)
        else { continue }
        turned.append(FlipBracket(decision: decision, side: place, low: -1, high: stop))
      }
      if turned.isEmpty { return hits }
      brackets += turned
    }
  }

  /// Tries stops until no bracket is left that may hold a nearer change than is known.
  private func narrow(
    _ brackets: inout [FlipBracket], _ exact: [DecisionAddress: Move]
  ) throws(Catalog.Gap) {
    while true {
      let best = best(brackets, exact)
      brackets.removeAll { bracket in
        guard let best = best[bracket.decision] else { return false }
        return reach(bracket.side, bracket.high) > best
          && reach(bracket.side, bracket.low + 1) >= best
      }
      let probes = probes(brackets, best)
      if probes.isEmpty { return }
      let results = try trials.run(probes.map { [sides[$0.side].move(to: $0.stop)] })
      for (probe, standings) in zip(probes, results) {
        let distance = sides[probe.side].distances[probe.stop]
        for place in brackets.indices where brackets[place].side == probe.side {
          let decision = brackets[place].decision
          brackets[place].narrow(
            to: probe.stop, reverses: trials.reverses(decision, standings),
            isTied: distance == best[decision]?.distance)
        }
      }
    }
  }

  /// How near a stop of a side is.
  func reach(_ side: Int, _ stop: Int) -> FlipReach {
    FlipReach(distance: sides[side].distances[stop], lever: sides[side].lever, side: side)
  }

  /// The nearest change that is known to reverse each decision.
  private func best(
    _ brackets: [FlipBracket], _ exact: [DecisionAddress: Move]
  ) -> [DecisionAddress: FlipReach] {
    var best = exact.mapValues {
      FlipReach(distance: $0.distance, lever: $0.lever, side: -1)
    }
    for bracket in brackets {
      let end = reach(bracket.side, bracket.high)
      best[bracket.decision] = best[bracket.decision].map { min($0, end) } ?? end
    }
    return best
  }

  private func nearest(
    _ brackets: [FlipBracket], _ exact: [DecisionAddress: Move]
  ) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    let best = best(brackets, exact)
    var found: [DecisionAddress: (move: Move, holding: Move?, halfway: Move?)] = exact.mapValues {
      ($0, nil, nil)
    }
    for bracket in brackets where reach(bracket.side, bracket.high) == best[bracket.decision] {
      let side = sides[bracket.side]
      let move = side.move(to: bracket.high)
      found[bracket.decision] = (
        move, bracket.low >= 0 ? side.move(to: bracket.low) : nil,
        side.last(within: move.distance / 2).map(side.move)
      )
    }
    // Known from the search already: this is what makes each a flip that was seen.
    let ordered = Array(found)
    let results = try trials.run(ordered.map { [$0.value.move] })
    var hits: [DecisionAddress: FlipHit] = [:]
    for (entry, standings) in zip(ordered, results) {
      guard trials.reverses(entry.key, standings) else { continue }
      hits[entry.key] = FlipHit(
        moves: [entry.value.move], to: standings?[entry.key]?.chosen ?? nil,
        holding: entry.value.holding, halfway: entry.value.halfway)
    }
    return hits
  }
}
