import CatalogModel
import Quantities
import Testing

@testable import Calibration

/// Exports of CloudWatch.
@Suite struct CloudWatchReaderTests {
  @Test func metricDataIsJoinedByTime() throws {
    let reading = try Reading.fixture("cloudwatch-metric-data.json")
    #expect(reading.kind == .cloudWatchJSON)
    let joined = reading.series.observations()
    #expect(joined.diagnostics.isEmpty)
    #expect(joined.observations.map(\.throughput.value) == [100, 200, 300, 400])
    #expect(joined.observations.map(\.utilization) == [0.15, 0.3, 0.45, 0.6])
    #expect(joined.observations.last?.percentile(0.99)?.value == 0.081)
    #expect(joined.observations.allSatisfy { $0.control == .open && $0.meanLatency == nil })
  }

  @Test func statisticsOfTwoFiles() throws {
    let cpu = try Reading.fixture("cloudwatch-statistics-cpu.json")
    let requests = try Reading.fixture("cloudwatch-statistics-requests.json")
    let joined = (cpu.series + requests.series).observations()
    #expect(joined.observations.map(\.throughput.value) == [100, 200, 300])
    #expect(joined.observations.map(\.utilization) == [0.15, 0.3, 0.45])
  }

  @Test func consoleTable() throws {
    let reading = try Reading.fixture("cloudwatch-console.csv")
    #expect(reading.kind == .cloudWatchCSV)
    #expect(reading.diagnostics.isEmpty)
    let joined = reading.series.observations()
    // A period without the percentile is left out.
    #expect(joined.observations.map(\.throughput.value) == [100, 200, 400])
    #expect(joined.observations.last?.percentile(0.95)?.value == 0.051)
    #expect(joined.observations.last?.utilization == 0.6)
  }

  @Test func coldStartsOfAFunction() throws {
    let reading = try Reading.fixture("cloudwatch-lambda.json")
    let calibration = Calibrator.calibrate(
      [reading], CalibrationOptions(tier: .compute, servers: 2))
    let result = try #require(calibration.result)
    // 42 initializations of 4,200 invocations.
    #expect(((result.coldShare ?? 0) - 0.01).magnitude < 1e-12)
    #expect(result.findings.contains { $0.kind == .functionDuration })
    #expect(result.demand == nil)
  }

  @Test func utilizationOfSeveralMachinesIsAveraged() {
    let place = Place(file: "m")
    func series(_ role: MetricRole, _ values: [Double]) -> MetricSeries {
      MetricSeries(
        label: "\(role)", role: role, place: place,
        points: values.enumerated().map { .init(time: Double($0 * 60), value: $1) })
    }
    let joined = [
      series(.requests, [60, 120]), series(.utilization, [0.2, 0.4]),
      series(.utilization, [0.4, 0.8]),
    ].observations()
    #expect(joined.observations.map { ($0.utilization ?? 0).rounded(toPlaces: 6) } == [0.3, 0.6])
  }

  private func series(_ role: MetricRole, every period: Double, _ values: [Double]) -> MetricSeries
  {
    MetricSeries(
      label: "\(role)", role: role, place: Place(file: "m"),
      points: values.enumerated().map { .init(time: Double($0) * period, value: $1) })
  }

  /// 300,000 requests in five minutes are 1,000 a second, whatever the period of the processors.
  @Test func shorterPeriodsArePutTogether() {
    let joined = [
      series(.requests, every: 300, [300_000, 150_000]),
      series(.utilization, every: 60, [0.4, 0.5, 0.6, 0.5, 0.5, 0.2, 0.3, 0.2, 0.3, 0.25]),
    ].observations()
    #expect(joined.diagnostics.isEmpty)
    #expect(joined.observations.map(\.throughput.value) == [1000, 500])
    #expect(joined.observations.map { ($0.utilization ?? 0).rounded(toPlaces: 6) } == [0.5, 0.25])
  }

  /// The mean of five minutes weighs each minute by its requests; a minute that is missing leaves the
  /// five out.
  @Test func shortLatenciesAreWeighted() {
    let joined = [
      series(.requests, every: 60, [100, 300, 100, 100, 60, 60]),
      series(.meanLatency, every: 60, [0.1, 0.3, 0.1, 0.1, 0.1, 0.1]),
      series(.utilization, every: 120, [0.2, 0.3, 0.1, 0.4]),
    ].observations()
    #expect(joined.observations.map { ($0.throughput.value * 120).rounded() } == [400, 200, 120])
    #expect(
      joined.observations.map { ($0.meanLatency?.value ?? 0).rounded(toPlaces: 6) }
        == [0.25, 0.1, 0.1])
  }

  @Test func periodsThatDoNotFitAreRefused() {
    let requests = series(.requests, every: 300, [10, 20, 30])
    let percentile = [requests, series(.percentile(0.99), every: 60, [1, 2, 3, 4, 5, 6])]
      .observations()
    #expect(percentile.observations.isEmpty)
    #expect(percentile.diagnostics.first?.message.contains("cannot be put together") == true)
    let uneven = [requests, series(.utilization, every: 70, [0.1, 0.2, 0.3, 0.4])].observations()
    #expect(uneven.diagnostics.first?.message.contains("do not fit") == true)
    let single = [
      series(.requests, every: 300, [10]), series(.utilization, every: 60, [0.1, 0.2]),
    ]
    .observations()
    #expect(single.diagnostics.first?.message.contains("period is not known") == true)
  }

  @Test func aSeriesThatIsNotKnownAsksForItsRole() throws {
    let text = """
      {"MetricDataResults": [{"Id": "e1", "Label": "SUM(m1)", "Timestamps": ["2026-11-20T10:00:00Z",
      "2026-11-20T10:01:00Z"], "Values": [1, 2], "StatusCode": "Complete"}]}
      """
    let refused = Reading.text(text)
    #expect(refused.diagnostics.first?.remedy?.contains("--series LABEL=ROLE") == true)
    #expect(refused.diagnostics.first?.place == Place(file: "m", line: 1, column: 24))
    let read = Reading.text(text, ReadingOptions(roles: ["e1": .requests]))
    #expect(read.series.first?.role == .requests)
  }

  @Test func withoutRequestsThereIsNoLoad() throws {
    let reading = try Reading.fixture("cloudwatch-statistics-cpu.json")
    let calibration = Calibrator.calibrate(
      [reading], CalibrationOptions(tier: .compute, servers: 4))
    #expect(calibration.result == nil)
    #expect(calibration.diagnostics.contains { $0.message == "no series counts requests" })
  }

  @Test(arguments: [
    ("2026-11-20T10:00:00Z", 1_795_168_800.0), ("2026-11-20T12:00:00+02:00", 1_795_168_800),
    ("2026/11/20 10:00:00", 1_795_168_800), ("2026-11-20 10:00", 1_795_168_800),
    ("2026-11-20T10:00:00.250Z", 1_795_168_800.25), ("1795168800", 1_795_168_800),
    ("1795168800000", 1_795_168_800), ("2000-02-29T00:00:00Z", 951_782_400),
  ]) func times(_ text: String, _ seconds: Double) throws {
    let read = try #require(Timestamp.seconds(text))
    #expect((read - seconds).magnitude < 1e-6)
  }

  @Test(arguments: ["", "x", "2026-13-01T00:00:00Z", "2026-11-20", "2026-11-20T10:00:00+2", "-5"])
  func whatIsNoTime(_ text: String) { #expect(Timestamp.seconds(text) == nil) }
}

extension Double {
  func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    return (self * scale).rounded() / scale
  }
}
