import CatalogModel
import OptionScoring
import Requirements

/// What reverses a decision.
struct FlipHit: Hashable, Sendable {
  let moves: [Move]
  let to: String?
  /// The stop of a single number before the one that reverses.
  let holding: Move?
  /// The stop of a single number nearest to half the way.
  var halfway: Move? = nil
}

/// Two stops of a number, of which the farther reverses a decision; the nearer is -1 for the present
/// answer.
struct FlipBracket: Hashable, Sendable {
  let decision: DecisionAddress
  /// The place of the side in the list of sides.
  let side: Int
  var low: Int
  var high: Int
}

/// Narrows brackets until neighbouring stops are left, and keeps the nearest change of each decision.
struct FlipNarrowing {
  let trials: FlipTrials
  let sides: [LeverSide]
  let present: [DecisionAddress: String]

  /// The smallest change of each decision among brackets and exact changes; of equal ones the
  /// earlier in the questionnaire.
  ///
  /// All brackets are halved at once; one that cannot be smaller than what another has for sure is
  /// dropped. What is found is tried again at half the way: where that reverses as well, the decision
  /// turns more than once, and the search goes on before it.
  func hits(
    _ brackets: [FlipBracket], _ exact: [DecisionAddress: Move]
  ) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    var brackets = brackets
    while true {
      try narrow(&brackets, exact)
      let hits = try nearest(brackets, exact)
      var turned: [FlipBracket] = []
      let halves = hits.compactMap { decision, hit in hit.halfway.map { (decision, hit, $0) } }
      let results = try trials.run(halves.map { [$0.2] })
      for ((decision, hit, half), standings) in zip(halves, results) {
        guard let standings, standings[decision]?.chosen != present[decision],
          let place = sides.firstIndex(where: { $0.holds(hit.moves) }),
          let stop = sides[place].stop(of: half)
        else { continue }
        turned.append(FlipBracket(decision: decision, side: place, low: -1, high: stop))
      }
      if turned.isEmpty { return hits }
      brackets += turned
    }
  }

  /// Halves, for each decision, the bracket that ends nearest; once that one is narrow, the others are
  /// tried where it ends, which rules most of them out by one trial.
  private func narrow(
    _ brackets: inout [FlipBracket], _ exact: [DecisionAddress: Move]
  ) throws(Catalog.Gap) {
    while true {
      let bound = bounds(brackets, exact)
      brackets.removeAll { bracket in
        sides[bracket.side].distances[bracket.low + 1] > bound[bracket.decision] ?? .infinity
      }
      let probes = probes(brackets, bound)
      if probes.isEmpty { return }
      let results = try trials.run(
        probes.map { [sides[brackets[$0.bracket].side].move(to: $0.stop)] })
      for (probe, standings) in zip(probes, results) {
        let decision = brackets[probe.bracket].decision
        if let standings, standings[decision]?.chosen != present[decision] {
          brackets[probe.bracket].high = probe.stop
        } else {
          brackets[probe.bracket].low = probe.stop
        }
      }
    }
  }

  /// Where to try next, by the places of the brackets.
  private func probes(
    _ brackets: [FlipBracket], _ bounds: [DecisionAddress: Double]
  ) -> [(bracket: Int, stop: Int)] {
    let wide = Dictionary(
      grouping: brackets.indices.filter { brackets[$0].high - brackets[$0].low > 1 }
    ) { brackets[$0].decision }
    func end(_ place: Int) -> Double { sides[brackets[place].side].distances[brackets[place].high] }
    func middle(_ place: Int) -> Int { (brackets[place].low + brackets[place].high) / 2 }
    return wide.flatMap { decision, places -> [(bracket: Int, stop: Int)] in
      let bound = bounds[decision] ?? .infinity
      if let nearest = places.first(where: { end($0) <= bound }) {
        return [(nearest, middle(nearest))]
      }
      return places.map { place in
        let stop = sides[brackets[place].side].last(within: bound) ?? middle(place)
        return (place, stop)
      }
    }.sorted { $0.bracket < $1.bracket }
  }

  private func bounds(
    _ brackets: [FlipBracket], _ exact: [DecisionAddress: Move]
  ) -> [DecisionAddress: Double] {
    var bound = exact.mapValues(\.distance)
    for bracket in brackets {
      let distance = sides[bracket.side].distances[bracket.high]
      bound[bracket.decision] = min(bound[bracket.decision] ?? .infinity, distance)
    }
    return bound
  }

  private func nearest(
    _ brackets: [FlipBracket], _ exact: [DecisionAddress: Move]
  ) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    var best: [DecisionAddress: (move: Move, holding: Move?, halfway: Move?)] = exact.mapValues {
      ($0, nil, nil)
    }
    for bracket in brackets {
      let side = sides[bracket.side]
      let move = side.move(to: bracket.high)
      if let known = best[bracket.decision]?.move,
        (known.distance, known.lever) <= (move.distance, move.lever)
      {
        continue
      }
      best[bracket.decision] = (
        move, bracket.low >= 0 ? side.move(to: bracket.low) : nil,
        side.last(within: move.distance / 2).map(side.move)
      )
    }
    // Known from the search already: this is what makes each a flip that was seen.
    let ordered = Array(best)
    let results = try trials.run(ordered.map { [$0.value.move] })
    var hits: [DecisionAddress: FlipHit] = [:]
    for (entry, standings) in zip(ordered, results) {
      guard let standings, standings[entry.key]?.chosen != present[entry.key] else { continue }
      hits[entry.key] = FlipHit(
        moves: [entry.value.move], to: standings[entry.key]?.chosen ?? nil,
        holding: entry.value.holding, halfway: entry.value.halfway)
    }
    return hits
  }
}
