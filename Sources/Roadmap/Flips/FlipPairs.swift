import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// The smallest pair of changes for decisions that no single one reverses.
///
/// All pairs of all changes would be thousands of plans. Tried are the pairs of those single changes
/// that come nearest to reversing the decision, each of another answer, the smallest first, until one
/// does; its numbers are then moved back as far as they can be, one after the other. A smaller pair of
/// changes that do nothing by themselves may be missed.
struct FlipPairs {
  let trials: FlipTrials

  /// How many changes are paired for one decision.
  private static let width = 6
  /// How many pairs of a decision are tried at once.
  private static let batch = 5

  func hits(of decisions: [DecisionAddress]) throws(Catalog.Gap) -> [DecisionAddress: FlipHit] {
    let found = try smallest(of: decisions)
    if found.isEmpty { return [:] }
    let shrunk = try shrunk(found)
    var hits: [DecisionAddress: FlipHit] = [:]
    let results = try trials.run(shrunk.map(\.moves))
    for (pair, standings) in zip(shrunk, results) where trials.reverses(pair.decision, standings) {
      hits[pair.decision] = FlipHit(
        moves: pair.moves, to: standings?[pair.decision]?.chosen ?? nil, holding: nil)
    }
    return hits
  }

  /// Two changes that reverse a decision.
  private typealias Pair = (decision: DecisionAddress, moves: [Move])

  /// The smallest of the pairs that reverse each decision.
  private func smallest(of decisions: [DecisionAddress]) throws(Catalog.Gap) -> [Pair] {
    let singles = decisions.isEmpty ? [] : trials.singles
    var found: [Pair] = []
    var open = decisions.map { decision in
      let nearest = trials.nearest(to: decision, among: singles, count: Self.width)
      return (decision: decision, pairs: Self.pairs(nearest)[...])
    }
    while true {
      open.removeAll { $0.pairs.isEmpty }
      if open.isEmpty { break }
      let batches = open.map { $0.pairs.prefix(Self.batch) }
      var results = try trials.run(batches.flatMap { $0 })[...]
      for (place, batch) in batches.enumerated() {
        let decision = open[place].decision
        let tried = zip(batch, results.prefix(batch.count))
        results = results.dropFirst(batch.count)
        if let pair = tried.first(where: { trials.reverses(decision, $0.1) })?.0 {
          found.append((decision, pair))
          open[place].pairs = []
        } else {
          open[place].pairs = open[place].pairs.dropFirst(batch.count)
        }
      }
    }
    return found
  }

  /// Moves the numbers of pairs back as far as the decisions stay reversed.
  private func shrunk(_ pairs: [Pair]) throws(Catalog.Gap) -> [Pair] {
    let sides = LeverSide.all(trials.levers)
    var pairs = pairs
    for half in 0..<2 {
      var brackets = pairs.indices.compactMap { place -> (place: Int, bracket: FlipBracket)? in
        let move = pairs[place].moves[half]
        for (index, side) in sides.enumerated() {
          guard let stop = side.stop(of: move) else { continue }
          return (
            place,
            FlipBracket(decision: pairs[place].decision, side: index, low: -1, high: stop)
          )
        }
        return nil
      }
      while brackets.contains(where: \.bracket.isWide) {
        let wide = brackets.indices.filter { brackets[$0].bracket.isWide }
        let results = try trials.run(
          wide.map { index in
            let (place, bracket) = brackets[index]
            var moves = pairs[place].moves
            moves[half] = sides[bracket.side].move(to: bracket.middle)
            return moves
          })
        for (index, standings) in zip(wide, results) {
          let bracket = brackets[index].bracket
          brackets[index].bracket.narrow(
            to: bracket.middle, reverses: trials.reverses(bracket.decision, standings))
        }
      }
      for (place, bracket) in brackets {
        pairs[place].moves[half] = sides[bracket.side].move(to: bracket.high)
      }
    }
    return pairs
  }

  /// All pairs of some changes, the smallest first.
  private static func pairs(_ moves: [Move]) -> [[Move]] {
    let pairs = moves.indices.flatMap { first in
      moves[(first + 1)...].map { second in
        [moves[first], second].sorted { $0.lever < $1.lever }
      }
    }
    return pairs.enumerated().sorted {
      (distance($0.element), $0.offset) < (distance($1.element), $1.offset)
    }.map(\.element)
  }

  private static func distance(_ moves: [Move]) -> Double { moves.reduce(0) { $0 + $1.distance } }
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
