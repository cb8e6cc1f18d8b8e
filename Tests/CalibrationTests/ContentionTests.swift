import CatalogModel
import Quantities
import Testing

@testable import Calibration

/// What must not be taken for contention of processors, and what must not be called measured.
@Suite struct ContentionTests {
  /// Two vCPUs without any contention behind Poisson arrivals: 5 to 85 % busy.
  private static func openSweep(_ seed: UInt64, withUtilization: Bool) -> String {
    let station = SimulatedStation(servers: 2, demand: 0.02, delay: 0)
    var text =
      withUtilization ? "rate,throughput,latency_ms,cpu_%\n" : "rate,throughput,latency_ms\n"
    for rate in [5.0, 10, 20, 30, 45, 60, 75, 85] {
      let level = station.open(rate: rate, requests: 20_000, seed: seed * 1000 + UInt64(rate))
      text += "\(rate),\(level.throughput),\(level.mean * 1000)"
      text += withUtilization ? ",\(level.busy / 2 * 100)\n" : "\n"
    }
    return text
  }

  private static func calibrated(
    _ text: String, _ options: CalibrationOptions
  ) throws -> CalibrationResult {
    let calibration = Calibrator.calibrate([Reading.text(text)], options)
    return try #require(calibration.result, "\(calibration.diagnostics)")
  }

  private static let database = CalibrationOptions(tier: .database, servers: 2, replicates: 20)

  @Test(arguments: [1, 2, 3] as [UInt64], [true, false])
  func openLevelsShowNoContention(_ seed: UInt64, _ withUtilization: Bool) throws {
    let result = try Self.calibrated(
      Self.openSweep(seed, withUtilization: withUtilization), Self.database)
    #expect(result.processorScalability == nil)
    #expect(
      result.findings.contains { $0.kind == .noContention && $0.text.contains("open levels") })
    let demand = try #require(result.demand?.classes.first?.demand)
    #expect((demand.likely / 0.02 - 1).magnitude < 0.05)
  }

  /// A mean below the number of servers is no number of clients, and below one client nothing
  /// contends.
  @Test(arguments: [
    "clients,throughput,think_time_ms\n1,40,5\n2,79,5\n3,117,5\n4,155,5\n",
    "clients,throughput\n0.5,20\n0.6,24\n0.8,31\n0.9,35\n",
    "clients,throughput\n1.5,60\n2.5,97\n3.2,120\n3.9,140\n",
  ]) func onlyWholeClientsThatDoNotThinkCount(_ text: String) throws {
    let result = try Self.calibrated(
      text, CalibrationOptions(tier: .database, servers: 8, replicates: 20))
    #expect(result.processorScalability == nil)
    #expect(result.findings.contains { $0.kind == .noContention })
  }

  @Test func tooFewLevelsForContentionAreSaid() throws {
    let result = try Self.calibrated(
      "clients,throughput\n1,400\n2,770\n4,1350\n8,1400\n16,1390\n",
      CalibrationOptions(tier: .database, servers: 4, replicates: 20))
    #expect(result.processorScalability == nil)
    let finding = try #require(result.findings.first { $0.kind == .noContention })
    #expect(finding.text.contains("3 closed levels"))
    #expect(finding.meaning.contains("four closed levels"))
  }

  @Test func enoughLevelsAreFitted() throws {
    let result = try Self.calibrated(
      "clients,throughput\n1,400\n2,741\n3,1034\n4,1290\n8,1400\n",
      CalibrationOptions(tier: .database, servers: 4, replicates: 20))
    #expect(result.processorScalability != nil)
    #expect(!result.findings.contains { $0.kind == .noContention })
  }

  @Test func moreRequestsUnderWayThanClientsAreImpossible() throws {
    let reading = Reading.text("clients,throughput,latency_ms\n1,100,20\n4,350,11\n")
    let calibration = Calibrator.calibrate(
      [reading], CalibrationOptions(tier: .compute, servers: 4))
    #expect(calibration.result == nil)
    let error = try #require(calibration.diagnostics.first { $0.severity == .error })
    #expect(error.place.line == 2)
    #expect(error.message.hasPrefix("1 client has 2 requests under way"))
    #expect(calibration.diagnostics.count { $0.severity == .error } == 1)
  }

  /// Everything impossible of a level at once.
  @Test func utilizationAndLittlesLawAreToldTogether() {
    let reading = Reading.text("clients,throughput,latency_ms,cpu_%\n1,100,20,130\n")
    let calibration = Calibrator.calibrate(
      [reading], CalibrationOptions(tier: .compute, servers: 4))
    #expect(calibration.diagnostics.count { $0.severity == .error } == 2)
  }

  private static let wrk = """
    Running 30s test @ http://127.0.0.1/
      1 threads and 8 connections
      Thread Stats   Avg      Stdev     Max   +/- Stdev
        Latency    14.00ms    2.00ms   5.00s    81.42%
        Req/Sec   261.20     14.31   300.00     72.30%
      Latency Distribution
         50%   10.00ms
         99%   30.00ms
      15663 requests in 30.02s, 4.11MB read
    Requests/sec:    521.75
    Transfer/sec:    140.19KB

    """

  @Test func aStallIsSaidAlsoWhereNothingCanBeFitted() {
    let calibration = Calibrator.calibrate(
      [Reading.text(Self.wrk)], CalibrationOptions(servers: 8, replicates: 20))
    #expect(calibration.result == nil)
    let text = calibration.diagnostics.map(\.description).joined(separator: "\n")
    #expect(text.contains("too little to estimate"))
    #expect(text.contains("coordinated omission"))
    #expect(text.contains("ten times the 99th percentile"))
    // What must be corrected comes first.
    #expect(calibration.diagnostics.first?.severity == .error)
  }

  @Test func theModelThatFitsBetterIsNamed() throws {
    var text = "rate,throughput,latency_ms\n"
    for rate in [10.0, 30, 50, 70, 85, 95] {
      let queue = try #require(
        StationModel(demand: Seconds(0.02), servers: 2, delay: .zero)
          .openResponse(rate: RequestsPerSecond(rate)))
      text += "\(rate),\(rate),\(queue.milliseconds)\n"
    }
    let result = try Self.calibrated(
      text, CalibrationOptions(tier: .compute, servers: 2, replicates: 20))
    let finding = try #require(result.findings.first { $0.kind == .betterModel })
    #expect(finding.text.hasPrefix("the station fits"))
    #expect(finding.meaning.contains("100 req/s"))
  }

  @Test func predictionsOfTheStationHaveAnIntervalAndATag() throws {
    let result = try Self.calibrated(
      "clients,throughput\n1,100\n2,190\n4,350\n8,600\n16,900\n32,1100\n",
      CalibrationOptions(tier: .compute, servers: 16, predictions: [48], replicates: 20))
    let station = try #require(result.predictions.first?.station)
    #expect(station.throughput.low < station.throughput.likely)
    #expect(station.throughput.likely <= station.throughput.high)
    #expect(station.method.label.contains("station"))
  }
}
