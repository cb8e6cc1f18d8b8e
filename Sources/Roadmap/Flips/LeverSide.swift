import Quantities
import Requirements

/// A number that may be moved to one side: the values on the way, with how far each is.
struct LeverSide: Sendable {
  /// The place of the answer in the list of levers.
  let lever: Int
  let stops: [Double]
  let distances: [Double]

  /// Both sides of every number among the levers.
  static func all(_ levers: [AnswerLever]) -> [LeverSide] {
    levers.enumerated().flatMap { index, lever -> [LeverSide] in
      guard case .number(let kind) = lever.question.kind, case .number(let present) = lever.value
      else { return [] }
      var fallback: Estimate?
      if case .number(let estimate)? = lever.fallback { fallback = estimate }
      let scale = AnswerScale(kind, fallback: fallback)
      return NumberStops.Side.allCases.map { side in
        let stops = NumberStops(kind, fallback: fallback, from: present.likely, side).values
        return LeverSide(
          lever: index, stops: stops,
          distances: stops.map { scale.distance(from: present.likely, to: $0) })
      }
    }
  }

  /// The last stop within a distance; nil where even the first is farther.
  func last(within distance: Double) -> Int? {
    distances.lastIndex { $0 <= distance }
  }

  func move(to stop: Int) -> Move {
    Move(lever: lever, value: .number(Estimate(stops[stop])), distance: distances[stop])
  }

  /// The stop that a move goes to; nil for a move of something else.
  func stop(of move: Move) -> Int? {
    guard move.lever == lever, case .number(let estimate) = move.value else { return nil }
    return stops.firstIndex(of: estimate.likely)
  }

  /// Whether a single move goes to a stop of this side.
  func holds(_ moves: [Move]) -> Bool {
    moves.count == 1 && moves.first.flatMap(stop(of:)) != nil
  }
}
