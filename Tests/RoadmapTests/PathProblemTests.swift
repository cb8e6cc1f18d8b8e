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
          PathProblem.Toll(
            days: Double.random(in: 0...1, using: &random) < 0.3
              ? Int.random(in: 1...30, using: &random) : 0,
            dollars: Double.random(in: 0...1, using: &random) < 0.1
              ? .infinity : random.uniform(1...20))
        }
      },
      moving: (0..<states).map { from in
        (0..<states).map { to in
          from == to
            ? 0
            : Double.random(in: 0...1, using: &random) < 0.2 ? .infinity : random.uniform(0...30)
        }
      },
      lead: (0..<states).map { _ in
        (0..<states).map { _ in Int.random(in: 1...3, using: &random) }
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
    // Compared here, since the order of tolls is what is tested: no money buys a day.
    guard let best, let least = all.min(by: { ($0.days, $0.cost) < ($1.days, $1.cost) })?.toll
    else {
      return
    }
    #expect(best.days == least.days)
    #expect(abs(best.cost - least.dollars) <= 1e-9 * max(1, least.dollars))
    #expect(problem.path(best.states) == best)
  }

  /// No state is left before the work on the next is done.
  @Test(arguments: 1...120 as ClosedRange<UInt64>) func aMoveTakesItsTime(_ seed: UInt64) {
    let problem = Self.problem(seed)
    guard let best = problem.cheapest() else { return }
    var since = 0
    for period in best.states.indices.dropFirst()
    where best.states[period] != best.states[period - 1] {
      let (from, to) = (best.states[period - 1], best.states[period])
      #expect(period - since >= problem.lead[from][to])
      since = period
    }
  }

  @Test(arguments: 1...120 as ClosedRange<UInt64>) func noPathThroughAStateIsCheaper(
    _ seed: UInt64
  ) {
    let problem = Self.problem(seed)
    let all = Self.all(problem)
    for period in problem.running.indices {
      for state in problem.moving.indices {
        let through = all.filter { $0.states[period] == state }.map(\.toll).min()
        let found = problem.cheapest(in: state, at: period)?.toll
        #expect((found == nil) == (through == nil))
        guard let found, let through else { continue }
        #expect(found.days == through.days)
        #expect(abs(found.dollars - through.dollars) <= 1e-9 * max(1, through.dollars))
      }
    }
  }
}
