import CatalogModel
import Quantities
import Queueing
import Testing

@testable import Calibration

/// What limits a measurement is said.
@Suite struct HonestyTests {
  private static func findings(
    _ text: String, _ options: CalibrationOptions = CalibrationOptions(tier: .compute, servers: 8),
    control: LoadControl? = nil
  ) throws -> Set<Finding.Kind> {
    let reading = Reading.text(text, ReadingOptions(control: control))
    let calibration = Calibrator.calibrate([reading], options)
    return Set(try #require(calibration.result, "\(calibration.diagnostics)").findings.map(\.kind))
  }

  @Test func closedTestsWithPercentilesOmitWaiting() throws {
    let wrk = try Reading.fixture("wrk.txt")
    let options = CalibrationOptions(servers: 8, replicates: 20)
    let result = try #require(Calibrator.calibrate([wrk], options).result)
    let kinds = Set(result.findings.map(\.kind))
    #expect(kinds.isSuperset(of: [.closedLoop, .coordinatedOmission]))
    #expect(result.findings.contains { $0.meaning.contains("wrk2 -R") })
  }

  @Test func openTestsDoNot() throws {
    let kinds = try Self.findings(
      "rate,throughput,latency_ms,p99_ms\n100,100,8,20\n200,200,9,24\n400,400,14,50\n800,799,30,90\n"
    )
    #expect(kinds.isDisjoint(with: [.closedLoop, .coordinatedOmission, .unknownLoop]))
  }

  @Test func anUnknownLoopIsSaidAndCanBeGiven() throws {
    let text = "throughput,latency_ms,p99_ms\n100,8,20\n200,9,24\n400,14,50\n800,30,90\n"
    let options = CalibrationOptions(tier: .compute, servers: 16)
    #expect(
      try Self.findings(text, options, control: .open).isDisjoint(with: [.unknownLoop]))
    let reading = Reading.text(text)
    #expect(reading.observations.allSatisfy { $0.control == .unknown })
  }

  /// Four servers of 8 ms, which carry 500 req/s, under open load.
  @Test func aPeakBelowWhatWasMeasuredIsNoPeak() throws {
    let levels = [
      (60, 8.00), (120, 8.05), (200, 8.30), (280, 9.08), (340, 10.49), (400, 13.96), (440, 20.46),
    ]
    let text = levels.map { rate, time in
      "\(rate),\(rate),\(time),\(Double(rate) * 0.008 / 4 * 100)\n"
    }.joined()
    let reading = Reading.text("rate,throughput,latency_ms,cpu_%\n" + text)
    let options = CalibrationOptions(tier: .compute, servers: 4, replicates: 20)
    let result = try #require(Calibrator.calibrate([reading], options).result)
    let peak = try #require(result.scalability).fit.law.peakThroughput
    #expect(peak < 440)
    let finding = try #require(result.findings.first { $0.kind == .betterModel })
    #expect(finding.meaning.contains("4 vCPUs carry 500 req/s"))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let kind: Finding.Kind
    let text: String
    var testDescription: String { kind.rawValue }
  }

  static let cases = [
    Case(
      kind: .overload,
      text: "rate,throughput,latency_ms\n100,100,8\n200,200,9\n400,400,14\n1600,1100,900\n"),
    Case(
      kind: .aboveOffered,
      text: "rate,throughput,latency_ms\n100,100,8\n200,200,9\n400,500,14\n"),
    Case(
      kind: .generatorSaturated,
      text: "clients,throughput,generator_cpu_%\n1,100,10\n2,190,50\n4,350,90\n"),
    Case(kind: .fewLevels, text: "clients,throughput\n1,100\n4,350\n16,900\n"),
    Case(kind: .narrowRange, text: "clients,throughput\n4,100\n5,120\n6,135\n"),
    Case(kind: .littlesLaw, text: "clients,throughput,latency_ms\n1,100,5\n4,350,5\n16,900,6\n"),
    Case(kind: .failures, text: "clients,throughput,errors_%\n1,100,0\n4,350,0\n16,900,5\n"),
    Case(kind: .short, text: "clients,throughput,duration_s\n1,100,60\n4,350,60\n16,900,3\n"),
    Case(kind: .singleLevel, text: "clients,throughput,cpu_%\n4,100,50\n"),
    Case(
      kind: .nearlyFull, text: "clients,throughput,cpu_%\n1,100,12\n8,700,80\n32,870,99\n"),
    Case(kind: .poorFit, text: "throughput,cpu_%\n100,40\n200,20\n400,60\n"),
    Case(kind: .neverSaturated, text: "clients,throughput\n1,100\n2,200\n4,398\n"),
  ]

  /// Two levels fit any model of two unknowns.
  @Test func twoLevelsAreNoMeasurement() throws {
    let reading = Reading.text("clients,throughput\n1,100\n16,900\n")
    let result = try #require(
      Calibrator.calibrate([reading], CalibrationOptions(tier: .compute, servers: 8)).result)
    #expect(result.findings.contains { $0.kind == .undetermined })
    #expect(result.demand?.isReliable == false)
    let third = Reading.text("clients,throughput\n1,100\n4,380\n16,790\n")
    let determined = try #require(
      Calibrator.calibrate([third], CalibrationOptions(tier: .compute, servers: 8)).result)
    #expect(determined.demand?.isReliable == true)
  }

  @Test(arguments: cases) func isSaid(_ item: Case) throws {
    #expect(try Self.findings(item.text).contains(item.kind))
  }

  @Test func aGoodSweepHasNothingToSayButItsLoop() throws {
    var text = "clients,throughput,cpu_%\n"
    let model = StationModel(demand: Seconds(0.006), servers: 8, delay: Seconds(0.004))
    for clients in [1.0, 2, 4, 6, 8, 10, 12] {
      let rate = model.closed(clients: clients, thinkTime: .zero).throughput.value
      text += "\(clients),\(rate),\(rate * 0.006 / 8 * 100)\n"
    }
    #expect(try Self.findings(text) == [.closedLoop])
  }

  @Test func anImpossibleUtilizationIsRefused() throws {
    let reading = Reading.text("clients,throughput,busy_cores\n1,100,3\n2,200,6\n")
    let calibration = Calibrator.calibrate(
      [reading], CalibrationOptions(tier: .compute, servers: 4))
    #expect(calibration.result == nil)
    let error = try #require(calibration.diagnostics.first)
    #expect(error.message == "a utilization of 150 % is impossible")
    #expect(error.place.line == 3)
  }

  @Test func manyFailuresAreRefused() {
    let reading = Reading.text("clients,throughput,errors_%\n1,100,0\n2,200,40\n")
    let calibration = Calibrator.calibrate(
      [reading], CalibrationOptions(tier: .compute, servers: 4))
    #expect(calibration.diagnostics.contains { $0.message.contains("requests failed") })
  }

  @Test func beyondTwiceTheMeasuredRangeOnlyOnDemand() throws {
    let text = "clients,throughput\n1,100\n2,190\n4,350\n8,600\n16,900\n32,1100\n"
    var options = CalibrationOptions(
      tier: .compute, servers: 16, predictions: [48, 64, 65], replicates: 20)
    let refused = Calibrator.calibrate([Reading.text(text)], options)
    #expect(refused.result == nil)
    #expect(refused.diagnostics.filter { $0.message.contains("beyond twice") }.count == 1)
    #expect(refused.diagnostics.contains { $0.remedy?.contains("--extrapolate") == true })
    options.allowsExtrapolation = true
    let result = try #require(Calibrator.calibrate([Reading.text(text)], options).result)
    #expect(result.predictions.map(\.clients) == [48, 64, 65])
    #expect(result.predictions[2].method.label.contains("beyond twice"))
    for prediction in result.predictions {
      #expect(prediction.throughput.low <= prediction.throughput.likely)
      #expect(prediction.throughput.likely <= prediction.throughput.high)
    }
  }

  struct Missing: Sendable {
    let text: String
    let options: CalibrationOptions
    let remedy: String
  }

  @Test(arguments: [
    Missing(
      text: "clients,throughput,cpu_%\n1,10,3\n2,20,6\n",
      options: CalibrationOptions(tier: .compute),
      remedy: "--vcpus"),
    Missing(
      text: "clients,throughput,cpu_%\n1,10,3\n2,20,6\n", options: CalibrationOptions(servers: 2),
      remedy: "--tier compute"),
    Missing(
      text: "clients,throughput\n1,10\n2,20\n", options: CalibrationOptions(tier: .compute),
      remedy: "--vcpus fit"),
  ]) func whatNobodySaidIsAskedFor(_ missing: Missing) {
    let calibration = Calibrator.calibrate([Reading.text(missing.text)], missing.options)
    #expect(calibration.result == nil)
    #expect(calibration.diagnostics.contains { $0.remedy?.contains(missing.remedy) == true })
  }
}
