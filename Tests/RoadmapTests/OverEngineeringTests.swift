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

  /// What small teams are spared, each with answers that call for it by a named trigger.
  enum Large: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case kubernetes, microservices, severalRegions, noSQL, cache

    var testDescription: String { rawValue }

    /// Whether a planned stage has it.
    func appears(in plan: Plan, _ stage: PlannedStage) -> Bool {
      let options = Set(stage.components.map(\.option) + stage.decisions.compactMap(\.chosen))
      switch self {
      case .kubernetes: return stage.design.compute == .eks
      case .microservices:
        let units = plan.composition?.stages.map(\.units.count).max() ?? 1
        return units > 1 || options.contains("xray-otel")
          || stage.components.filter { $0.slot == "compute" }.count > 1
      case .severalRegions:
        return options.contains("global-accelerator-alb")
          || plan.notes.contains { $0.text.contains("more than one Region promises") }
      case .noSQL: return !options.isDisjoint(with: ["dynamodb", "dax"])
      case .cache:
        return stage.components.contains { $0.tier == .cache }
          || stage.decision("caching").map { $0.chosen != "none" } ?? false
      }
    }

    /// What is answered otherwise by a team that has a reason for it.
    var trigger: Answers {
      switch self {
      case .kubernetes:
        ["team.kubernetesNeed": "ecosystem", "team.skills": "[kubernetes, containers]"]
      case .microservices:
        [
          "team.teams": "2", "team.people": "20",
          "services": "[{name: web, deployedAlone: true}, {name: mail, deployedAlone: true}]",
          "data": "[{name: records, service: web}]", "requests": "[{name: view, service: web}]",
        ]
      case .severalRegions: ["objectives.availability": "99.999%"]
      case .noSQL: ["data": "[{name: records, content: documents, schemaNeed: need}]"]
      case .cache:
        DataReversals.readHeavy.merging(["users.activeShareAtPeak": "50%"]) { $1 }
          .filter { $0.key != "frontEnd.kind" }
      }
    }
  }

  @Test(arguments: cases, Large.allCases)
  func nothingLargeAppearsAtThePresentStage(_ example: Case, _ large: Large) throws {
    let plan = try Bench.plan(example.answers, stages: [1000, 10000, 100_000])
    let stage = try #require(plan.current)
    let appears = large.appears(in: plan, stage)
    #expect(!appears, "\(large): \(stage.components.map(\.option))")
    #expect(stage.architecture.zones <= 2)
  }

  /// The same team with a named trigger gets it, so that its absence above says something.
  @Test(arguments: Large.allCases)
  func aNamedTriggerBringsIt(_ large: Large) throws {
    var answers = try #require(Self.cases.first { $0.name.hasPrefix("a clinic") }).answers
    answers["objectives.compliance"] = "[]"
    answers["users.now"] = "100000"
    let plan = try Bench.plan(
      answers.merging(large.trigger) { $1 }, stages: [1000, 10000, 100_000])
    let stage = try #require(plan.last)
    let appears = large.appears(in: plan, stage)
    #expect(appears, "\(large): \(plan.outline)")
  }
}
