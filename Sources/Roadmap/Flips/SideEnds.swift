import CatalogModel

/// Looks for flips on sides of numbers whose far end is refused or carried by nothing: how far the
/// answers stay possible, by halving.
///
/// A plan that nothing carries costs most of all. So a side is only followed for decisions that no
/// nearer change is known to reverse, and to the first probe that reverses them.
///
/// Assumption: no decision turns only in the last fiftieth of the way to where nothing is possible.
struct SideEnds {
  /// A stop that is possible, or -1 for the present answer, and one that is not.
  struct Cut {
    let place: Int
    var low: Int
    var high: Int
    /// The decisions that a stop between the two has reversed.
    var reversed: Set<DecisionAddress> = []
    /// Whether a possible stop was found between the two.
    var isProbed = false
  }

  /// The part of its distance to which the end of a side is found.
  private static let slack = 0.02

  let trials: FlipTrials
  let base: FlipTrials.Standings
  /// Whether ends are found to the last stop.
  let isExhaustive: Bool
  /// Whether a number is followed that has moved nothing yet.
  let isPatient: Bool
  /// The distance of the smallest change known to reverse a decision.
  let bounds: [DecisionAddress: Double]

  /// Brackets in which a decision turns.
  func brackets(
    of cuts: [Cut], _ sides: inout [SideSearch], _ open: [DecisionAddress]
  ) throws(Catalog.Gap) -> [FlipBracket] {
    var cuts = cuts
    var brackets: [FlipBracket] = []
    while true {
      cuts.removeAll { cut in
        let wanted = wanted(cut, sides[cut.place].side, open)
        return isNarrow(cut, sides[cut.place].side) || wanted.isEmpty
          || !isExhaustive && !isPatient && cut.isProbed
            && sides[cut.place].isIdle(for: wanted, base)
      }
      if cuts.isEmpty { return brackets }
      let middles = cuts.map { ($0.low + $0.high) / 2 }
      let results = try trials.run(
        zip(cuts, middles).map { [sides[$0.place].side.move(to: $1)] })
      for (index, standings) in results.enumerated() {
        guard let standings else {
          cuts[index].high = middles[index]
          continue
        }
        let cut = cuts[index]
        for decision in wanted(cut, sides[cut.place].side, open)
        where trials.reverses(decision, standings) {
          brackets.append(
            FlipBracket(decision: decision, side: cut.place, low: cut.low, high: middles[index]))
          cuts[index].reversed.insert(decision)
        }
        cuts[index].low = middles[index]
        cuts[index].isProbed = true
        sides[cut.place].reach(middles[index], standings)
      }
    }
  }

  private func isNarrow(_ cut: Cut, _ side: LeverSide) -> Bool {
    if cut.high - cut.low <= 1 { return true }
    guard !isExhaustive, cut.low >= 0 else { return false }
    return side.distances[cut.high] <= side.distances[cut.low] * (1 + Self.slack)
  }

  /// The decisions for which something nearer than all that is known may lie on a side.
  private func wanted(
    _ cut: Cut, _ side: LeverSide, _ open: [DecisionAddress]
  ) -> [DecisionAddress] {
    open.filter { decision in
      !cut.reversed.contains(decision)
        && side.distances[cut.low + 1] <= bounds[decision] ?? .infinity
    }
  }
}
