import CapacityPlanning
import CatalogModel
import Foundation
import Quantities
import Requirements
import Roadmap
import TestSupport
import Testing

@testable import Reporting

/// Sizes, targets and thresholds of the templates are those of the plan.
@Suite struct StageSizesTests {
  @Test(arguments: ExamplePlan.allCases)
  func scalingKeepsBelowWhatIsSafe(_ example: ExamplePlan) throws {
    let input = try example.input()
    let templates = StageTemplates(
      plan: input.plan, planDigest: "0", library: try TemplateFolder.library())
    for (index, stage) in input.plan.distinctStages.enumerated() {
      let sizes = try sizes(templates, index)
      let safe = stage.planned.assessment.limits
        .first { $0.tier == .compute && $0.resource == "CPU" }?.safeShare
      if let target = sizes["app_target"] as? Double {
        let safe = try #require(safe) * 100
        #expect(target < safe && target >= safe * 0.8, "\(target) of \(safe)")
      }
      let tier = stage.planned.architecture.compute
      if [.autoScalingGroup, .ecsOnEC2, .fargate].contains(tier.platform) {
        #expect((sizes["app_target"] != nil) == (tier.count > tier.minimumCount))
      }
    }
  }

  @Test(arguments: ExamplePlan.allCases)
  func triggersFireWhereTheStageEnds(_ example: ExamplePlan) throws {
    let input = try example.input()
    let templates = StageTemplates(
      plan: input.plan, planDigest: "0", library: try TemplateFolder.library())
    for (index, stage) in input.plan.distinctStages.enumerated() {
      let tier = stage.planned.architecture.compute
      let triggers = try sizes(templates, index)["triggers"] as? [String: [String: Any]] ?? [:]
      let executions = triggers.values.first { $0["metric"] as? String == "ConcurrentExecutions" }
      if let executions, let threshold = executions["threshold"] as? Double {
        #expect(threshold <= Double(tier.concurrency), "\(threshold) of \(tier.concurrency)")
      }
      guard tier.count > tier.minimumCount, tier.platform != .lambda, !triggers.isEmpty else {
        continue
      }
      let metrics = triggers.values.compactMap { $0["metric"] as? String }
      let running = ["GroupInServiceInstances", "RunningTaskCount", "cluster_node_count"]
      #expect(metrics.contains(where: running.contains), "\(metrics)")
    }
  }

  /// As many workers always run as the day's jobs keep busy, and none lets a message wait longer than
  /// the catalog says.
  @Test(arguments: ExamplePlan.allCases) func workersFollowTheJobs(_ example: ExamplePlan) throws {
    let input = try example.input()
    let templates = StageTemplates(
      plan: input.plan, planDigest: "0", library: try TemplateFolder.library())
    let jobs = input.plan.requirements.jobs
    let runs = jobs.reduce(0) { $0 + $1.runsPerDay }
    let minutes = jobs.reduce(0) { $0 + $1.runsPerDay * $1.duration.value / 60 } / max(runs, 1)
    let wait = try input.catalog.number("planning.jobWaitMinutes")
    var checked = 0
    for (index, stage) in input.plan.distinctStages.enumerated() {
      guard let most = stage.planned.architecture.workers?.count else { continue }
      let sizes = try sizes(templates, index)
      if let least = sizes["worker_minimum"] as? Double {
        checked += 1
        #expect(
          least == min(Double(most), max(1, stage.definition.workload.jobLoad.value.rounded(.down)))
        )
      }
      if let backlog = sizes["worker_backlog"] as? Double, minutes > 0 {
        #expect(backlog == 1 || backlog * minutes <= wait, "\(backlog) x \(minutes) min")
        #expect((backlog + 1) * minutes > wait, "\(backlog) x \(minutes) min")
        checked += 1
      }
    }
    if example == .ledger { #expect(checked > 0, "its jobs run on workers") }
  }

  /// What the stage needs more of than a new account has is in the README, and nothing else.
  @Test(arguments: ExamplePlan.allCases) func quotasThatAreTooSmallAreListed(
    _ example: ExamplePlan
  ) throws {
    let input = try example.input()
    let templates = StageTemplates(
      plan: input.plan, planDigest: "0", library: try TemplateFolder.library())
    var listed = 0
    for (index, stage) in input.plan.distinctStages.enumerated() {
      let files = try templates.files(ofStage: index)
      let text = try #require(files.first { $0.path.hasSuffix("terraform/README.md") }).contents
      let functions = stage.planned.architecture.compute.concurrency
      for limit in stage.planned.assessment.limits where limit.isQuota {
        let isExecutions = limit.metric?.name == "ConcurrentExecutions"
        let isTooSmall =
          limit.load > limit.safeShare * limit.capacity
          || (isExecutions && Double(functions + 100) > limit.capacity)
        if isTooSmall {
          listed += 1
          #expect(text.contains("| \(limit.tier.rawValue): \(limit.resource) |"), "\(limit)")
        } else if limit.tier != .entry && !isExecutions {
          #expect(!text.contains("| \(limit.tier.rawValue): \(limit.resource) |"), "\(limit)")
        }
      }
    }
    if example == .alerts { #expect(listed > 0) }
  }

  /// More tasks than a service has by default are the plan's all the same, and a quota to raise.
  @Test func manyTasksAreAQuota() throws {
    let input = try ExamplePlan.webshop.input()
    let stage = try #require(
      input.plan.distinctStages.last { $0.planned.architecture.workers != nil })
    let facts = input.plan.templateFacts
    for (most, isListed) in [(facts.tasksPerService, false), (1, true)] {
      let plan = Plan(
        requirements: input.plan.requirements, parameters: input.plan.parameters,
        stages: input.plan.stages,
        templateFacts: TemplateFacts(
          health: facts.health, runtime: facts.runtime, jobWait: facts.jobWait,
          tasksPerService: most),
        currentIndex: nil, present: nil, gates: [], crossovers: [], notes: [], idleQuestions: [])
      let request = StageTemplates(
        plan: plan, planDigest: "0", library: try TemplateFolder.library()
      ).request(stage.definition, stage.planned)
      let quota = request.quotas.first { $0.name == "workers: tasks of a service" }
      #expect((quota != nil) == isListed)
      #expect(
        quota.map { $0.needed == Double(stage.planned.architecture.workers?.count ?? 0) } ?? true)
    }
  }

  private func sizes(_ templates: StageTemplates, _ index: Int) throws -> [String: Any] {
    let file = try templates.files(ofStage: index).first {
      $0.path.hasSuffix("terraform.tfvars.json")
    }
    let data = Data(try #require(file).contents.utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
