/// Which of several states to be in over a number of periods: each costs something to run, and
/// something to get to from another one, and the way there takes its time.
///
/// Exact dynamic programming over (period, state): `V(t, b) = run(t, b) + min(V(t-1, b), min over a of
/// V(t-k, a) + run(t-k+1, a) + ... + run(t-1, a) + move(a, b))`, where `k` are the periods of work from
/// `a` to `b`, over which `a` still stands. Tolls are compared by their days first, so that money never
/// buys a day out of the objectives. Nothing is assumed of the costs but that they are not negative.
package struct PathProblem: Sendable {
  /// What counts of a path: first the days on which objectives are missed, then money.
  package struct Toll: Hashable, Comparable, Sendable {
    package var days: Int
    /// USD; infinite where a state must not be.
    package var dollars: Double

    package init(days: Int = 0, dollars: Double = 0) {
      self.days = days
      self.dollars = dollars
    }

    package var isFinite: Bool { dollars.isFinite }

    package static func < (one: Toll, other: Toll) -> Bool {
      guard one.isFinite, other.isFinite else { return one.isFinite && !other.isFinite }
      return (one.days, one.dollars) < (other.days, other.dollars)
    }

    package static func + (one: Toll, other: Toll) -> Toll {
      Toll(days: one.days + other.days, dollars: one.dollars + other.dollars)
    }
  }

  /// The state at the first period.
  package let start: Int
  /// The toll of each state in each period.
  package let running: [[Toll]]
  /// USD from each state to each; infinite where there is no way, 0 for staying.
  package let moving: [[Double]]
  /// The periods of work from each state to each, over which the former stands; 1 at least.
  package let lead: [[Int]]

  package init(start: Int, running: [[Toll]], moving: [[Double]], lead: [[Int]]) {
    precondition(running.allSatisfy { $0.count == moving.count }, "a toll for each state")
    precondition(lead.count == moving.count, "a time for each way")
    self.start = start
    self.running = running
    self.moving = moving
    self.lead = lead
  }

  /// A state for each period, with what they cost together.
  package struct Path: Hashable, Sendable {
    package let states: [Int]
    package let running: Double
    package let moving: Double
    /// The days on which objectives are missed.
    package let days: Int

    package var cost: Double { running + moving }
    package var toll: Toll { Toll(days: days, dollars: cost) }
  }

  private var stateCount: Int { moving.count }

  /// The best path, of equal ones that which stays longest where it is; nil where none is allowed.
  ///
  /// - Complexity: Periods times states squared times the longest lead.
  package func cheapest() -> Path? {
    guard !running.isEmpty else { return nil }
    let (values, origins) = forward()
    guard let last = values.last, let end = last.indices.min(by: { last[$0] < last[$1] }),
      last[end].isFinite
    else { return nil }
    var states = [end]
    while states.count < running.count {
      let period = running.count - states.count
      let state = states[states.count - 1]
      let origin = origins[period][state]
      let work = origin == state ? 1 : max(1, lead[origin][state])
      states += [Int](repeating: origin, count: work)
    }
    return path(states.reversed())
  }

  /// The best path that is in a state in a period; nil where none is.
  package func cheapest(in state: Int, at period: Int) -> Path? {
    let held = running.enumerated().map { index, tolls in
      index == period
        ? tolls.enumerated().map {
          $0.offset == state ? $0.element : Toll(dollars: .infinity)
        } : tolls
    }
    return PathProblem(start: start, running: held, moving: moving, lead: lead).cheapest()
  }

  /// What a path costs; nil where it is not allowed.
  package func path(_ states: [Int]) -> Path? {
    guard states.count == running.count, states.first == start else { return nil }
    var sums = (running: 0.0, moving: 0.0, days: 0)
    var since = 0
    for (period, state) in states.enumerated() {
      sums.running += running[period][state].dollars
      sums.days += running[period][state].days
      guard period > 0, states[period - 1] != state else { continue }
      let before = states[period - 1]
      guard period - since >= lead[before][state] else { return nil }
      sums.moving += moving[before][state]
      since = period
    }
    guard sums.running.isFinite, sums.moving.isFinite else { return nil }
    return Path(states: states, running: sums.running, moving: sums.moving, days: sums.days)
  }

  private func forward() -> (values: [[Toll]], origins: [[Int]]) {
    var values = [[Toll]]()
    var origins = [[Int]]()
    for (period, tolls) in running.enumerated() {
      var row = [Toll](repeating: Toll(dollars: .infinity), count: stateCount)
      var from = [Int](repeating: start, count: stateCount)
      for state in 0..<stateCount {
        if period == 0 {
          if state == start { row[state] = tolls[state] }
          continue
        }
        // Staying first: a move must be cheaper to be made.
        var best = values[period - 1][state]
        from[state] = state
        for origin in 0..<stateCount where origin != state {
          let work = max(1, lead[origin][state])
          guard work <= period, moving[origin][state].isFinite else { continue }
          var value = values[period - work][origin]
          for waited in (period - work + 1)..<period { value = value + running[waited][origin] }
          value.dollars += moving[origin][state]
          if value < best {
            best = value
            from[state] = origin
          }
        }
        row[state] = best + tolls[state]
      }
      values.append(row)
      origins.append(from)
    }
    return (values, origins)
  }
}
