/// Which of several states to be in over a number of periods: each costs something to run, and
/// something to get to from another one.
///
/// Exact dynamic programming over (period, state): `V(t, b) = run(t, b) + min over a of V(t-1, a) +
/// move(a, b)`. Nothing is assumed of the costs but that they are not negative.
package struct PathProblem: Sendable {
  /// The state at the first period.
  package let start: Int
  /// USD of each state in each period; infinite where the state does not do in it.
  package let running: [[Double]]
  /// USD from each state to each; infinite where there is no way, 0 for staying.
  package let moving: [[Double]]

  package init(start: Int, running: [[Double]], moving: [[Double]]) {
    precondition(running.allSatisfy { $0.count == moving.count }, "a cost for each state")
    self.start = start
    self.running = running
    self.moving = moving
  }

  /// A state for each period, with what they cost together.
  package struct Path: Hashable, Sendable {
    package let states: [Int]
    package let running: Double
    package let moving: Double

    package var cost: Double { running + moving }
  }

  private var stateCount: Int { moving.count }

  /// The cheapest path, of equal ones that which stays longest where it is; nil where none does in
  /// all periods.
  ///
  /// - Complexity: Periods times states squared.
  package func cheapest() -> Path? {
    guard !running.isEmpty else { return nil }
    let (values, origins) = forward()
    guard let last = values.last, let end = last.indices.min(by: { last[$0] < last[$1] }),
      last[end].isFinite
    else { return nil }
    var states = [end]
    for period in stride(from: running.count - 1, to: 0, by: -1) {
      states.append(origins[period][states[states.count - 1]])
    }
    return path(states.reversed())
  }

  /// The cheapest path that is in a state in a period; nil where none is.
  package func cheapest(in state: Int, at period: Int) -> Path? {
    let held = running.enumerated().map { index, costs in
      index == period
        ? costs.enumerated().map { $0.offset == state ? $0.element : .infinity } : costs
    }
    return PathProblem(start: start, running: held, moving: moving).cheapest()
  }

  /// The cheapest path that is in no other states than some.
  package func cheapest(among states: Set<Int>) -> Path? {
    let held = running.map { costs in
      costs.enumerated().map { states.contains($0.offset) ? $0.element : .infinity }
    }
    return PathProblem(start: start, running: held, moving: moving).cheapest()
  }

  /// What a path costs; nil where it is not allowed.
  package func path(_ states: [Int]) -> Path? {
    guard states.count == running.count, states.first == start else { return nil }
    var sums = (running: 0.0, moving: 0.0)
    for (period, state) in states.enumerated() {
      sums.running += running[period][state]
      if period > 0 { sums.moving += moving[states[period - 1]][state] }
    }
    guard sums.running.isFinite, sums.moving.isFinite else { return nil }
    return Path(states: states, running: sums.running, moving: sums.moving)
  }

  private func forward() -> (values: [[Double]], origins: [[Int]]) {
    var values = [[Double]]()
    var origins = [[Int]]()
    for (period, costs) in running.enumerated() {
      var row = [Double](repeating: .infinity, count: stateCount)
      var from = [Int](repeating: start, count: stateCount)
      for state in 0..<stateCount {
        if period == 0 {
          if state == start { row[state] = costs[state] }
          continue
        }
        // Staying first: a move must be cheaper to be made.
        var best = values[period - 1][state]
        from[state] = state
        for origin in 0..<stateCount where origin != state {
          let value = values[period - 1][origin] + moving[origin][state]
          if value < best {
            best = value
            from[state] = origin
          }
        }
        row[state] = best + costs[state]
      }
      values.append(row)
      origins.append(from)
    }
    return (values, origins)
  }
}
