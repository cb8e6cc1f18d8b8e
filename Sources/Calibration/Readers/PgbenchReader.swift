import CatalogModel
import Quantities

/// Reads what pgbench prints at its end, with or without progress lines, one run or several.
///
/// Without `--rate` its clients wait for each transaction: a closed test. With `--rate` transactions
/// follow a Poisson schedule, and latencies count from when a transaction was due. Forms: printResults
/// of src/bin/pgbench/pgbench.c, from version 9.4 (`latency average: 5.5 ms`, `including connections
/// establishing`) to 17 (`latency average = 5.518 ms`, `without initial connection time`).
struct PgbenchReader {
  private var observation: Observation?
  private var progress: [Double] = []
  private var start = 1
  private var lag = false
  private var isAfterRates = false
  private var processed = 0.0

  static func read(_ lines: TextLines, into result: inout Measurements, _ log: inout FindingLog) {
    var reader = PgbenchReader()
    for number in lines.numbers ?? 1...1 where lines.count > 0 {
      reader.take(lines.text(number), number, &result, &log)
    }
    reader.close(&result, &log)
    if result.observations.isEmpty, log.errors == 0 {
      log.error(
        Place(file: result.file), "there is no result of pgbench in it: no line `tps =`",
        remedy: "give the whole output of pgbench")
    }
  }

  private mutating func take(
    _ line: String, _ number: Int, _ result: inout Measurements, _ log: inout FindingLog
  ) {
    let text = line.stripped
    if text.hasPrefix("transaction type:") {
      // Progress lines come before the header of their run.
      let earlier = observation == nil ? progress : []
      close(&result, &log)
      begin(number, &log)
      progress = earlier
    } else if text.hasPrefix("progress:") {
      if observation != nil { close(&result, &log) }
      progressLine(text)
    } else if let value = text.after("number of clients:") {
      if observation == nil { begin(number, &log) }
      guard let clients = leadingNumber(value), clients >= 1 else {
        log.error(log.place(number, 20), "the number of clients is no number")
        return
      }
      observation?.clients = clients
    } else if observation == nil {
      return
    } else if let value = text.after("duration:") {
      let seconds = leadingNumber(value)
      observation?.duration = seconds.map { Seconds($0) }
    } else if let value = text.after("number of transactions actually processed:") {
      processed = leadingNumber(value.split(separator: "/").first.map(String.init) ?? "") ?? 0
    } else if let value = text.after("number of failed transactions:") {
      let failed = share(value)
      observation?.failedShare = failed
    } else if let value = text.after("number of transactions skipped:") {
      let skipped = share(value)
      observation?.droppedShare = skipped
    } else if !isAfterRates, let value = text.after("latency average") {
      guard let mean = leadingNumber(value.drop { " :=".contains($0) }), mean >= 0 else {
        log.error(
          log.place(number, 17), "`\(text)` has no time in ms", remedy: "give pgbench's own output")
        return
      }
      observation?.meanLatency = .milliseconds(mean)
    } else if text.hasPrefix("rate limit schedule lag:") {
      lag = true
    } else if text.hasPrefix("tps = ") {
      rate(text, number, &log)
    }
  }

  private mutating func rate(_ text: String, _ number: Int, _ log: inout FindingLog) {
    // The older form has two lines; the second one leaves the time to connect out.
    guard let value = leadingNumber(text.dropFirst(6)), value > 0 else {
      log.error(
        log.place(number, 7), "no transactions were completed: `\(text)`",
        remedy: "leave this run out, or check that the database answered")
      return
    }
    observation?.throughput = RequestsPerSecond(value)
    isAfterRates = true
  }

  /// Takes the rate of a line such as `progress: 5.0 s, 1234.5 tps, lat 0.405 ms stddev 0.1`.
  private mutating func progressLine(_ text: String) {
    for part in text.split(separator: ",") where part.hasSuffix(" tps") {
      if let value = leadingNumber(part) { progress.append(value) }
    }
  }

  private mutating func begin(_ number: Int, _ log: inout FindingLog) {
    observation = Observation(place: log.place(number), throughput: .zero)
    observation?.failedShare = 0
    start = number
    (lag, isAfterRates, processed) = (false, false, 0)
  }

  private mutating func close(_ result: inout Measurements, _ log: inout FindingLog) {
    guard var done = observation else { return }
    observation = nil
    done.control = lag ? .open : .closed
    // Skipped transactions were due as well: the queue grew until the latency limit.
    if lag, let skipped = done.droppedShare, skipped > 0, skipped < 1 {
      done.offeredRate = done.throughput / (1 - skipped)
    }
    done.drift = SteadyState.drift(progress)
    progress = []
    guard done.throughput > .zero, done.clients != nil else {
      log.error(
        log.place(start), "this run has no `number of clients:` or no `tps =`; it is cut short",
        remedy: "give the whole output of pgbench")
      return
    }
    result.observations.append(done)
  }

  /// The share that a count has of all transactions; nil where there is neither.
  private func share(_ count: String) -> Double? {
    guard let count = leadingNumber(count), processed + count > 0 else { return nil }
    return count / (processed + count)
  }

  /// The number that a text begins with.
  private func leadingNumber(_ text: some StringProtocol) -> Double? {
    text.stripped.prefix { $0 == "." || $0.isNumber || $0 == "-" }.finiteNumber
  }
}

/// Whether a rate stayed what it was.
enum SteadyState {
  /// The relative change from the mean of the first half of the samples to that of the second; nil
  /// below four samples.
  ///
  /// The first sample is left out of eight or more: caches and pools fill in it.
  static func drift(_ samples: [Double]) -> Double? {
    let kept = samples.count >= 8 ? Array(samples.dropFirst()) : samples
    guard kept.count >= 4 else { return nil }
    let half = kept.count / 2
    let first = kept.prefix(half).reduce(0, +) / Double(half)
    let second = kept.suffix(half).reduce(0, +) / Double(half)
    guard first + second > 0 else { return nil }
    return (second - first).magnitude / ((first + second) / 2)
  }
}
