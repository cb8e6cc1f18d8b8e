import CatalogModel
import Quantities

/// The samples of one test, second by second, and the levels of load in them.
struct SampleLog {
  private struct Second {
    var requests = 0.0
    var failures = 0.0
    var iterations = 0.0
    var dropped = 0.0
    var iterationTime = 0.0
    var times: [Double] = []
    var users: Double?
  }

  private var seconds: [Int: Second] = [:]
  private var isOpen = false

  /// A level is a time of at least this many seconds with the same number of users.
  static let shortestLevel = 5

  mutating func add(_ metric: String, at time: Double, _ value: Double) {
    let key = Int(time)
    switch metric {
    case "http_reqs": seconds[key, default: Second()].requests += value
    case "http_req_failed": seconds[key, default: Second()].failures += value
    case "http_req_duration": seconds[key, default: Second()].times.append(value)
    case "iterations": seconds[key, default: Second()].iterations += value
    case "iteration_duration": seconds[key, default: Second()].iterationTime += value
    case "vus": seconds[key, default: Second()].users = value
    case "dropped_iterations":
      isOpen = true
      seconds[key, default: Second()].dropped += value
    default: break
    }
  }

  /// An observation per level: maximal runs of seconds with the same number of users, without their
  /// first second, in which users start, and their last.
  func observations(
    file: String, control: LoadControl?, _ log: inout FindingLog
  ) -> [Observation] {
    let place = Place(file: file, line: 1, column: 1)
    let keys = seconds.keys.sorted()
    guard let first = keys.first, let last = keys.last, last - first < 7 * 86_400 else {
      log.error(
        place, "there are no samples of HTTP requests, or they span more than a week",
        remedy: "give the samples of one HTTP test")
      return []
    }
    var levels: [(range: ClosedRange<Int>, users: Double?)] = []
    var users: Double?
    for second in first...last {
      users = seconds[second]?.users ?? users
      if let current = levels.last, current.users == users {
        levels[levels.count - 1].range = current.range.lowerBound...second
      } else {
        levels.append((second...second, users))
      }
    }
    let steady = levels.filter { $0.range.count >= Self.shortestLevel + 2 }
    if steady.isEmpty {
      log.warn(
        place, "the number of users never stayed the same for \(Self.shortestLevel) seconds",
        remedy: "hold each level for a minute; a ramp has no steady state to measure")
    }
    let ranges =
      steady.isEmpty
      ? [(range: first...last, users: users)]
      : steady.map { ($0.range.lowerBound + 1...$0.range.upperBound - 1, $0.users) }
    let found = ranges.compactMap { range, users in
      observation(range, users: users, place: place, control: control)
    }
    if found.isEmpty {
      log.error(place, "no HTTP request was completed", remedy: "give the samples of an HTTP test")
    }
    return found
  }

  private func observation(
    _ range: ClosedRange<Int>, users: Double?, place: Place, control: LoadControl?
  ) -> Observation? {
    let parts = range.map { seconds[$0] ?? Second() }
    let requests = parts.reduce(0) { $0 + $1.requests }
    let times = parts.flatMap(\.times).sorted()
    guard requests > 0, !times.isEmpty else { return nil }
    let length = Double(range.count)
    var result = Observation(place: place, throughput: RequestsPerSecond(requests / length))
    result.control = control ?? (isOpen ? .open : .unknown)
    result.clients = users
    result.duration = Seconds(length)
    result.failedShare = parts.reduce(0) { $0 + $1.failures } / requests
    let mean = times.reduce(0, +) / Double(times.count)
    result.meanLatency = .milliseconds(mean)
    result.longestLatency = times.last.map { .milliseconds($0) }
    for p in [0.5, 0.9, 0.95, 0.99] {
      // Nearest rank; a percentile needs ten samples above it.
      guard Double(times.count) * (1 - p) >= 10 || p == 0.5 else { continue }
      let rank = min(times.count - 1, max(0, Int((Double(times.count) * p).rounded(.up)) - 1))
      result.percentiles.append(LatencyPercentile(p: p, time: .milliseconds(times[rank])))
    }
    let iterations = parts.reduce(0) { $0 + $1.iterations }
    let dropped = parts.reduce(0) { $0 + $1.dropped }
    if isOpen, iterations + dropped > 0 { result.droppedShare = dropped / (iterations + dropped) }
    if result.control == .open, let share = result.droppedShare {
      result.offeredRate = result.throughput / max(0.01, 1 - share)
    }
    if result.control != .open, iterations > 0 {
      let outside = parts.reduce(0) { $0 + $1.iterationTime } / requests - mean
      if outside > 0.02 * mean { result.thinkTime = .milliseconds(outside) }
    }
    result.drift = SteadyState.drift(parts.map(\.requests))
    return result
  }
}
