import CatalogModel
import Quantities

/// Whether measurements can mean what they are taken to mean.
struct ObservationChecks {
  let observations: [Observation]
  /// How many servers they are about, where known.
  let servers: Double?

  /// What is impossible, and must be corrected before anything is fitted.
  var errors: [Diagnostic] {
    observations.flatMap { point -> [Diagnostic] in
      var found: [Diagnostic] = []
      if let busy = share(point), busy > 1.02 {
        let text = DecimalText.significant(busy * 100)
        found.append(
          Diagnostic(
            .error, at: point.place, "a utilization of \(text) % is impossible",
            remedy: servers == nil
              ? "give a share of 1, or write the unit into the heading (`cpu_%`)"
              : "check --vcpus: with more of them the same busy time is a smaller share"))
      }
      if let failed = point.failedShare, failed > 0.1 {
        found.append(
          Diagnostic(
            .error, at: point.place,
            "\(DecimalText.significant(failed * 100)) % of the requests failed",
            remedy: "leave this level out: failures are faster or slower than work"))
      }
      if point.control == .closed, let clients = point.clients, let implied = inFlight(point),
        implied > 1.1 * clients
      {
        let several =
          clients == 1 ? "1 client has" : "\(DecimalText.significant(clients)) clients have"
        found.append(
          Diagnostic(
            .error, at: point.place,
            "\(several) \(DecimalText.significant(implied, 3)) requests under way on average, "
              + "throughput times response (and think) time, which is impossible",
            remedy: "check the units and that both are of the same time; where a client sends "
              + "several at once, count those as clients"))
      }
      return found
    }
  }

  /// U, from either form in which a file gives it.
  private func share(_ point: Observation) -> Double? {
    point.utilization ?? point.busyServers.flatMap { busy in servers.map { busy / $0 } }
  }

  /// X (R + Z), by Little's law the clients that it takes; nil without a mean response.
  private func inFlight(_ point: Observation) -> Double? {
    point.meanLatency.map { point.throughput.value * ($0 + point.thinkTime).value }
  }

  /// What limits the conclusions.
  var findings: [Finding] {
    loops + generator + steadiness + consistency
  }

  private func some(_ test: (Observation) -> Bool) -> String? {
    let count = observations.count(where: test)
    guard count > 0 else { return nil }
    return count == observations.count
      ? "all \(count) levels" : "\(count) of \(observations.count) levels"
  }

  private var loops: [Finding] {
    var found: [Finding] = []
    let kinds = Set(observations.map(\.control))
    if let text = some({ $0.control == .closed }) {
      found.append(
        Finding(
          .closedLoop, "\(text) were measured by clients that wait for each answer",
          meaning:
            "throughput and means are those of a fixed number of clients; real users do not slow down "
            + "with the system, so that it queues longer than measured"))
      if let text = some({ $0.control == .closed && !$0.percentiles.isEmpty }) {
        found.append(
          Finding(
            .coordinatedOmission, "\(text) have percentiles of a closed test: coordinated omission",
            meaning:
              "requests that should have been sent during a stall were not, so that high percentiles "
              + "are too low; they are not used. Measure them with wrk2 -R, k6 constant-arrival-rate "
              + "or pgbench --rate"))
      }
    }
    if let text = some({ point in
      guard point.control != .open, let longest = point.longestLatency,
        let tail = point.percentiles.last(where: { $0.p >= 0.99 })
      else { return false }
      return longest > tail.time * 10
    }) {
      found.append(
        Finding(
          .stalls, "in \(text) the longest answer took more than ten times the 99th percentile",
          meaning:
            "during such a stall every client may have waited and sent nothing, so that neither the "
            + "percentiles nor the mean show what arrivals at a steady rate would have met"))
    }
    if let text = some({ $0.control == .unknown }) {
      found.append(
        Finding(
          .unknownLoop, "of \(text) it is not known whether clients wait for each answer",
          meaning:
            "they are taken as closed, and their percentiles are not used; say --loop open for an "
            + "arrival-rate executor or real traffic"))
    }
    if kinds.contains(.open) && kinds.count > 1 {
      found.append(
        Finding(
          .mixedLoops, "open and closed tests are mixed",
          meaning: "each level is fitted as what it is; response times of both kinds differ"))
    }
    return found
  }

  private var generator: [Finding] {
    var found: [Finding] = []
    if let text = some({ ($0.droppedShare ?? 0) > 0.001 }) {
      found.append(
        Finding(
          .generatorSaturated, "in \(text) the generator could not send what it should",
          meaning:
            "it ran out of virtual users or of time; the offered load was lower than planned. Give it "
            + "more (maxVUs, clients)"))
    }
    if let text = some({ ($0.generatorUtilization ?? 0) > 0.8 }) {
      found.append(
        Finding(
          .generatorSaturated, "in \(text) the generator's own CPU was above 80 % busy",
          meaning: "the generator, not the system, may have been the bottleneck"))
    }
    if let text = some({ point in
      point.offeredRate.map { point.throughput.value < 0.97 * $0.value } ?? false
    }) {
      found.append(
        Finding(
          .overload, "in \(text) less than 97 % of the offered load was completed",
          meaning:
            "the system or the generator was saturated and the queue grew; such levels bound the "
            + "capacity and are not used for response times"))
    }
    if let text = some(\.grewThroughout) {
      found.append(
        Finding(
          .overload, "in \(text) the mean response took more than a twentieth of the whole run",
          meaning:
            "the queue grew from the start of the run to its end; such levels bound the capacity and are "
            + "not used for response times"))
    }
    if let text = some(\.hidesOfferedRate) {
      found.append(
        Finding(
          .unknownRate, "of \(text) the rate that was offered is not known",
          meaning:
            "wrk2 does not print it, so that a level that fell behind its schedule cannot be told; keep "
            + "the command line with -R in the file"))
    }
    if let text = some({ point in
      point.offeredRate.map { point.throughput.value > 1.05 * $0.value } ?? false
    }) {
      found.append(
        Finding(
          .aboveOffered, "in \(text) more was completed than offered",
          meaning: "a backlog was worked off, or the offered rate is not that of these requests"))
    }
    return found
  }

  private var steadiness: [Finding] {
    var found: [Finding] = []
    if let text = some({ ($0.drift ?? 0) > 0.1 }) {
      found.append(
        Finding(
          .notSteady, "in \(text) the load or the rate was not steady",
          meaning: "means over a ramp are those of no level; hold each level longer"))
    }
    if let text = some({ ($0.duration?.value ?? 60) < 10 }) {
      found.append(
        Finding(
          .short, "\(text) were measured for less than 10 s",
          meaning: "caches fill and connections open in that time; measure for a minute or more"))
    }
    return found
  }

  private var consistency: [Finding] {
    var found: [Finding] = []
    if let text = some({ point in
      guard point.control != .open, let clients = point.clients, let implied = inFlight(point)
      else { return false }
      return (implied - clients).magnitude > 0.1 * clients
    }) {
      found.append(
        Finding(
          .littlesLaw,
          "in \(text) clients differ by more than 10 % from throughput times response (and think) time",
          meaning:
            "by Little's law they agree; the generator spends time of its own between requests, or "
            + "latencies were taken over another time than the throughput"))
    }
    if let text = some({ ($0.failedShare ?? 0) > 0.01 }) {
      found.append(
        Finding(
          .failures, "in \(text) more than 1 % of the requests failed",
          meaning: "failures count as completed; their times are not those of work"))
    }
    if let text = some({ (share($0) ?? 0) > 0.95 }) {
      found.append(
        Finding(
          .nearlyFull, "in \(text) the servers were more than 95 % busy",
          meaning: "the demand is well known there, but response times depend on the last percent"))
    }
    return found
  }
}
