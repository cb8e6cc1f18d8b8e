import Requirements

/// A stop that is tried.
struct FlipProbe: Hashable, Sendable {
  /// The place of the side in the list of sides.
  let side: Int
  let stop: Int
}

extension FlipNarrowing {
  /// Where to try next.
  ///
  /// Of each decision the bracket that ends nearest is halved, and the others are tried as far as its
  /// middle, which rules many of them out whatever it comes to: one of each question, since rows of a
  /// table often turn a decision together, and none on a side that is tried within it anyway. Once the
  /// nearest is narrow, the others are tried just within its end.
  func probes(
    _ brackets: [FlipBracket], _ best: [DecisionAddress: FlipReach]
  ) -> [FlipProbe] {
    let wide = brackets.filter(\.isWide)
    var halved: [DecisionAddress: FlipBracket] = [:]
    for bracket in wide where halved[bracket.decision] == nil {
      if let best = best[bracket.decision], reach(bracket.side, bracket.high) <= best {
        halved[bracket.decision] = bracket
      }
    }
    var probes = Set(halved.values.map { FlipProbe(side: $0.side, stop: $0.middle) })
    var asked = halved.mapValues { [question($0)] as Set }
    for bracket in wide {
      guard let nearest = halved[bracket.decision] else {
        if let best = best[bracket.decision],
          let stop = bracket.inner.last(where: { reach(bracket.side, $0) < best })
        {
          probes.insert(FlipProbe(side: bracket.side, stop: stop))
        }
        continue
      }
      let distance = sides[nearest.side].distances[nearest.middle]
      guard let stop = sides[bracket.side].last(within: distance), bracket.inner.contains(stop),
        asked[bracket.decision]?.insert(question(bracket)).inserted ?? false,
        !probes.contains(where: { $0.side == bracket.side && bracket.inner.contains($0.stop) })
      else { continue }
      probes.insert(FlipProbe(side: bracket.side, stop: stop))
    }
    return probes.sorted { ($0.side, $0.stop) < ($1.side, $1.stop) }
  }

  /// The question of a bracket, of all rows alike.
  private func question(_ bracket: FlipBracket) -> String {
    trials.levers[sides[bracket.side].lever].path.traced
  }
}
