import CatalogModel
import Quantities

/// Reads what wrk (4.x) and wrk2 print, one run or several after each other.
///
/// wrk keeps its connections busy and measures from sending a request: a closed test that omits the
/// waiting a schedule would have shown. wrk2 sends by a schedule (`-R`) and measures from when a
/// request should have been sent; its first latency table is the corrected one, and one that is
/// titled "Uncorrected" is left out. The rate of the schedule is not printed; it is taken from a
/// command line with `-R` where the text has one. Forms: src/wrk.c and src/units.c of both programs.
struct WrkReader {
  private var observation: Observation?
  private var isWrk2 = false
  private var isUncorrected = false
  private var inDistribution = false
  private var requests = 0.0
  private var commandRate: RequestsPerSecond?
  private var start = 0

  static func read(_ lines: TextLines, into result: inout Measurements, _ log: inout FindingLog) {
    var reader = WrkReader()
    for number in lines.numbers ?? 1...1 where lines.count > 0 {
      reader.take(lines.text(number), number, &result, &log)
    }
    reader.close(&result, &log)
    if result.observations.isEmpty, log.errors == 0 {
      log.error(
        Place(file: result.file), "there is no run of wrk in it: no line `Requests/sec:`",
        remedy: "give the whole output of wrk, from `Running` to `Transfer/sec`")
    }
  }

  private mutating func take(
    _ line: String, _ number: Int, _ result: inout Measurements, _ log: inout FindingLog
  ) {
    let text = line.stripped
    let words = line.words
    if text.hasPrefix("Running "), text.contains(" test @ ") {
      close(&result, &log)
      begin(number, &log)
      observation?.duration = words.count > 1 ? UnitText.time(words[1].text) : nil
    } else if let rate = Self.rate(ofCommand: words.map(\.text)) {
      commandRate = RequestsPerSecond(rate)
    } else if observation == nil {
      return
    } else if text.contains(" threads and "), text.hasSuffix("connections"), words.count >= 4 {
      guard let connections = words[3].text.finiteNumber, connections >= 1 else {
        log.error(log.place(number, words[3].column), "the number of connections is no number")
        return
      }
      observation?.clients = connections
    } else if text.hasPrefix("Thread calibration:") {
      isWrk2 = true
    } else if text.hasPrefix("Latency Distribution") {
      isWrk2 = isWrk2 || text.contains("HdrHistogram")
      isUncorrected = text.contains("Uncorrected")
      inDistribution = true
    } else if text.hasPrefix("Latency"), words.count >= 4 {
      guard let mean = UnitText.time(words[1].text) else {
        log.error(
          log.place(number, words[1].column), "`\(words[1].text)` is no time",
          remedy: "expected a number with us, ms, s, m or h")
        return
      }
      observation?.meanLatency = mean
      if words.count >= 4 { observation?.longestLatency = UnitText.time(words[3].text) }
    } else if text.hasPrefix("Req/Sec"), words.count >= 3 {
      rateSpread(words.map(\.text))
    } else if let mean = text.after("#[Mean"), !isUncorrected {
      // In milliseconds and with more digits than the table above.
      let value = mean.split(separator: ",").first?.split(separator: "=").last?.stripped
      if let value = value?.finiteNumber, value > 0 {
        observation?.meanLatency = .milliseconds(value)
      }
    } else if inDistribution, words.count == 2, let share = UnitText.share(words[0].text) {
      percentile(share, words[1], number, &log)
    } else if text.hasPrefix("Detailed Percentile") || text.hasPrefix("-----") {
      inDistribution = false
    } else if words.count > 4, words[1].text == "requests", words[2].text == "in" {
      requests = words[0].text.finiteNumber ?? 0
      observation?.duration = UnitText.time(String(words[3].text.dropLast()))
    } else if let errors = text.after("Socket errors:") {
      add(failures: errors.split(whereSeparator: { !$0.isNumber }).compactMap { Double($0) })
    } else if let failures = text.after("Non-2xx or 3xx responses:") {
      add(failures: [failures.stripped.finiteNumber ?? 0])
    } else if let rate = text.after("Requests/sec:") {
      guard let value = rate.stripped.finiteNumber, value > 0 else {
        log.error(
          log.place(number), "no requests were completed: `\(text)`",
          remedy: "leave this run out, or check that the server answered")
        return
      }
      observation?.throughput = RequestsPerSecond(value)
    }
  }

  private mutating func begin(_ number: Int, _ log: inout FindingLog) {
    observation = Observation(place: log.place(number), throughput: .zero)
    start = number
    (isWrk2, isUncorrected, inDistribution, requests) = (false, false, false, 0)
  }

  private mutating func percentile(
    _ share: Double, _ word: (text: String, column: Int), _ number: Int, _ log: inout FindingLog
  ) {
    guard let time = UnitText.time(word.text) else {
      log.error(
        log.place(number, word.column), "`\(word.text)` is no time",
        remedy: "expected a number with us, ms, s, m or h")
      return
    }
    if !isUncorrected, share < 1 {
      observation?.percentiles.append(LatencyPercentile(p: share, time: time))
    }
  }

  /// The spread of the rate per thread that wrk samples every 0.1 s.
  private mutating func rateSpread(_ words: [String]) {
    guard let mean = UnitText.metric(words[1]), let deviation = UnitText.metric(words[2]), mean > 0
    else { return }
    // Samples of a tenth of a second scatter by themselves; only a wide spread says something.
    observation?.drift = deviation / mean > 0.5 ? deviation / mean : nil
  }

  private mutating func add(failures: [Double]) {
    guard requests > 0 else { return }
    let share = (observation?.failedShare ?? 0) + failures.reduce(0, +) / requests
    observation?.failedShare = min(1, share)
  }

  private mutating func close(_ result: inout Measurements, _ log: inout FindingLog) {
    guard var done = observation else { return }
    observation = nil
    done.control = isWrk2 ? .open : .closed
    if isWrk2 {
      done.offeredRate = commandRate
      done.hidesOfferedRate = commandRate == nil
    }
    commandRate = nil
    if done.failedShare == nil, requests > 0 { done.failedShare = 0 }
    guard done.throughput > .zero else {
      if log.errors == 0 {
        log.error(
          log.place(start), "this run has no line `Requests/sec:`; its output is cut short",
          remedy: "give the whole output of wrk, from `Running` to `Transfer/sec`")
      }
      return
    }
    guard isWrk2 || done.clients != nil else {
      log.error(
        log.place(start), "this run does not say how many connections it had",
        remedy: "give the whole output, with the line `N threads and M connections`")
      return
    }
    result.observations.append(done)
  }

  /// The rate of a command line such as `$ wrk2 -t2 -c100 -d30s -R2000 http://...`.
  private static func rate(ofCommand words: [String]) -> Double? {
    guard let program = words.firstIndex(where: { $0.hasSuffix("wrk") || $0.hasSuffix("wrk2") })
    else { return nil }
    for (index, word) in words.enumerated().dropFirst(program + 1) {
      if word == "-R" || word == "--rate", index + 1 < words.count {
        return UnitText.metric(words[index + 1])
      }
      if let rate = word.after("--rate=") ?? word.after("-R") { return UnitText.metric(rate) }
    }
    return nil
  }
}
