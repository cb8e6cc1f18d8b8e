import Quantities
import RealModule

/// One pass over the horizon of a transient queue.
struct TransientRun {
  /// The most state updates of one pass, about ten seconds.
  static let mostUpdates = 5e9

  /// The law now: as a window, or as a walk while all servers are surely busy.
  private enum State {
    case window(BirthDeathWindow)
    case walk(BusyWalk)
  }

  /// Means at the ends of a step.
  private struct Step {
    let begin: Double
    let end: Double
    let rates: BirthDeathWindow.Rates
    let first: QueueSnapshot
    let last: QueueSnapshot
  }

  private let queue: TransientQueue
  private let questions: TransientQueue.Questions
  private var state: State
  private var steps: [Step] = []
  private var points: [Double: QueueSnapshot] = [:]
  private var delayed: [Double]
  private var spent = 0.0
  /// The times asked for, in order, and how many are behind.
  private let questionTimes: [Double]
  private var asked = 0

  init(_ queue: TransientQueue, _ questions: TransientQueue.Questions) {
    self.queue = queue
    self.questions = questions
    state = .window(BirthDeathWindow(steadyStateOf: queue.ratesBefore))
    delayed = questions.waits.map { _ in 0 }
    questionTimes = Set(questions.times.map(\.value)).sorted()
  }

  /// Moves through all spans between changes.
  mutating func follow() throws(TransientRefusal) {
    let ends = breaks
    guard leastUpdates(ends) <= Self.mostUpdates else {
      throw .tooManyUpdates(limit: Self.mostUpdates)
    }
    record(at: 0)
    for (begin, end) in zip(ends, ends.dropFirst()) {
      try follow(from: begin, to: end)
    }
  }

  /// Updates that it takes at the least, so that what is refused is refused before any of them.
  ///
  /// Of each span that is not overloaded: the events times a window of four deviations of the number busy.
  private func leastUpdates(_ ends: [Double]) -> Double {
    zip(ends, ends.dropFirst()).reduce(0) { sum, span in
      let rates = queue.rates(at: span.0)
      let capacity = rates.service * Double(rates.servers)
      guard rates.arrivals < capacity else { return sum }
      let events = 2 * rates.arrivals * (span.1 - span.0)
      return sum + events * 4 * (rates.arrivals / rates.service).squareRoot()
    }
  }

  /// The times at which something changes, or a delayed share bends.
  private var breaks: [Double] {
    let horizon = queue.horizon.value
    let changes = queue.servers.pieces.map(\.from.value)
    var times = [0, horizon] + queue.arrivalRate.pieces.map(\.from.value) + changes
    if questions.panels == nil {
      for wait in questions.waits { times += changes.map { $0 - wait.value } }
    }
    return distinct(times)
  }

  /// Times within the horizon, sorted; those that differ by rounding only are one.
  private func distinct(_ times: [Double]) -> [Double] {
    let horizon = queue.horizon.value
    var distinct: [Double] = []
    for time in Set(times.filter { $0 >= 0 && $0 <= horizon }).sorted()
    where time - (distinct.last ?? -1) > 1e-9 * max(1, horizon) {
      distinct.append(time)
    }
    return distinct
  }

  /// The lengths of Simpson's panels from a change to the next.
  private func panels(from begin: Double, to end: Double, fastest: Double) -> [Double] {
    let span = end - begin
    let horizon = queue.horizon.value
    if let panels = questions.panels {
      let count = max(1, (span / (horizon / Double(panels)) - 1e-9).rounded(.up))
      return [Double](repeating: span / count, count: Int(count))
    }
    let longest = min(max(horizon / 1000, 160 / fastest), max(horizon / 200, 4 / fastest))
    var lengths: [Double] = []
    var length = min(longest, 4 / fastest)
    var rest = span
    while rest > 1.5 * length {
      lengths.append(length)
      rest -= length
      length = min(longest, length * 1.4)
    }
    return lengths + [rest]
  }

  private mutating func follow(from begin: Double, to end: Double) throws(TransientRefusal) {
    let rates = queue.rates(at: begin)
    let fastest = max(
      rates.arrivals + rates.service * Double(rates.servers), 1 / queue.horizon.value)
    var time = begin
    var share = delayedShares(at: begin)
    let lengths = panels(from: begin, to: end, fastest: fastest)
    for (index, length) in lengths.enumerated() {
      let stop = index == lengths.count - 1 ? end : time + length
      let middle = (time + stop) / 2
      try travel(from: time, to: middle, rates)
      let between = delayedShares(at: middle)
      try travel(from: middle, to: stop, rates)
      let after = delayedShares(at: stop, approaching: stop == end)
      for index in delayed.indices {
        delayed[index] +=
          rates.arrivals * (stop - time) / 6 * (share[index] + 4 * between[index] + after[index])
      }
      share = after
      time = stop
    }
    record(at: end)
  }

  /// Moves on, with a stop at each time asked for.
  private mutating func travel(
    from begin: Double, to end: Double, _ rates: BirthDeathWindow.Rates
  ) throws(TransientRefusal) {
    var time = begin
    while asked < questionTimes.count, questionTimes[asked] <= end {
      let stop = questionTimes[asked]
      if stop > time {
        try step(from: time, to: stop, rates)
        time = stop
      }
      record(at: stop)
      asked += 1
    }
    if end > time { try step(from: time, to: end, rates) }
  }

  private mutating func step(
    from begin: Double, to end: Double, _ rates: BirthDeathWindow.Rates
  ) throws(TransientRefusal) {
    let first = snapshot(servers: rates.servers)
    advance(by: end - begin, rates)
    if spent > Self.mostUpdates { throw .tooManyUpdates(limit: Self.mostUpdates) }
    steps.append(
      Step(
        begin: begin, end: end, rates: rates, first: first,
        last: snapshot(servers: rates.servers)))
  }

  private mutating func advance(by span: Double, _ rates: BirthDeathWindow.Rates) {
    let ahead = 12 * span
    let level = Double(rates.servers) + 1
    func staysAway(_ walk: BusyWalk, _ span: Double) -> Bool {
      // With a rising mean the nearest approach is early, with a falling one at the end.
      min(walk.floor(after: span, rates), walk.floor(after: span / 8, rates)) > level
        && Double(walk.start.low) > level
    }
    switch state {
    case .walk(var walk):
      if staysAway(walk, span) {
        walk.advance(by: span, rates)
        state = .walk(walk)
        return
      }
      state = .window(walk.window())
      advance(by: span, rates)
    case .window(var window):
      if rates.patience == 0 && Double(window.low) > level {
        var walk = BusyWalk(window)
        if staysAway(walk, ahead) && staysAway(walk, span) {
          walk.advance(by: span, rates)
          state = .walk(walk)
          return
        }
      }
      let before = window.updates
      window.advance(by: span, rates)
      spent += window.updates - before
      state = .window(window)
    }
  }

  private func snapshot(servers: Int) -> QueueSnapshot {
    switch state {
    case .window(let window): QueueSnapshot(window, servers: servers)
    case .walk(let walk): QueueSnapshot(inSystem: walk.mean, servers: servers)
    }
  }

  private mutating func record(at time: Double) {
    points[time] = snapshot(servers: queue.rates(at: time).servers)
  }

  /// For each wait asked for, the probability that an arrival now waits longer.
  ///
  /// It jumps where the servers change at the end of the wait; `approaching` gives the limit from
  /// before, which an integral up to there needs.
  private func delayedShares(at time: Double, approaching: Bool = false) -> [Double] {
    guard queue.patience == nil else { return questions.waits.map { _ in 0 } }
    let aside = (approaching ? -2e-9 : 2e-9) * max(1, queue.horizon.value)
    return questions.waits.map { wait in
      let later = time + wait.value
      let servers = queue.servers.value(at: later + aside)
      let mean =
        queue.servers.integral(from: time, to: later) / queue.serviceTime.value
      switch state {
      case .walk(let walk): return walk.share(atLeast: servers, afterDepartures: mean)
      case .window(let window):
        return window.share(atLeast: Int(servers), afterDepartures: mean)
      }
    }
  }

  /// Puts together what was seen.
  func solution() -> TransientSolution {
    let peak = self.peak
    let arrivals = queue.arrivalRate.integral(from: 0, to: queue.horizon.value)
    return TransientSolution(
      points: questions.times.map { time in
        let snapshot = point(at: time.value)
        return TransientSolution.Point(
          time: time, inSystem: snapshot.inSystem, waiting: snapshot.waiting,
          allBusy: snapshot.allBusy)
      },
      peakInSystem: peak.value, peakTime: Seconds(peak.time),
      drainTime: drainTime(after: peak.time),
      delayedShares: queue.patience == nil
        ? delayed.map { arrivals > 0 ? min(1, $0 / arrivals) : 0 } : [])
  }

  private func point(at time: Double) -> QueueSnapshot {
    let nearest = points.min { ($0.key - time).magnitude < ($1.key - time).magnitude }
    return nearest?.value ?? QueueSnapshot(inSystem: 0, servers: 0)
  }

  /// The greatest mean number present: at an end of a step, or inside where the slope changes sign.
  private var peak: (value: Double, time: Double) {
    var best = (value: steps.first?.first.inSystem ?? 0, time: 0.0)
    for step in steps {
      let length = step.end - step.begin
      let rise = step.first.slope(step.rates)
      let fall = step.last.slope(step.rates)
      if rise > 0 && fall < 0 {
        // The slope is nearly linear over one step.
        let share = rise / (rise - fall)
        let value = step.first.inSystem + 0.5 * rise * share * length
        if value > best.value { best = (value, step.begin + share * length) }
      }
      if step.last.inSystem > best.value { best = (step.last.inSystem, step.end) }
    }
    return best
  }

  /// When the mean number waiting has fallen to the level asked for.
  private func drainTime(after peak: Double) -> Seconds? {
    guard let level = questions.drainedWaiting else { return nil }
    for step in steps where step.end > peak {
      if step.begin >= peak && step.first.waiting <= level { return Seconds(step.begin) }
      if step.last.waiting <= level {
        let first = max(step.first.waiting, level)
        let last = step.last.waiting
        guard first > last, last > 0 else { return Seconds(step.end) }
        let share = Double.log(first / level) / .log(first / last)
        return Seconds(step.begin + share * (step.end - step.begin))
      }
    }
    return nil
  }
}

extension BirthDeathWindow {
  /// P(N - D >= level), where D is a Poisson number of this mean.
  func share(atLeast level: Int, afterDepartures mean: Double) -> Double {
    let spread = 9 * mean.squareRoot() + 12
    let first = max(0, Int(mean - spread))
    let last = mean > 0 ? Int(mean + spread) : 0
    var term = mean > 0 ? Double.exp(PoissonProbability.log(count: first, mean: mean)) : 1
    var cumulative = term
    var count = first
    var sum = 0.0
    law.withUnsafeBufferPointer { law in
      guard let place = law.baseAddress else { return }
      // P(D <= n - level), which is zero below `first` and one above `last`.
      var index = max(0, level + first - low)
      while index < law.count {
        let departures = low + index - level
        if departures >= last {
          sum += place[index]
        } else {
          while count < departures {
            count += 1
            term *= mean / Double(count)
            cumulative += term
          }
          sum += place[index] * cumulative
        }
        index += 1
      }
    }
    return sum
  }
}
