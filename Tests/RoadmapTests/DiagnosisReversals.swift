import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Testing

/// The rows that diagnose a system: reasons, symptoms, pain points, layers, advice.
@Suite struct DiagnosisReversals {
  static let app: Answers = [
    "frontEnd.kind": "native", "objectives.availability": "99.9%", "team.skills": "[containers]",
    "data": "[{name: main, sizeGiB: 1, firstYearGiB: 0}]", "users.monthlyGrowth": "1%",
  ]

  /// Two kinds of requests.
  static func kinds(_ first: String, _ second: String) -> Answers {
    ["requests": "[{name: quick, \(first)}, {name: slow, \(second)}]"]
  }

  private static func hasStep(
    _ plan: Plan, _ reason: Reason, _ slot: String
  ) -> Bool {
    plan.last?.steps.contains { $0.reasons.contains(reason) && $0.title.contains(slot) } ?? false
  }

  private static func says(_ plan: Plan, _ rule: String, _ words: String) -> Bool {
    plan.notes.contains { $0.rule == rule && $0.text.contains(words) }
  }

  private static func symptoms(_ plan: Plan) -> [String] {
    plan.notes.filter { $0.rule == "P11" }.map { String($0.text.prefix { $0 != ":" }) }
  }

  private static func pains(_ plan: Plan) -> [String] {
    plan.notes.filter { $0.rule == "P12" }.map { String($0.text.prefix { $0 != ":" }) }
  }

  static let rows: [Reversal] = [
    Reversal(
      rule: "P3", shows: "a step for a physical limit", stages: [1000, 1_000_000], common: app,
      when: ["users.activeShareAtPeak": "20%"], reversed: ["users.activeShareAtPeak": "0.01%"],
      output: { plan in
        plan.last?.steps.contains { $0.kind == .resize && $0.reasons == [.physical] } ?? false
      }),
    Reversal(
      rule: "P3", shows: "a step that serves the economy", stages: [100_000],
      common: DataReversals.readHeavy, when: ["users.activeShareAtPeak": "15%"],
      reversed: ["users.activeShareAtPeak": "1%"],
      output: { hasStep($0, .economy, "ElastiCache") }),
    Reversal(
      rule: "P3", shows: "sizes for the horizon where the stage is for many more",
      stages: [10_000_000],
      common: app.merging([
        "users.now": "1500000", "budget.horizonMonths": "12", "users.flashCrowd": "3",
        "users.activeShareAtPeak": "1%", "users.actionsPerMinute": "2",
        "system.runtime": "jvm-dotnet", "team.skills": "[containers, linux, databases]",
        "team.people": "20", "team.operations": "4",
        "requests": "[{name: transfer, cpuMilliseconds: 10, reads: 2, writes: 1}]",
        "data": "[{name: main, content: relational, sizeGiB: 100, firstYearGiB: 0}]",
      ]) { $1 },
      when: ["users.monthlyGrowth": "1%"], reversed: ["users.monthlyGrowth": "18%"],
      output: { plan in
        guard let stage = plan.currentIndex.map({ plan.stages[$0] }) else { return false }
        return stage.definition.isOfHorizon && stage.workload.users == Users(1_690_238)
      }),
    Reversal(
      rule: "P3", shows: "a step for something that it must do", common: app,
      when: ["api.protocols": "[udp]"], reversed: ["api.protocols": "[http]"],
      output: { hasStep($0, .functional, "Network Load Balancer") }),
    Reversal(
      rule: "P3", shows: "a step for how well it must do it", common: app,
      when: ["objectives.availability": "99.9%"], reversed: ["objectives.availability": "99%"],
      output: { hasStep($0, .nonFunctional, "standby") }),
    Reversal(
      rule: "P11", shows: "varied needs complicate one another", common: app,
      when: kinds("share: 97%, cpuMilliseconds: 2", "share: 3%, cpuMilliseconds: 60"),
      reversed: kinds("share: 97%, cpuMilliseconds: 2", "share: 3%, cpuMilliseconds: 6"),
      output: { symptoms($0) == ["Varied needs complicate one another"] }),
    Reversal(
      rule: "P11", shows: "poor performance in one part hurts the others", common: app,
      when: kinds("share: 85%, cpuMilliseconds: 2", "share: 15%, cpuMilliseconds: 20"),
      reversed: kinds("share: 85%, cpuMilliseconds: 2", "share: 15%, cpuMilliseconds: 3"),
      output: { symptoms($0) == ["Poor performance in one part hurts the others"] }),
    Reversal(
      rule: "P11", shows: "queries slow down as tables and indexes grow", common: app,
      when: ["data": "[{name: main, sizeGiB: 20, firstYearGiB: 400}]"],
      reversed: ["data": "[{name: main, sizeGiB: 1, firstYearGiB: 0}]"],
      output: { symptoms($0) == ["Queries slow down as tables and indexes grow"] }),
    Reversal(
      rule: "P12", shows: "slow queries are mended where they are made", common: app,
      when: ["database.readCPUMilliseconds": "12"],
      reversed: ["database.readCPUMilliseconds": "0.3"],
      output: { pains($0) == ["Slow database queries"] && says($0, "P12", "indexes") }),
    Reversal(
      rule: "P12", shows: "slow requests hand on what nobody waits for", common: app,
      when: kinds("share: 98%, cpuMilliseconds: 2", "share: 2%, cpuMilliseconds: 400"),
      reversed: kinds("share: 98%, cpuMilliseconds: 2", "share: 2%, cpuMilliseconds: 4"),
      output: { pains($0) == ["Slow API requests"] && says($0, "P12", "behind a queue") }),
    Reversal(
      rule: "P12", shows: "a rush is met by what stands ready and by shedding load", common: app,
      when: ["users.flashCrowd": "8", "compute.stateful": "true"],
      reversed: ["users.flashCrowd": "1", "compute.stateful": "true"],
      output: {
        pains($0) == ["Failures due to increased traffic"] && says($0, "P12", "shed load")
      }),
    Reversal(
      rule: "P12", shows: "calls between services get time-outs and traces", common: app,
      when: ["team.teams": "3", "team.people": "24"], reversed: ["team.people": "24"],
      output: { pains($0) == ["Service-to-service communication"] && says($0, "P12", "time-out") }),
    Reversal(
      rule: "P13", shows: "a layer that is not there is marked", common: app,
      when: ["frontEnd.kind": "none"], reversed: ["frontEnd.kind": "native"],
      output: { plan in
        let text = plan.note("P13") ?? ""
        return text.contains("Presentation: not there") && text.contains("Business: requests")
          && text.contains("Data: main")
      }),
    Reversal(
      rule: "P14", shows: "the largest instance runs out at a rate that is printed", common: app,
      when: ["team.skills": "[containers]"],
      reversed: [
        "team.skills": "[serverless]", "team.operations": "0.2", "users.actionsPerMinute": "0.1",
      ],
      output: { says($0, "P14", "requests/s") }),
    Reversal(
      rule: "D12", shows: "pausing and a proxy exclude each other", stages: [1000],
      common: pausing, when: crowded.merging(["database.mayPause": "true"]) { $1 },
      reversed: crowded.merging(["database.mayPause": "false"]) { $1 },
      output: { says($0, "D12", "exclude each other") && $0.part("proxy") != nil }),
    Reversal(
      rule: "D12", shows: "what pauses lets the first request wait", stages: [100],
      common: pausing, when: ["database.mayPause": "true"],
      reversed: ["database.mayPause": "false"],
      output: { plan in
        says(plan, "D12", "to resume") && plan.part("proxy") == nil
          && plan.last?.architecture.relational?.minimumCapacityUnits == 0
      }),
    Reversal(
      rule: "C7", shows: "the matrix of duties stands with the choice", common: app,
      when: ["compute.control": "[]"], reversed: ["compute.control": "[kernel]"],
      output: { plan in
        guard let matrix = plan.last?.duties,
          let column = matrix.columns.first(where: { $0.part == "compute" }),
          let patching = DutyMatrix.duties.firstIndex(where: { $0.key == "osPatching" })
        else { return false }
        return column.holders[patching] == .aws && column.customerDuties > 0 && matrix.days > 0
          && matrix.columns.contains { $0.part == "database" }
      }),
    Reversal(
      rule: "O1", shows: "the alarm of the next trigger watches the part that gives way",
      stages: [100_000],
      common: app,
      when: ["requests": "[{name: view, cpuMilliseconds: 8, reads: 1, writes: 3}]"],
      reversed: ["requests": "[{name: view, cpuMilliseconds: 0.5, reads: 10, writes: 1}]"],
      output: { plan in
        guard let stage = plan.last, let metric = stage.breaking.cause.metric else { return false }
        return plan.part("metrics") == "cloudwatch" && metric.namespace == "AWS/ECS"
          && stage.assessment.limits.contains {
            $0.tier == .compute && $0.metric?.name == metric.name
          }
      }),
    Reversal(
      rule: "O2", shows: "the X-Ray SDK in place gets a way out", common: app,
      when: ["system.today": "[containers, xray-sdk]"], reversed: ["system.today": "[containers]"],
      output: { plan in
        plan.notes.contains { $0.isLifecycleWarning && $0.text.contains("OpenTelemetry") }
      }),
    Reversal(
      rule: "O3", shows: "DevOps Guru is offered once metrics stand", common: app,
      when: ["system.today": "[containers, monitoring]"],
      reversed: ["system.today": "[containers]"],
      output: { says($0, "O3", "DevOps Guru can be switched on") }),
    Reversal(
      rule: "O4", shows: "CodeGuru Reviewer is closed, and what takes its place is named",
      common: app, when: ["system.today": "[containers, monitoring]"],
      reversed: ["system.today": "[containers]"],
      output: { plan in
        says(plan, "O4", "not recommended for anything new")
          && says(plan, "O4", "static analyzer")
          && !plan.notes.contains { $0.text.contains("Reviewer can comment") }
      }),
  ]

  /// Serverless v2 under a load that comes and goes.
  static let pausing: Answers = app.merging([
    "users.flashCrowd": "20", "users.peakToAverage": "10", "users.activeShareAtPeak": "0.1%",
    "users.actionsPerMinute": "0.5", "objectives.availability": "99.95%",
  ]) { $1 }
  /// So many requests at a time that their connections need a proxy.
  static let crowded: Answers = [
    "users.activeShareAtPeak": "100%", "users.actionsPerMinute": "10",
    "requests": "[{name: slow, cpuMilliseconds: 300, reads: 1, writes: 0}]",
    "objectives.p95Milliseconds": "3000", "objectives.p99Milliseconds": "5000",
  ]

  @Test(arguments: rows) func fires(_ row: Reversal) throws { try row.fires() }

  @Test(arguments: rows) func isGone(_ row: Reversal) throws { try row.isGone() }

  /// The three layers are described whatever is answered.
  @Test(arguments: PlanLawTests.seeds.prefix(12)) func everyLayerIsNamed(_ seed: UInt64) throws {
    var random = RandomAnswers(seed: seed)
    let text = try Bench.plan(random.answers()).note("P13") ?? ""
    for layer in ["Presentation: ", "Business: ", "Data: "] { #expect(text.contains(layer)) }
  }
}
