import CatalogModel
import Quantities

/// Reads the end-of-test summary of k6: what `--summary-export` writes (values beside each other) and
/// what `handleSummary` is given (values below `values`, with `state.testRunDurationMs`).
///
/// The summary does not name the executors. A copy of the script's `options.scenarios` in the file
/// does; else `dropped_iterations` is taken as the sign of an arrival-rate executor, which counts
/// them, and everything else as unknown.
struct K6SummaryReader {
  private let index: LineIndex
  private let root: JSONNode
  private let options: ReadingOptions

  static func read(
    _ bytes: [UInt8], _ options: ReadingOptions, into result: inout Measurements,
    _ log: inout FindingLog
  ) {
    let index = LineIndex(bytes)
    do {
      let root = try JSONText.parse(bytes[...])
      K6SummaryReader(index: index, root: root, options: options).take(&result, &log)
    } catch {
      let place = index.position(error.offset)
      log.error(
        log.place(place.line, place.column), "not JSON: \(error.message)",
        remedy: "give the file that k6 wrote with --summary-export or handleSummary")
    }
  }

  private func place(_ node: JSONNode, _ log: FindingLog) -> Place {
    let place = index.position(node.offset)
    return log.place(place.line, place.column)
  }

  private func take(_ result: inout Measurements, _ log: inout FindingLog) {
    guard let metrics = root["metrics"], metrics.isObject else {
      log.error(
        place(root, log), "there is no object `metrics`",
        remedy: "give the file that k6 wrote with --summary-export or handleSummary")
      return
    }
    func value(_ metric: String, _ names: String...) -> Double? {
      guard let node = metrics[metric] else { return nil }
      let values = node["values"] ?? node
      return names.lazy.compactMap { values[$0]?.number }.first
    }
    guard let rate = value("http_reqs", "rate"), rate > 0 else {
      log.error(
        place(metrics["http_reqs"] ?? metrics, log),
        "`metrics.http_reqs` has no rate: the test made no HTTP requests",
        remedy: "give a summary of an HTTP test")
      return
    }
    var observation = Observation(
      place: place(metrics["http_reqs"] ?? metrics, log), throughput: RequestsPerSecond(rate))
    guard let duration = metrics["http_req_duration"],
      let mean = value("http_req_duration", "avg"), mean >= 0
    else {
      log.error(
        place(metrics["http_req_duration"] ?? metrics, log),
        "`metrics.http_req_duration` has no `avg`",
        remedy: "keep avg in --summary-trend-stats")
      return
    }
    observation.meanLatency = .milliseconds(mean)
    observation.longestLatency = value("http_req_duration", "max").map { .milliseconds($0) }
    observation.percentiles = percentiles(duration, &log)
    observation.duration =
      root["state"]?["testRunDurationMs"]?.number.map { .milliseconds($0) }
      ?? value("http_reqs", "count").map { Seconds($0 / rate) }
    observation.failedShare = value("http_req_failed", "rate", "value")
    let iterations = value("iterations", "count") ?? 0
    if let dropped = value("dropped_iterations", "count"), dropped + iterations > 0 {
      observation.droppedShare = dropped / (dropped + iterations)
    }
    load(&observation, value, iterations: iterations, &log)
    result.observations.append(observation)
  }

  private func load(
    _ observation: inout Observation, _ value: (String, String...) -> Double?, iterations: Double,
    _ log: inout FindingLog
  ) {
    let executors =
      root["options"]?["scenarios"]?.members.compactMap { $0.value["executor"]?.string } ?? []
    let isOpen = executors.map { $0.hasSuffix("arrival-rate") }
    observation.control =
      options.control
      ?? (isOpen.isEmpty
        ? (observation.droppedShare != nil ? .open : .unknown)
        : isOpen.allSatisfy { $0 } ? .open : isOpen.contains(true) ? .unknown : .closed)
    observation.clients = value("vus", "max") ?? value("vus_max", "max", "value")
    let requests = value("http_reqs", "count") ?? 0
    if observation.control != .open, iterations > 0, requests > 0,
      let iteration = value("iteration_duration", "avg"), let mean = observation.meanLatency
    {
      // What an iteration spends outside of requests, spread over its requests.
      let perRequest = iteration * iterations / requests - mean.milliseconds
      if perRequest > mean.milliseconds * 0.02 { observation.thinkTime = .milliseconds(perRequest) }
    }
    if let least = value("vus", "min"), let most = value("vus", "max"), least < most,
      observation.control != .open
    {
      log.warn(
        observation.place,
        "the number of virtual users moved from \(Int(least)) to \(Int(most)); "
          + "the summary averages over all of them",
        remedy: "give one summary per level, or the samples (--out csv), which show the levels")
      observation.drift = 1
    }
    if observation.control == .open, let share = observation.droppedShare {
      observation.offeredRate = observation.throughput / max(0.01, 1 - share)
    }
  }

  private func percentiles(_ duration: JSONNode, _ log: inout FindingLog) -> [LatencyPercentile] {
    var found: [LatencyPercentile] = []
    for member in (duration["values"] ?? duration).members {
      guard let time = member.value.number, time >= 0 else { continue }
      if member.key == "med" {
        found.append(LatencyPercentile(p: 0.5, time: .milliseconds(time)))
      } else if let text = member.key.after("p("), text.hasSuffix(")"),
        let p = text.dropLast().finiteNumber, p > 0, p < 100, p != 50 || duration["med"] == nil
      {
        found.append(LatencyPercentile(p: p / 100, time: .milliseconds(time)))
      }
    }
    found.sort { $0.p < $1.p }
    for (lower, upper) in zip(found, found.dropFirst()) where upper.time < lower.time {
      log.error(place(duration, log), "percentiles of `http_req_duration` fall with their rank")
      break
    }
    return found
  }
}
