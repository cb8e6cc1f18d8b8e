import CatalogModel
import Quantities
import Testing

@testable import Calibration

/// Plain tables, as people write them.
@Suite struct TableReaderTests {
  struct Form: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    var testDescription: String { name }
  }

  static let forms = [
    Form(
      name: "commas", text: "clients,throughput,latency_ms,cpu_%\n1,1500.5,6.5,22\n2,2900,7,43\n"),
    Form(
      name: "semicolons, decimal commas, CRLF",
      text: "Clients;Throughput;Latency (ms);CPU [%]\r\n1;1500,5;6,5;22\r\n2;2900;7,0;43\r\n"),
    Form(
      name: "tabs, thousands after points",
      text: "users\ttps\tmean_us\tutilization\n1\t1.500,5\t6500,0\t0,22\n2\t2.900,0\t7000,0\t0,43\n"
    ),
    Form(
      name: "spaces",
      text: "# a comment\nvus rps avg_s util\n1 1500.5 0.0065 0.22\n2 2900 0.007 0.43\n"),
    Form(
      name: "headings in a comment", text: "# n x r_ms u\n1 1500.5 6.5 0.22\n2 2900 7 0.43\n"),
    Form(
      name: "Markdown",
      text:
        "| clients | throughput | latency_ms | cpu |\n| --: | --: | --: | --: |\n| 1 | 1500.5 | 6.5 | 22% |\n| 2 | 2900 | 7 | 43% |\n"
    ),
    Form(
      name: "quotes and thousands",
      text:
        "\"clients\",\"throughput\",\"latency_ms\",\"cpu_%\"\n1,\"1,500.5\",6.5,22\n2,\"2,900\",7,43\n"
    ),
  ]

  @Test(arguments: forms) func isRead(_ form: Form) throws {
    let reading = Reading.text(form.text)
    #expect(reading.kind == .csv)
    #expect(reading.diagnostics.isEmpty)
    try #require(reading.observations.count == 2)
    #expect(reading.observations.map(\.clients) == [1, 2])
    #expect(reading.observations.map(\.throughput.value) == [1500.5, 2900])
    #expect(
      reading.observations.map { ($0.meanLatency?.milliseconds ?? 0).rounded(toPlaces: 9) } == [
        6.5, 7,
      ])
    #expect(
      reading.observations.map { ($0.utilization ?? 0).rounded(toPlaces: 9) } == [0.22, 0.43])
    #expect(reading.observations.allSatisfy { $0.control == .closed })
  }

  @Test func everyColumn() throws {
    let reading = Reading.text(
      """
      rate,throughput:browse,tps:buy,p50_ms,p99.9_ms,p999_us,think_time_s,busy_cores,generator_cpu_%,errors_%,duration_s,note
      100,80,15,5,,91000,0,1.5,85,2,60,first

      """.replacing(",p999_us", with: "").replacing(",91000", with: ""))
    #expect(reading.diagnostics.isEmpty)
    let row = try #require(reading.observations.first)
    #expect(row.control == .open)
    #expect(row.offeredRate?.value == 100)
    #expect(row.classes.map(\.name) == ["browse", "buy"])
    #expect(row.throughput.value == 95)
    #expect(row.percentiles.map(\.p) == [0.5])
    #expect(row.busyServers == 1.5)
    #expect(row.generatorUtilization == 0.85)
    #expect(row.failedShare == 0.02)
    #expect(row.duration?.value == 60)
  }

  @Test(arguments: [
    ("p95_ms", 0.95), ("latency p99.9 (ms)", 0.999), ("p999_us", 0.999), ("p50_s", 0.5),
  ])
  func percentilesByName(_ heading: String, _ p: Double) throws {
    guard case .percentile(let found) = try #require(TableColumn(heading)).field else {
      Issue.record("\(heading) is no percentile")
      return
    }
    #expect((found - p).magnitude < 1e-12)
  }

  struct Bad: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let place: Place
    let says: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ line: Int, _ column: Int, _ says: String) {
      self.name = name
      self.text = text
      place = Place(file: "m", line: line, column: column)
      self.says = says
    }
  }

  static let bad = [
    Bad("no unit", "clients,throughput,latency\n1,2,3\n", 1, 20, "does not say its unit"),
    Bad("unknown column", "clients,throughput,colour\n1,2,3\n", 1, 20, "`colour` is not known"),
    Bad("a word", "clients,throughput\n1,fast\n", 2, 3, "`fast` is no number"),
    Bad("negative", "clients,throughput\n1,-3\n", 2, 3, "`-3` is no number of at least zero"),
    Bad("not a number", "clients,throughput\n1,nan\n", 2, 3, "`nan` is no number"),
    Bad("missing cell", "clients,throughput,p50_ms\n1,3\n", 2, 1, "2 cells below 3 headings"),
    Bad("no throughput", "clients,latency_ms\n1,3\n", 1, 1, "no column with the throughput"),
    Bad("no level", "throughput,p50_ms\n1,3\n", 1, 1, "no level of load"),
    Bad("twice", "clients,tps,rps\n1,3,3\n", 1, 13, "there twice"),
    Bad("percent without saying", "clients,tps,cpu\n1,3,22\n", 2, 5, "no share of 1"),
    Bad("ambiguous commas", "clients;tps\n1;1,500\n2;2,500\n", 2, 1, "thousands"),
    Bad("nothing completed", "clients,tps\n1,0\n", 2, 1, "no requests"),
    Bad("no rows", "clients,tps\n", 1, 1, "no rows"),
    Bad("an open quote", "clients,tps\n1,\"3\n", 2, 1, "quote is not closed"),
  ]

  @Test(arguments: bad) func isRefused(_ bad: Bad) throws {
    let reading = Reading.text(bad.text)
    let error = try #require(reading.diagnostics.first { $0.severity == .error })
    #expect(error.place == bad.place)
    #expect(error.message.contains(bad.says), "\(error.message)")
    #expect(reading.observations.isEmpty)
  }

  @Test func everythingWrongIsSaidAtOnce() {
    let reading = Reading.text("clients,tps\nx,1\n1,y\n2\n3,3\n")
    #expect(reading.diagnostics.map(\.place.line) == [2, 3, 4])
  }
}
