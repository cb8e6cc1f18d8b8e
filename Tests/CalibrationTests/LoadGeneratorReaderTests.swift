import CatalogModel
import Quantities
import Testing

@testable import Calibration

/// What wrk, wrk2 and pgbench print, in their real forms.
@Suite struct LoadGeneratorReaderTests {
  private static func milliseconds(_ time: Seconds?) -> Double? {
    time.map { ($0.milliseconds * 1e6).rounded() / 1e6 }
  }

  @Test func wrkPrintsClosedRunsAfterEachOther() throws {
    let reading = try Reading.fixture("wrk.txt")
    #expect(reading.kind == .wrk)
    #expect(reading.diagnostics.isEmpty)
    try #require(reading.observations.count == 2)
    let first = reading.observations[0]
    #expect(first.control == .closed)
    #expect(first.clients == 8)
    #expect(first.throughput.value == 521.75)
    #expect(Self.milliseconds(first.meanLatency) == 15.31)
    #expect(first.percentiles.map(\.p) == [0.5, 0.75, 0.9, 0.99])
    #expect(Self.milliseconds(first.percentile(0.99)) == 22.91)
    #expect(first.failedShare == 0)
    #expect(first.duration?.value == 30.02)
    let second = reading.observations[1]
    #expect(second.clients == 64)
    #expect(second.duration?.value == 60)
    #expect(second.percentiles.isEmpty)
    #expect(((second.failedShare ?? 0) - (3.0 + 41 + 12) / 36871).magnitude < 1e-12)
    #expect(second.place == Place(file: "wrk.txt", line: 14, column: 1))
  }

  @Test func wrk2IsOpenAndItsCorrectedTableCounts() throws {
    let reading = try Reading.fixture("wrk2.txt")
    #expect(reading.kind == .wrk2)
    let run = try #require(reading.observations.first)
    #expect(run.control == .open)
    #expect(run.offeredRate?.value == 2000)
    #expect(run.throughput.value == 2000.28)
    #expect(Self.milliseconds(run.meanLatency) == 6.602)
    #expect(Self.milliseconds(run.percentile(0.5)) == 6.67)
    #expect(Self.milliseconds(run.percentile(0.99)) == 11.18)
    #expect(run.percentiles.allSatisfy { $0.p < 1 })
  }

  /// What was skipped was due as well: 60,000 done and 12,000 skipped in a minute are 1,200 a second.
  @Test func skippedTransactionsWereOffered() throws {
    let text = """
      transaction type: <builtin: TPC-B (sort of)>
      number of clients: 32
      duration: 60 s
      number of transactions actually processed: 60000
      number of transactions skipped: 12000 (16.6 %)
      latency average = 90.000 ms
      rate limit schedule lag: avg 60.0 (max 99.0) ms
      tps = 1000.0 (without initial connection time)
      """
    let run = try #require(Reading.text(text).observations.first)
    #expect(run.control == .open)
    #expect(((run.offeredRate?.value ?? 0) - 1200).magnitude < 1e-9)
    #expect(!ResponseTimeFit.isUsable(run))
  }

  @Test func wrk2WithoutItsCommandHidesTheRate() throws {
    func run(mean: String) -> String {
      """
      Running 30s test @ http://127.0.0.1:80/
        2 threads and 100 connections
        Thread calibration: mean lat.: 9747 msec, rate sampling interval: 21 msec
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     \(mean)    1.93ms  12.34s   67.66%
        Latency Distribution (HdrHistogram - Recorded Latency)
       50.000%    6.67ms
        60018 requests in 30.00s, 19.81MB read
      Requests/sec:   2000.28

      """
    }
    let levels = Reading.text(run(mean: "6.46ms") + run(mean: "8.46s")).observations
    try #require(levels.count == 2)
    #expect(levels.map(\.hidesOfferedRate) == [true, true])
    // The second queue grew for the whole run.
    #expect(levels.map(ResponseTimeFit.isUsable) == [true, false])
    let found = ObservationChecks(observations: levels, servers: 4).findings.map(\.kind)
    #expect(found.contains(.unknownRate) && found.contains(.overload))
  }

  @Test func pgbenchWithProgress() throws {
    let reading = try Reading.fixture("pgbench-progress.txt")
    #expect(reading.kind == .pgbench)
    let run = try #require(reading.observations.first)
    #expect(run.control == .closed)
    #expect(run.clients == 2)
    #expect(run.throughput.value == 14045.75913)
    #expect(Self.milliseconds(run.meanLatency) == 0.141)
    #expect(run.duration?.value == 4)
    // (14025.4 + 13826.8) against (14273.6 + 13813.1)
    #expect(((run.drift ?? 0) - 117.25 / 13984.725).magnitude < 1e-6)
  }

  @Test func pgbenchWithARateIsOpen() throws {
    let run = try #require(try Reading.fixture("pgbench-rate.txt").observations.first)
    #expect(run.control == .open)
    #expect(Self.milliseconds(run.meanLatency) == 1.617)
  }

  @Test func pgbenchRunsAfterEachOtherAndStatementLatenciesAreNotTheirs() throws {
    let runs = try Reading.fixture("pgbench-runs.txt").observations
    #expect(runs.map(\.clients) == [1, 4, 8])
    #expect(runs.map { Self.milliseconds($0.meanLatency) } == [0.498, 5.383, 58.58])
    #expect(runs.map(\.throughput.value) == [2007.944272, 743.069622, 136.564966])
  }

  @Test func pgbenchOfOlderVersions() throws {
    let reading = Reading.text(
      """
      starting vacuum...end.
      transaction type: TPC-B (sort of)
      scaling factor: 1
      query mode: simple
      number of clients: 10
      number of threads: 1
      duration: 10 s
      number of transactions actually processed: 16
      number of transactions skipped: 4 (20.000 %)
      latency average: 5.518 ms
      latency stddev: 1.834 ms
      rate limit schedule lag: avg 0.694 (max 1.823) ms
      tps = 1.599917 (including connections establishing)
      tps = 1.600319 (excluding connections establishing)

      """)
    let run = try #require(reading.observations.first)
    #expect(run.control == .open)
    #expect(run.throughput.value == 1.600319)
    #expect(run.droppedShare == 0.2)
    #expect(Self.milliseconds(run.meanLatency) == 5.518)
  }

  @Test(arguments: [
    ("12.92ms", 0.01292), ("706.00us", 0.000706), ("1.02s", 1.02), ("1.00m", 60), ("2.00h", 7200),
  ]) func timesOfWrk(_ text: String, _ seconds: Double) throws {
    let time = try #require(UnitText.time(text))
    #expect((time.value - seconds).magnitude < 1e-12)
  }

  @Test(arguments: ["", "ms", "-1ms", "nanms", "infs", "1.2.3ms", "5", "-nan%"])
  func whatIsNoTime(_ text: String) { #expect(UnitText.time(text) == nil) }
}
