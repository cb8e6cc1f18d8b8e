import CapacityPlanning
import CatalogModel
import Roadmap
import Testing

/// The rows of compute and observability, in both directions.
@Suite struct ComputeReversals {
  static let app: Answers = [
    "frontEnd.kind": "native", "objectives.availability": "99.9%", "team.skills": "[containers]",
  ]

  static let rows: [Reversal] = [
    Reversal(
      rule: "C1", shows: "control over the machine means EC2", common: app,
      when: ["compute.control": "[gpu]"], reversed: ["compute.control": "[]"],
      output: { ["ec2-asg", "ecs-ec2"].contains($0.part("compute")) }),
    Reversal(
      rule: "C2", shows: "what a rush faster than the warm-up asks for",
      common: app.merging(["compute.stateful": "true"]) { $1 },
      when: ["users.flashCrowd": "5"], reversed: ["users.flashCrowd": "1"],
      output: { plan in
        let tier = plan.last?.architecture.compute
        guard let catalog = Bench.catalog,
          let failures = try? StageFailures.all(of: plan, catalog: catalog).last,
          failures.whatIfs.contains(where: { $0.kind == .flashCrowd && !$0.figures.isEmpty })
        else { return false }
        return tier?.count == tier?.minimumCount && plan.note("C2")?.contains("rush") ?? false
      }),
    Reversal(
      rule: "C2", shows: "a rush that rises slowly is followed by new capacity",
      common: app.merging(["compute.stateful": "true", "users.flashCrowd": "5"]) { $1 },
      when: ["users.rushMinutes": "0.5"], reversed: ["users.rushMinutes": "60"],
      output: { $0.note("C2")?.contains("rush") ?? false }),
    Reversal(
      rule: "C3", shows: "ECS beats EKS also for a team that knows both", common: app,
      when: ["team.skills": "[containers, kubernetes]", "team.operations": "2"],
      reversed: [
        "team.skills": "[containers, kubernetes]", "team.operations": "2",
        "team.kubernetesNeed": "portability",
      ],
      output: {
        $0.weighed("eks", in: "compute") && ["fargate", "ecs-ec2"].contains($0.part("compute"))
      }),
    Reversal(
      rule: "C4", shows: "EKS is out without its skill or its ecosystem", common: app,
      when: ["team.skills": "[containers]", "team.operations": "2"],
      reversed: ["team.skills": "[containers, kubernetes]", "team.operations": "2"],
      output: { $0.rejected("eks", in: "compute", by: "C4") }),
    Reversal(
      rule: "C5", shows: "idle capacity is dear on nodes, full nodes are cheap",
      stages: [1_000_000],
      common: app.merging(["team.skills": "[containers, linux]", "team.operations": "3"]) { $1 },
      when: ["compute.control": "[]"], reversed: ["compute.control": "[kernel]"],
      output: { plan in
        plan.weighed("fargate", in: "compute")
          && plan.crossovers.contains { $0.rule == "C5" && $0.assumption.contains("on demand") }
      }),
    Reversal(
      rule: "C6", shows: "state excludes functions", stages: [1000],
      common: EntryReversals.functions, when: ["compute.stateful": "true"],
      reversed: ["compute.stateful": "false"],
      output: { $0.rejected("lambda", in: "compute", by: "C6") && $0.part("compute") != "lambda" }),
    Reversal(
      rule: "C6", shows: "a long job that cannot be cut excludes functions", stages: [1000],
      common: EntryReversals.functions,
      when: ["jobs": "[{name: report, minutes: 40, checkpointable: false}]"],
      reversed: ["jobs": "[{name: report, minutes: 40, checkpointable: true}]"],
      output: { $0.part("workers") == "fargate" }),
    Reversal(
      rule: "M7", shows: "background work waits in a queue for tasks of the same platform",
      common: app.merging(["compute.stateful": "true"]) { $1 },
      when: ["jobs": "[{name: report, minutes: 5}]"], reversed: ["jobs": "[]"],
      output: { $0.part("messaging:sqs") != nil && $0.part("workers") == "fargate" }),
    Reversal(
      rule: "O2", shows: "traces when more than one service is deployed",
      common: app.merging([
        "team.teams": "2", "team.people": "20", "data": "[{name: goods, service: web}]",
        "requests": "[{name: view, service: web}]",
      ]) { $1 },
      when: ["services": "[{name: web, deployedAlone: true}, {name: mail, deployedAlone: true}]"],
      reversed: ["services": "[{name: web}, {name: mail}]"],
      output: { $0.part("traces") == "xray-otel" }),
  ]

  @Test(arguments: rows) func fires(_ row: Reversal) throws { try row.fires() }

  @Test(arguments: rows) func isGone(_ row: Reversal) throws { try row.isGone() }

  /// O1: what gives way next has an alarm of its own.
  @Test func everyLimitHasAnAlarm() throws {
    let plan = try Bench.plan(Self.app, stages: [1000, 100_000])
    for (_, stage) in plan.distinctStages {
      #expect(stage.components.contains { $0.option == "cloudwatch" })
      for limit in stage.assessment.limits {
        let isHeld = ["workers", "connection pools"].contains(limit.resource)
        #expect(limit.metric.map { !$0.name.isEmpty } ?? isHeld, "\(limit.resource)")
      }
    }
  }
}
