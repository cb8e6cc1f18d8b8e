import CatalogModel
import Quantities
import TestSupport
import Testing

@testable import Calibration

/// The summaries and samples of k6.
@Suite struct K6ReaderTests {
  @Test func summaryExport() throws {
    let reading = try Reading.fixture("k6-summary-export.json")
    #expect(reading.kind == .k6Summary)
    let test = try #require(reading.observations.first)
    #expect(test.control == .unknown)
    #expect(test.clients == 50)
    #expect(test.throughput.value == 400)
    #expect(test.meanLatency?.milliseconds == 25)
    #expect(test.percentile(0.5)?.milliseconds == 21.4)
    #expect(test.percentile(0.95)?.milliseconds == 53.9)
    #expect(test.failedShare == 0.00025)
    // An iteration of 125.2 ms with one request of 25 ms.
    #expect((test.thinkTime.milliseconds - 100.2).magnitude < 1e-9)
    #expect(test.duration?.value == 60)
  }

  @Test func handleSummaryOfAnArrivalRateTest() throws {
    let reading = try Reading.fixture("k6-handle-summary.json")
    let test = try #require(reading.observations.first)
    #expect(test.control == .open)
    #expect(test.droppedShare == 0.02)
    #expect(((test.offeredRate?.value ?? 0) - 300).magnitude < 1e-9)
    #expect(test.percentile(0.99)?.milliseconds == 160.4)
    #expect(test.thinkTime == .zero)
    #expect(test.duration?.milliseconds.rounded() == 60013)
  }

  @Test(arguments: [
    ("constant-vus", LoadControl.closed), ("ramping-vus", .closed),
    ("constant-arrival-rate", .open),
    ("ramping-arrival-rate", .open), ("shared-iterations", .closed),
  ]) func executorsInTheSummary(_ executor: String, _ control: LoadControl) throws {
    let text = """
      {"options": {"scenarios": {"main": {"executor": "\(executor)"}}},
       "metrics": {"http_reqs": {"count": 10, "rate": 5},
       "http_req_duration": {"avg": 3, "med": 2}, "vus": {"value": 3, "min": 3, "max": 3}}}
      """
    #expect(Reading.text(text).observations.first?.control == control)
  }

  @Test func aMovingNumberOfUsersIsWarnedAbout() {
    let text = """
      {"metrics": {"http_reqs": {"count": 10, "rate": 5}, "http_req_duration": {"avg": 3},
       "vus": {"value": 9, "min": 1, "max": 9}}}
      """
    let reading = Reading.text(text)
    #expect(reading.diagnostics.contains { $0.message.contains("moved from 1 to 9") })
    #expect(reading.observations.first?.drift == 1)
  }

  /// Samples of two levels of ten and twelve seconds, and a ramp between them.
  static func samples(jsonLines: Bool, milliseconds: Bool = false) -> String {
    var lines =
      jsonLines
      ? [#"{"type":"Metric","data":{"type":"gauge","contains":"default"},"metric":"vus"}"#]
      : ["metric_name,timestamp,metric_value,check,error,status,url,extra_tags"]
    func add(_ metric: String, _ second: Int, _ value: Double, _ url: String = "http://x/") {
      let time = 1_763_632_800 + second
      if jsonLines {
        lines.append(
          #"{"metric":"\#(metric)","type":"Point","data":{"time":"2025-11-20T10:"#
            + "\(second < 10 ? "00:0" : "00:")\(second)" + #".5Z","value":\#(value),"tags":{}}}"#)
      } else {
        let stamp = milliseconds ? "\(time)250" : "\(time)"
        lines.append("\(metric),\(stamp),\(value),,,200,\"\(url)\",")
      }
    }
    for second in 0..<26 {
      let users = second < 10 ? 4 : second < 14 ? second - 5 : 10
      add("vus", second, Double(users))
      add("data_sent", second, 1)
      for request in 0..<(users * 5) {
        add("http_req_duration", second, second < 10 ? 20 : 30 + Double(request), "http://x/?a,b")
        add("http_reqs", second, 1)
        add("http_req_failed", second, request == 0 && second == 3 ? 1 : 0)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: [false, true]) func samplesBecomeLevels(_ jsonLines: Bool) throws {
    let reading = Reading.text(Self.samples(jsonLines: jsonLines))
    #expect(reading.kind == (jsonLines ? .k6JSON : .k6CSV))
    #expect(reading.diagnostics.isEmpty)
    try #require(reading.observations.count == 2)
    let (first, second) = (reading.observations[0], reading.observations[1])
    #expect(first.clients == 4)
    #expect(first.throughput.value == 20)
    #expect(first.meanLatency?.milliseconds == 20)
    #expect(first.duration?.value == 8)
    #expect(((first.failedShare ?? 0) - 1.0 / 160).magnitude < 1e-12)
    #expect(second.clients == 10)
    #expect(second.throughput.value == 50)
    #expect((second.meanLatency?.milliseconds ?? 0) == 54.5)
    // Nearest rank of 50 values 30...79, each ten times.
    #expect(second.percentile(0.95)?.milliseconds == 77)
    #expect(second.drift == 0)
  }

  @Test func timesInMilliseconds() throws {
    let reading = Reading.text(Self.samples(jsonLines: false, milliseconds: true))
    #expect(reading.observations.count == 2)
  }

  @Test func aCutLineIsNamedWithItsRemedy() throws {
    let text = Self.samples(jsonLines: false) + "http_reqs,17636"
    let reading = Reading.text(text)
    let error = try #require(reading.diagnostics.first { $0.severity == .error })
    #expect(error.remedy?.contains("cut short") == true)
    #expect(reading.observations.isEmpty)
  }

  @Test func aRampWithoutLevelsIsWarnedAbout() {
    var text = "metric_name,timestamp,metric_value\n"
    for second in 0..<20 {
      text += "vus,\(1_700_000_000 + second),\(second + 1)\n"
      text += "http_reqs,\(1_700_000_000 + second),1\n"
      text += "http_req_duration,\(1_700_000_000 + second),5\n"
    }
    let reading = Reading.text(text)
    #expect(reading.observations.count == 1)
    #expect(reading.diagnostics.contains { $0.message.contains("never stayed the same") })
  }
}
