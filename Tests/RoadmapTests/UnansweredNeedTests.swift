import CapacityPlanning
import Roadmap
import Testing

/// What a plan must say of needs that none of its parts meets: each said for its answers, and gone for the
/// reversed ones.
@Suite struct UnansweredNeedTests {
  private static let app: Answers = [
    "frontEnd.kind": "native", "objectives.availability": "99.9%", "team.skills": "[containers]",
  ]

  struct Case: CustomTestStringConvertible, Sendable {
    let words: String
    var stages: [Double] = [10000]
    var common: Answers = app
    let when: Answers
    let reversed: Answers

    var testDescription: String { words }
  }

  static let cases = [
    Case(
      words: "The objective of 80 ms is held at the edge of the Region",
      common: app.merging(["users.distantShare": "60%", "objectives.p99Milliseconds": "900"]) {
        $1
      },
      when: ["objectives.p95Milliseconds": "80"], reversed: ["objectives.p95Milliseconds": "400"]),
    Case(
      words: "the fixed ones belong to what stands before the code (NLB before an ALB)",
      common: app.merging(["frontEnd.kind": "ssr"]) { $1 },
      when: ["api.staticAddresses": "true"], reversed: ["api.staticAddresses": "false"]),
    Case(
      words: "a REST API has them",
      common: app.merging([
        "api.edgeManagement": "true", "users.activeShareAtPeak": "10%", "users.flashCrowd": "1",
      ]) { $1 },
      when: ["users.now": "10000"], reversed: ["users.now": "10000", "api.edgeManagement": "false"]
    ),
    Case(
      words: "A response of 10,000 MB through the compute tier",
      when: ["requests": "[{name: file, responseKilobytes: 10 GB}]"],
      reversed: ["requests": "[{name: file, responseKilobytes: 10 MB}]"]),
    Case(
      words: "SFTP",
      common: app.merging(["requests": "[{name: file, responseKilobytes: 1 GB}]"]) { $1 },
      when: ["api.protocols": "[tcp]"], reversed: ["api.protocols": "[http]"]),
    Case(
      words: "MQTT", common: app.merging(["api.protocols": "[tcp]"]) { $1 },
      when: ["data": "[{name: readings, content: time-series, ingestPerSecond: 500}]"],
      reversed: ["data": "[{name: readings, content: time-series}]"]),
    Case(
      words: "Write that state through to a store",
      when: ["compute.stateful": "true"], reversed: ["compute.stateful": "false"]),
    Case(
      words: "through CloudFront it would cost", stages: [100],
      common: [
        "frontEnd.kind": "traditional", "objectives.availability": "99%", "users.now": "300",
        "users.activeShareAtPeak": "10%", "users.actionsPerMinute": "4", "team.skills": "[linux]",
      ],
      when: ["frontEnd.pageKilobytes": "400"], reversed: ["frontEnd.pageKilobytes": "20"]),
    Case(
      words: "count in metrics what you count in lines",
      common: app.merging([
        "requests": "[{name: bid, cpuMilliseconds: 0.5, reads: 0.1, writes: 0}]",
        "users.activeShareAtPeak": "10%",
      ]) { $1 },
      when: ["users.actionsPerMinute": "60"], reversed: ["users.actionsPerMinute": "0.1"]),
  ]

  @Test(arguments: cases) func isSaid(_ need: Case) throws {
    let notes = try Bench.plan(need.common.merging(need.when) { $1 }, stages: need.stages).notes
      .map(\.text)
    #expect(notes.contains { $0.contains(need.words) }, "\(notes)")
  }

  @Test(arguments: cases) func isGone(_ need: Case) throws {
    let notes = try Bench.plan(need.common.merging(need.reversed) { $1 }, stages: need.stages).notes
      .map(\.text)
    #expect(!notes.contains { $0.contains(need.words) }, "\(notes)")
  }

  /// Pages pass the CDN by their own name; what speaks TCP or UDP calls the load balancer.
  @Test(arguments: ["ssr", "traditional"], ["tcp", "udp"])
  func pagesAndRawTrafficLiveTogether(_ kind: String, _ raw: String) throws {
    let plan = try Bench.plan([
      "frontEnd.kind": kind, "api.protocols": "[http, \(raw)]",
      "objectives.availability": "99.9%", "team.skills": "[containers]",
    ])
    let stage = try #require(plan.last, "\(plan.outline)")
    #expect(stage.architecture.edge != .none)
    #expect(stage.architecture.hasNLB)
  }
}
