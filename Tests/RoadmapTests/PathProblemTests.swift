import Roadmap
import TestSupport
import Testing

/// The path over the horizon against trying every path, on small problems at random.
@Suite struct PathProblemTests {
  static func problem(_ seed: UInt64) -> PathProblem {
    var random = SplitMix64(seed: seed)
    let states = Int.random(in: 1...4, using: &random)
    let periods = Int.random(in: 1...6, using: &random)
    return PathProblem(
      start: Int.random(in: 0..<states, using: &random),
      running: (0..<periods).map { _ in
        (0..<states).map { _ in
          Double.random(in: 0...1, using: &random) < 0.15 ? .infinity : random.uniform(1...20)
        }
      },
      moving: (0..<states).map { from in
        (0..<states).map { to in
          from == to
            ? 0
            : Double.random(in: 0...1, using: &random) < 0.2 ? .infinity : random.uniform(0...30)
        }
      })
  }

  /// Every path that is allowed.
  static func all(_ problem: PathProblem) -> [PathProblem.Path] {
    var paths: [PathProblem.Path] = []
    func visit(_ states: [Int]) {
      guard states.count < problem.running.count else {
        if let path = problem.path(states) { paths.append(path) }
        return
      }
      for next in problem.moving.indices { visit(states + [next]) }
    }
    visit([problem.start])
    return paths
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>) func noPathIsCheaper(_ seed: UInt64) {
    let problem = Self.problem(seed)
    let all = Self.all(problem)
    let best = problem.cheapest()
    #expect((best == nil) == all.isEmpty)
    guard let best, let least = all.map(\.cost).min() else { return }
    #expect(abs(best.cost - least) <= 1e-9 * max(1, least))
    #expect(problem.path(best.states)?.cost == best.cost)
  }

  @Test(arguments: 1...120 as ClosedRange<UInt64>) func noPathThroughAStateIsCheaper(
    _ seed: UInt64
  ) {
    let problem = Self.problem(seed)
    let all = Self.all(problem)
    for period in problem.running.indices {
      for state in problem.moving.indices {
        let through = all.filter { $0.states[period] == state }.map(\.cost).min()
        let found = problem.cheapest(in: state, at: period)?.cost
        #expect((found == nil) == (through == nil))
        if let found, let through { #expect(abs(found - through) <= 1e-9 * max(1, through)) }
      }
    }
  }

  @Test(arguments: 1...120 as ClosedRange<UInt64>) func fewerStatesAreNeverCheaper(_ seed: UInt64) {
    let problem = Self.problem(seed)
    guard let best = problem.cheapest() else { return }
    #expect(problem.cheapest(among: Set(best.states))?.cost == best.cost)
    var random = SplitMix64(seed: seed)
    let some = Set(problem.moving.indices.filter { _ in Bool.random(using: &random) })
      .union([problem.start])
    if let held = problem.cheapest(among: some) { #expect(held.cost >= best.cost - 1e-9) }
  }
}
