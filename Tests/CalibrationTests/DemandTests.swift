import CatalogModel
import Quantities
import TestSupport
import Testing

@testable import Calibration

/// Demands are found within 5 % on logs of simulated systems, written in the forms of the tools.
@Suite struct DemandTests {
  /// 4 servers, 6 ms of demand, 3 ms around them.
  static let station = SimulatedStation(servers: 4, demand: 0.006, delay: 0.003)

  private static func calibrated(_ text: String, _ options: CalibrationOptions) throws
    -> CalibrationResult
  {
    let calibration = Calibrator.calibrate([Reading.text(text)], options)
    #expect(!calibration.diagnostics.hasErrors, "\(calibration.diagnostics)")
    return try #require(calibration.result)
  }

  private static func ms(_ seconds: Double) -> String { "\((seconds * 1e6).rounded() / 1e3)" }

  @Test(arguments: [1, 2, 3] as [UInt64]) func byUtilizationFromATable(_ seed: UInt64) throws {
    var text = "clients,throughput,latency_ms,busy_cores\n"
    for clients in [1, 2, 4, 8, 16] {
      let level = Self.station.closed(
        clients: clients, thinkTime: 0, requests: 4000, seed: seed * 100 + UInt64(clients))
      text += "\(clients),\(level.throughput),\(Self.ms(level.mean)),\(level.busy)\n"
    }
    let result = try Self.calibrated(
      text, CalibrationOptions(tier: .compute, servers: 4, replicates: 20))
    let demand = try #require(result.demand)
    #expect(demand.law == .utilization)
    let estimate = try #require(demand.classes.first?.demand)
    #expect((estimate.likely / 0.006 - 1).magnitude < 0.05)
    #expect(estimate.low <= estimate.likely && estimate.likely <= estimate.high)
  }

  @Test(arguments: [4, 5, 6] as [UInt64]) func byResponseTimeFromWrk(_ seed: UInt64) throws {
    var text = ""
    for clients in [1, 2, 4, 6, 8, 12, 16, 32] {
      let level = Self.station.closed(
        clients: clients, thinkTime: 0, requests: 4000, seed: seed * 100 + UInt64(clients))
      text += """
        Running 30s test @ http://127.0.0.1/
          1 threads and \(clients) connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency    \(Self.ms(level.mean))ms    1.00ms  90.00ms   69.00%
            Req/Sec   100.00     10.00   120.00     70.00%
          4000 requests in 30.00s, 1.00MB read
        Requests/sec:  \(level.throughput)
        Transfer/sec:  1.00KB

        """
    }
    let result = try Self.calibrated(text, CalibrationOptions(servers: 4, replicates: 20))
    let demand = try #require(result.demand)
    #expect(demand.law == .responseTime)
    #expect((demand.classes[0].demand.likely / 0.006 - 1).magnitude < 0.05)
    #expect(((demand.delay?.likely ?? 0) / 0.003 - 1).magnitude < 0.2)
  }

  @Test(arguments: [7, 8] as [UInt64]) func openLevelsWithPercentiles(_ seed: UInt64) throws {
    var text = "rate,throughput,latency_ms,p50_ms,p95_ms,p99_ms\n"
    for rate in [100.0, 250, 400, 500, 560, 600] {
      let level = Self.station.open(rate: rate, requests: 12000, seed: seed * 1000 + UInt64(rate))
      text +=
        "\(rate),\(level.throughput),\(Self.ms(level.mean)),\(Self.ms(level.percentile(0.5))),"
        + "\(Self.ms(level.percentile(0.95))),\(Self.ms(level.percentile(0.99)))\n"
    }
    let result = try Self.calibrated(
      text, CalibrationOptions(tier: .compute, servers: 4, replicates: 20))
    let demand = try #require(result.demand)
    #expect((demand.classes[0].demand.likely / 0.006 - 1).magnitude < 0.05)
    #expect(((demand.delay?.likely ?? 0) / 0.003 - 1).magnitude < 0.1)
  }

  @Test func thinkTimeOfK6() throws {
    var files: [Measurements] = []
    for clients in [5, 20, 60, 90, 120] {
      let level = Self.station.closed(
        clients: clients, thinkTime: 0.1, requests: 5000, seed: UInt64(clients))
      files.append(
        Reading.text(
          """
          {"options": {"scenarios": {"a": {"executor": "constant-vus"}}}, "metrics": {
          "http_reqs": {"count": 5000, "rate": \(level.throughput)},
          "http_req_duration": {"avg": \(level.mean * 1000), "med": \(level.percentile(0.5) * 1000)},
          "iterations": {"count": 5000, "rate": \(level.throughput)},
          "iteration_duration": {"avg": \(level.mean * 1000 + 100)},
          "vus": {"value": \(clients), "min": \(clients), "max": \(clients)}}}
          """))
    }
    let calibration = Calibrator.calibrate(files, CalibrationOptions(servers: 4, replicates: 20))
    let result = try #require(calibration.result)
    let demand = try #require(result.demand)
    #expect((demand.classes[0].demand.likely / 0.006 - 1).magnitude < 0.05)
    #expect(!result.findings.contains { $0.kind == .littlesLaw })
  }

  @Test func demandsOfClasses() throws {
    // Two kinds of 5 and 20 ms in mixes that change, with 2 % of noise and 0.3 vCPUs of agents.
    var random = SplitMix64(seed: 11)
    var text = "throughput:browse,throughput:buy,busy_cores\n"
    for (browse, buy) in [
      (100, 5), (200, 10), (100, 40), (300, 20), (400, 60), (50, 50), (350, 10),
    ] {
      let busy =
        (Double(browse) * 0.005 + Double(buy) * 0.02 + 0.3) * random.uniform(0.98...1.02)
      text += "\(browse),\(buy),\(busy)\n"
    }
    let result = try Self.calibrated(
      text, CalibrationOptions(tier: .compute, servers: 8, replicates: 20))
    let demand = try #require(result.demand)
    #expect(demand.classes.map(\.name) == ["browse", "buy"])
    #expect((demand.classes[0].demand.likely / 0.005 - 1).magnitude < 0.05)
    #expect((demand.classes[1].demand.likely / 0.02 - 1).magnitude < 0.05)
    #expect((demand.background - 0.3).magnitude < 0.1)
    #expect(result.findings.contains { $0.kind == .background })
  }

  @Test func classesThatNeverChangeTheirMixCannotBeToldApart() {
    let text = "throughput:a,throughput:b,busy_cores\n10,20,1\n20,40,2\n40,80,4\n"
    let calibration = Calibrator.calibrate(
      [Reading.text(text)], CalibrationOptions(tier: .compute, servers: 8))
    #expect(calibration.result == nil)
    #expect(calibration.diagnostics.contains { $0.message.contains("cannot be told apart") })
  }

  /// Over many data sets with normal noise of a variance that grows with the load, the 95 % interval
  /// of the demand holds the truth about as often as it says.
  @Test func intervalsOfTheUtilizationLawHoldTheTruth() throws {
    var held = 0
    let sets = 400
    for seed in 0..<sets {
      var random = SplitMix64(seed: UInt64(seed))
      let levels = [50.0, 100, 200, 400, 600, 800].map { rate in
        let normal = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform(0...1) }
        return UtilizationLawFit.Level(
          rates: [rate], busy: rate * 0.004 + 0.004 * rate.squareRoot() * normal)
      }
      let fit = try UtilizationLawFit(levels, classes: ["all"])
      if fit.demands[0].low <= 0.004, 0.004 <= fit.demands[0].high { held += 1 }
    }
    let share = Double(held) / Double(sets)
    // 95 % ± 2.6 % is three standard errors; the choice of a background costs a little.
    #expect((0.91...0.985).contains(share), "\(share)")
  }

  @Test func intervalsOfTheResponseTimeFitHoldTheTruth() throws {
    var held = 0
    let sets = 60
    let truth = StationModel(demand: Seconds(0.004), servers: 4, delay: Seconds(0.002))
    for seed in 0..<sets {
      var random = SplitMix64(seed: 900 + UInt64(seed))
      let levels = [1.0, 2, 3, 4, 6, 8, 12, 16].map { clients -> Observation in
        let exact = truth.closed(clients: clients, thinkTime: .zero).throughput
        let normal = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform(0...1) }
        var level = Observation(place: Place(file: "m"), throughput: exact * (1 + 0.03 * normal))
        level.control = .closed
        level.clients = clients
        return level
      }
      let fit = try ResponseTimeFit(levels, servers: 4, replicates: 30, seed: UInt64(seed))
      if fit.demand.low <= 0.004, 0.004 <= fit.demand.high { held += 1 }
    }
    let share = Double(held) / Double(sets)
    #expect((0.86...1).contains(share), "\(share)")
  }

  /// A law that does not fit has an interval as wide as it misses.
  @Test func aPoorFitHasAWideInterval() throws {
    let levels = [(1.0, 400.0), (2, 720), (4, 1200), (6, 1500), (8, 1690), (16, 1700)].map {
      clients, rate -> Observation in
      var level = Observation(place: Place(file: "m"), throughput: RequestsPerSecond(rate))
      level.control = .closed
      level.clients = clients
      return level
    }
    let fit = try ResponseTimeFit(levels, servers: 8, replicates: 40)
    #expect(fit.relativeError > 0.1)
    #expect(fit.demand.high / fit.demand.low > 1.2)
  }

  @Test func equalSeedsGiveEqualIntervals() throws {
    let levels = [(1.0, 150.0), (2, 280), (4, 470), (8, 600)].map { clients, rate -> Observation in
      var level = Observation(place: Place(file: "m"), throughput: RequestsPerSecond(rate))
      level.control = .closed
      level.clients = clients
      return level
    }
    let first = try ResponseTimeFit(levels, servers: 4, replicates: 20, seed: 3)
    #expect(try ResponseTimeFit(levels, servers: 4, replicates: 20, seed: 3) == first)
    #expect(try ResponseTimeFit(levels, servers: 4, replicates: 20, seed: 4).demand != first.demand)
  }
}
