import CapacityPlanning
import OptionScoring
import Requirements
import Roadmap
import Testing

/// The rows P and S of the rule list, in both directions.
@Suite struct PrincipleReversals {
  static let box: Answers = [
    "frontEnd.kind": "native", "team.skills": "[linux]", "objectives.availability": "99%",
  ]

  static let rows: [Reversal] = [
    Reversal(
      rule: "P1", shows: "the first stage has no balancer, and says what will call for one",
      stages: [10, 1_000_000],
      common: box.merging(["compute.stateful": "true"]) { $1 }, when: [:],
      reversed: ["objectives.availability": "99.99%"],
      output: { plan in
        guard let first = plan.stages.first?.planned else { return false }
        return !first.components.contains { $0.slot == "balancing" }
          && first.components.allSatisfy { !$0.trigger.isEmpty }
          && first.deferred.contains { $0.title.contains("Load Balancer") && !$0.trigger.isEmpty }
      }),
    Reversal(
      rule: "P2", shows: "one box, with its breaking load", stages: [100], common: box, when: [:],
      reversed: ["objectives.availability": "99.9%"],
      output: { $0.part("compute") == "ec2-single" && $0.last?.breaking.users != nil }),
    Reversal(
      rule: "P4", shows: "teams that share a deployment are a candidate for a cut", common: box,
      when: ["team.teams": "3", "team.people": "24"],
      reversed: ["team.teams": "1", "team.people": "24"],
      output: { $0.note("P4")?.contains("candidate for a cut") ?? false }),
    Reversal(
      rule: "P4", shows: "more deployments than people can keep alive are one for a merge",
      common: box, when: ["team.teams": "5", "team.people": "6"],
      reversed: ["team.teams": "5", "team.people": "40"],
      output: { $0.note("P4")?.contains("candidate for a merge") ?? false }),
    Reversal(
      rule: "P5", shows: "an answer that influenced nothing is said to", common: box,
      when: ["users.distantShare": "0"], reversed: ["users.distantShare": "60%"],
      output: { $0.idleQuestions.contains("users.distantShare") }),
    Reversal(
      rule: "P5", shows: "a decision lists the answers that drove it", common: box,
      when: ["compute.control": "[gpu]"], reversed: ["compute.control": "[]"],
      output: { plan in
        plan.last?.decision("compute")?.questions.contains("compute.control") ?? false
      }),
    Reversal(
      rule: "P5", shows: "regulated data does not share a box with the web server",
      stages: [100], common: box, when: ["objectives.compliance": "[hipaa]"],
      reversed: ["objectives.compliance": "[]"],
      output: {
        $0.rejected("on-instance", in: "database", by: "P5") && $0.part("database") == "rds"
      }),
    Reversal(
      rule: "P5", shows: "card data does not share a box with the web server", stages: [100],
      common: box, when: ["objectives.compliance": "[pci-dss]"],
      reversed: ["objectives.compliance": "[iso-27001]"],
      output: {
        $0.rejected("on-instance", in: "database", by: "P5")
          && $0.note("P5")?.contains("PCI") ?? false
      }),
    Reversal(
      rule: "P5",
      shows: "records of a supervised institution do not share a box with the web server",
      stages: [100],
      common: box, when: ["objectives.compliance": "[bafin-dora]"],
      reversed: ["objectives.compliance": "[iso-27001]"],
      output: {
        $0.rejected("on-instance", in: "database", by: "P5")
          && $0.note("P5")?.contains("DORA") ?? false
      }),
    Reversal(
      rule: "P5", shows: "controls that one names oneself weigh patching, and rule out no option",
      stages: [100], common: box, when: ["objectives.compliance": "[iso-27001]"],
      reversed: ["objectives.compliance": "[]"],
      output: { plan in
        !plan.rejected("on-instance", in: "database", by: "P5")
          && plan.note("P5")?.contains("rule out no option") ?? false
          && plan.last?.decision("compute")?.ranking.first?.contributions.contains {
            $0.criterion == "regulated"
          } ?? false
      }),
    Reversal(
      rule: "P5", shows: "card data is not kept at the edge",
      common: [
        "frontEnd.kind": "static", "objectives.availability": "99.9%",
        "users.distantShare": "60%",
      ],
      when: ["objectives.compliance": "[pci-dss]"],
      reversed: ["objectives.compliance": "[hipaa, bafin-dora]"],
      output: { plan in
        plan.last?.decision("caching")?.rejections.contains {
          $0.option == "cloudfront" && $0.constraint == "edge-public"
        } ?? false
      }),
    Reversal(
      rule: "P5", shows: "patient records at the edge lose points",
      common: [
        "frontEnd.kind": "static", "objectives.availability": "99.9%",
        "users.distantShare": "60%",
      ],
      when: ["objectives.compliance": "[hipaa]"],
      reversed: ["objectives.compliance": "[bafin-dora]"],
      output: { plan in
        let edge = plan.last?.decision("caching")?.ranking.first { $0.option == "cloudfront" }
        return edge?.contributions.contains { $0.criterion == "patients-at-edge" && $0.score == 0 }
          ?? false
      }),
    Reversal(
      rule: "P5", shows: "the loss of the Region is said not to be judged", stages: [10_000],
      common: ["frontEnd.kind": "native"], when: ["objectives.availability": "99.999%"],
      reversed: ["objectives.availability": "99.99%"],
      output: { plan in
        plan.gates.contains {
          $0.id == "availability" && $0.observed.contains("loss of the Region is not judged")
            && $0.passes && $0.unjudged == "the loss of the Region"
        }
      }),
    Reversal(
      rule: "P6", shows: "metrics come first, and before all tuning", stages: [10_000_000],
      common: DataReversals.readHeavy, when: ["system.today": "[containers]"],
      reversed: ["system.today": "[containers, monitoring]"],
      output: { plan in
        guard let steps = plan.last?.steps, steps.contains(where: \.isTuning) else { return false }
        return steps.first?.kind == .observe && steps.first?.rule == "P6"
      }),
    Reversal(
      rule: "P7", shows: "the price of a cache stands beside that of scaling up",
      common: DataReversals.readHeavy, when: [:], reversed: DataReversals.uncacheable,
      output: { $0.note("P7")?.contains("scaling them up instead costs") ?? false }),
    Reversal(
      rule: "P7", shows: "reads are taken away before the database is scaled up",
      stages: [1000, 1_000_000], common: DataReversals.readHeavy, when: [:],
      reversed: DataReversals.uncacheable,
      output: { plan in
        let steps = plan.last?.steps ?? []
        guard let cache = steps.firstIndex(where: { $0.title.contains("ElastiCache") }) else {
          return false
        }
        let scaling = steps.firstIndex { $0.kind == .resize && $0.rule == "D13" }
        return scaling.map { cache < $0 } ?? true
      }),
    Reversal(
      rule: "P8", shows: "the difference of toil stands in the score",
      common: [
        "frontEnd.kind": "native", "team.skills": "[linux, containers]",
        "objectives.availability": "99.9%",
      ],
      when: ["team.operations": "0.2"], reversed: ["team.operations": "20"],
      output: { plan in
        func toil(_ option: String) -> Double {
          let parts =
            plan.last?.decision("compute")?.ranking
            .first { $0.option == option }?.contributions ?? []
          return parts.first { $0.criterion == "toil-team" }?.points.value ?? 0
        }
        return toil("fargate") - toil("ec2-asg") > 5
      }),
    Reversal(
      rule: "P8", shows: "a team without operations leaves the machines to AWS", stages: [100_000],
      common: [
        "frontEnd.kind": "native", "team.skills": "[linux, containers]",
        "objectives.availability": "99.9%",
      ],
      when: ["team.operations": "0.2"], reversed: ["team.operations": "4"],
      output: { plan in ["fargate", "lambda"].contains(plan.part("compute")) }),
    Reversal(
      rule: "P8", shows: "machines whose duties take more than the team's time are out",
      stages: [100_000],
      common: [
        "frontEnd.kind": "native", "team.skills": "[linux]", "objectives.availability": "99.9%",
      ],
      when: ["team.operations": "0.05"], reversed: ["team.operations": "0.2"],
      output: { $0.rejected("ec2-asg", in: "compute", by: "P8") }),
    Reversal(
      rule: "P9", shows: "two sets of one plan live in different stores", stages: [100_000],
      common: ["frontEnd.kind": "native", "objectives.availability": "99.9%"],
      when: [
        "data":
          "[{name: orders, accessShare: 50%}, {name: carts, accessShare: 50%, content: key-value, use: sessions}]"
      ],
      reversed: ["data": "[{name: orders, accessShare: 50%}, {name: items, accessShare: 50%}]"],
      output: { plan in
        Set(plan.last?.design.placement.stores.values.map(\.rawValue) ?? []).count > 1
      }),
    Reversal(
      rule: "P10", shows: "on Kubernetes the bottleneck stays, and the plan says so",
      common: ["frontEnd.kind": "native", "objectives.availability": "99.9%"],
      when: ["team.kubernetesNeed": "ecosystem", "team.skills": "[kubernetes]"],
      reversed: ["team.kubernetesNeed": "none"],
      output: {
        $0.part("compute") == "eks" && $0.note("P10")?.contains("bottleneck stays") ?? false
      }
    ),
    Reversal(
      rule: "P14", shows: "no single instance is large enough", stages: [1_000_000], common: box,
      when: ["users.activeShareAtPeak": "50%"],
      reversed: ["users.activeShareAtPeak": "0.1%"],
      output: { $0.rejected("ec2-single", in: "compute", by: "P14") }),
    Reversal(
      rule: "P14",
      shows: "relational data leaves SQL only when no class is left, and says its price",
      stages: [30_000_000],
      common: DataReversals.app.merging([
        "users.flashCrowd": "1", "data": "[{name: main, sizeGiB: 5, firstYearGiB: 20}]",
      ]) { $1 },
      when: ["requests": "[{name: a, cpuMilliseconds: 2, reads: 1, writes: 20}]"],
      reversed: ["requests": "[{name: a, cpuMilliseconds: 2, reads: 1, writes: 0.02}]"],
      output: { plan in
        plan.last?.components.contains {
          $0.slot == "table:main" && $0.trigger.contains("last resort")
            && $0.trigger.contains("USD/month")
        } ?? false
      }),
    Reversal(
      rule: "S1", shows: "the same users with more demand are at a later stage",
      stages: [100, 1000, 10000, 100_000], common: box.merging(["users.now": "900"]) { $1 },
      when: ["users.activeShareAtPeak": "80%", "users.actionsPerMinute": "60"],
      reversed: ["users.activeShareAtPeak": "0.1%"],
      output: { ($0.currentIndex ?? 0) > 0 }),
  ]

  @Test(arguments: rows) func fires(_ row: Reversal) throws { try row.fires() }

  @Test(arguments: rows) func isGone(_ row: Reversal) throws { try row.isGone() }

  @Test func theBottleneckIsTheSameOnEveryPlatform() throws {
    let common = DataReversals.readHeavy.merging(DataReversals.uncacheable) { $1 }
    let plain = try Bench.plan(common)
    let cluster = try Bench.plan(
      common.merging(["team.kubernetesNeed": "ecosystem", "team.skills": "[kubernetes]"]) { $1 })
    #expect(plain.part("compute") != "eks")
    #expect(cluster.part("compute") == "eks")
    #expect(
      cluster.last?.assessment.bottleneck?.resource == plain.last?.assessment.bottleneck?.resource)
  }

  /// A part that grows names a limit of its own, never that of another tier.
  @Test func aChangeOfSizeNamesItsOwnTier() throws {
    let plan = try Bench.plan(
      DataReversals.readHeavy.merging(DataReversals.uncacheable) { $1 },
      stages: [1000, 10000, 100_000])
    let resized = plan.distinctStages.flatMap(\.planned.steps).filter { $0.kind == .resize }
    #expect(!resized.isEmpty)
    for step in resized where step.title.contains("RDS") {
      #expect(!step.because.hasPrefix("compute"))
    }
  }

  @Test func everyStepHasAReasonAndEveryPartATrigger() throws {
    let plan = try Bench.plan(
      DataReversals.readHeavy, stages: [100, 10000, 1_000_000, 30_000_000])
    for (_, stage) in plan.distinctStages {
      for step in stage.steps { #expect(!step.reasons.isEmpty && !step.because.isEmpty) }
      for component in stage.components { #expect(!component.trigger.isEmpty) }
    }
    #expect(plan.distinctStages.count > 2)
  }
}
