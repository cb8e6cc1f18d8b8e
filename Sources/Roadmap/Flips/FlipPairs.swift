import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// The smallest pair of changes for decisions that no single one reverses.
///
/// All pairs of all changes would be thousands of plans. Tried are the pairs of those single changes
/// that come nearest to reversing the decision, each of another answer; the numbers of the pair that
/// does reverse it are then moved back as far as they can be, one after the other. A smaller pair of
/// changes that do nothing by themselves may be missed.
struct FlipPairs {
  let trials: FlipTrials
  let present: [DecisionAddress: String]

  /// How many changes are paired for one decision.
  private static let width = 6

  func hits(of decisions: [DecisionAddress]) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    var hits: [DecisionAddress: FlipHit] = [:]
    let singles = decisions.isEmpty ? [] : trials.singles
    let pairs = decisions.map { decision in
      Self.pairs(trials.nearest(to: decision, among: singles, count: Self.width))
    }
    let results = try trials.run(pairs.flatMap { $0 })
    var rest = results[...]
    var sides: [LeverSide]?
    for (decision, pairs) in zip(decisions, pairs) {
      var best: [Move]?
      for pair in pairs {
        guard let standings = rest.removeFirst(),
          standings[decision]?.chosen != present[decision]
        else { continue }
        if best.map({ Self.distance($0) > Self.distance(pair) }) ?? true { best = pair }
      }
      guard var pair = best else { continue }
      let all = sides ?? LeverSide.all(trials.levers)
      sides = all
      for index in pair.indices { try shrink(&pair, at: index, for: decision, all) }
      guard let standings = try trials.run([pair])[0],
        standings[decision]?.chosen != present[decision]
      else { continue }
      hits[decision] = FlipHit(moves: pair, to: standings[decision]?.chosen ?? nil, holding: nil)
    }
    return hits
  }

  private static func pairs(_ moves: [Move]) -> [[Move]] {
    moves.indices.flatMap { first in
      moves[(first + 1)...].map { second in
        [moves[first], second].sorted { $0.lever < $1.lever }
      }
    }
  }

  private static func distance(_ moves: [Move]) -> Double { moves.reduce(0) { $0 + $1.distance } }

  /// Moves the number of one half back as far as the decision stays reversed.
  private func shrink(
    _ pair: inout [Move], at index: Int, for decision: DecisionAddress, _ sides: [LeverSide]
  ) throws(Catalog.Gap) {
    guard case .number(let estimate) = pair[index].value,
      let side = sides.first(where: {
        $0.lever == pair[index].lever && $0.stops.contains(estimate.likely)
      }), var high = side.stops.firstIndex(of: estimate.likely)
    else { return }
    var low = -1
    while high - low > 1 {
      let middle = (low + high) / 2
      var trial = pair
      trial[index] = side.move(to: middle)
      if let standings = try trials.run([trial])[0],
        standings[decision]?.chosen != present[decision]
      {
        high = middle
      } else {
        low = middle
      }
    }
    pair[index] = side.move(to: high)
  }
}

extension FlipTrials {
  /// The single changes after which a decision's lead is least, the least first, one of each answer;
  /// only those that shorten it.
  func nearest(
    to decision: DecisionAddress, among singles: [(move: Move, standings: Standings)], count: Int
  ) -> [Move] {
    guard let lead = standing([], of: decision)?.lead else { return [] }
    var best: [Int: (move: Move, lead: Int)] = [:]
    for (move, standings) in singles {
      guard let standing = standings[decision], standing.lead < lead else { continue }
      if let known = best[move.lever],
        (known.lead, known.move.distance) <= (standing.lead, move.distance)
      {
        continue
      }
      best[move.lever] = (move, standing.lead)
    }
    return best.values.sorted {
      ($0.lead, $0.move.distance, $0.move.lever) < ($1.lead, $1.move.distance, $1.move.lever)
    }.prefix(count).map(\.move)
  }
}
