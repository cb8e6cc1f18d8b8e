import CapacityPlanning
import CatalogModel
import OptionScoring
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
      output: {
        ["ec2-asg", "ecs-ec2"].contains($0.part("compute"))
          && $0.rejected("fargate", in: "compute", by: "C1")
          && $0.rejected("lambda", in: "compute", by: "C1")
      }),
    Reversal(
      rule: "C1", shows: "machines are chosen as the cheapest by those who can run them",
      stages: [1_000_000],
      common: app.merging(["team.operations": "4", "team.people": "12"]) { $1 },
      when: ["team.skills": "[linux]"], reversed: ["team.skills": "[containers]"],
      output: { plan in
        guard let ranking = plan.last?.decision("compute")?.ranking, let first = ranking.first
        else { return false }
        func cost(_ evaluation: Evaluation) -> Double {
          evaluation.contributions.first { $0.criterion == "cost" }?.points.value ?? 0
        }
        return plan.part("compute") == "ec2-asg"
          && ranking.allSatisfy { cost($0) <= cost(first) }
          && first.contributions.contains { $0.rule == "C1" && $0.points > .zero }
      }),
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
      rule: "C5", shows: "where tasks may run, the use from which nodes are cheaper is printed",
      stages: [1_000_000],
      common: app.merging(["team.skills": "[containers, linux]", "team.operations": "3"]) { $1 },
      when: ["compute.control": "[]"], reversed: ["compute.control": "[kernel]"],
      output: { plan in
        plan.weighed("fargate", in: "compute")
          && plan.crossovers.contains {
            $0.rule == "C5" && $0.value > 0 && $0.value < 100
              && $0.unit.contains("capacity in use") && $0.assumption.contains("on demand")
              && $0.assumption.contains("no Savings Plan")
          }
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
