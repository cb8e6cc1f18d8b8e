import CapacityPlanning
import Foundation
import Reporting
import Roadmap
import TestSupport
import Testing

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

  private func sizes(_ templates: StageTemplates, _ index: Int) throws -> [String: Any] {
    let file = try templates.files(ofStage: index).first {
      $0.path.hasSuffix("terraform.tfvars.json")
    }
    let data = Data(try #require(file).contents.utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
