import CapacityPlanning
import OptionScoring
import Roadmap
import Testing

/// Six small teams with ordinary systems, none of which needs what large ones have.
@Suite struct OverEngineeringTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let answers: Answers

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a club's booking page by a volunteer",
      answers: [
        "users.now": "300", "system.runtime": "php", "frontEnd.kind": "traditional",
        "objectives.availability": "98%", "team.people": "1", "team.operations": "0.1",
        "team.skills": "[linux]", "data": "[{name: bookings, sizeGiB: 0.5, firstYearGiB: 0.2}]",
      ]),
    Case(
      name: "a start-up whose developers would like documents",
      answers: [
        "users.now": "800", "users.monthlyGrowth": "15%", "frontEnd.kind": "static",
        "team.people": "3", "team.operations": "0.3", "team.skills": "[serverless]",
        "data": "[{name: things, content: documents, schemaNeed: ease, sizeGiB: 3}]",
      ]),
    Case(
      name: "an agency's shop with sessions and a busy season",
      answers: [
        "users.now": "4000", "users.flashCrowd": "3", "frontEnd.kind": "ssr",
        "objectives.availability": "99.9%", "team.people": "4", "team.operations": "0.5",
        "team.skills": "[containers]",
        "data":
          "[{name: products, accessShare: 70%, staleSeconds: 60}, {name: carts, accessShare: 30%, content: key-value, use: sessions}]",
      ]),
    Case(
      name: "a clinic's portal with regulated data",
      answers: [
        "users.now": "1500", "frontEnd.kind": "static", "objectives.availability": "99.9%",
        "objectives.compliance": "[hipaa]", "team.people": "5", "team.operations": "0.6",
        "team.skills": "[containers, databases]",
        "data": "[{name: records, sizeGiB: 80, firstYearGiB: 40}]",
      ]),
    Case(
      name: "developers who have read about Kubernetes",
      answers: [
        "users.now": "2000", "users.monthlyGrowth": "20%", "frontEnd.kind": "static",
        "team.people": "4", "team.operations": "0.4", "team.skills": "[kubernetes, containers]",
        "objectives.availability": "99.9%", "data": "[{name: main, sizeGiB: 4, firstYearGiB: 8}]",
      ]),
    Case(
      name: "an internal report tool with a nightly batch",
      answers: [
        "users.now": "120", "users.activeShareAtPeak": "10%", "frontEnd.kind": "ssr",
        "system.runtime": "jvm-dotnet", "team.people": "2", "team.operations": "0.2",
        "team.skills": "[linux, databases]", "jobs": "[{name: report, runsPerDay: 1, minutes: 45}]",
        "data": "[{name: facts, sizeGiB: 60, firstYearGiB: 20}]",
      ]),
  ]

  @Test(arguments: cases) func nothingLargeAppearsAtThePresentStage(_ example: Case) throws {
    let plan = try Bench.plan(example.answers, stages: [1000, 10000, 100_000])
    let stage = try #require(plan.current)
    let options = stage.components.map(\.option)
    #expect(stage.design.compute != .eks)
    #expect(!options.contains("dynamodb"), "NoSQL: \(options)")
    #expect(!stage.components.contains { $0.slot == "cache" }, "a cache: \(options)")
    #expect(!options.contains("global-accelerator-alb"))
    #expect(!options.contains("xray-otel"), "traces of microservices")
    #expect(stage.components.filter { $0.slot == "compute" }.count == 1)
    #expect(stage.architecture.zones <= 2)
    #expect(stage.decisions.allSatisfy { $0.chosen != "dynamodb" })
  }
}
