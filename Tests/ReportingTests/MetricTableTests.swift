import CapacityPlanning
import Quantities
import Requirements
import Roadmap
import TemplateCases
import TestSupport
import Testing

@testable import Reporting

/// Metrics that alarms watch stand in the catalog's table: a misspelt one would never fire.
@Suite struct MetricTableTests {
  private func known() throws -> Set<[String]> {
    Set(try RepositoryFiles.rows("Catalog/metrics.tsv").map { Array($0.prefix(2)) })
  }

  @Test func everyRowNamesUnitDimensionsAndDay() throws {
    let rows = try RepositoryFiles.rows("Catalog/metrics.tsv")
    #expect(rows.allSatisfy { $0.count == 5 })
    #expect(Set(rows.map { Array($0.prefix(2)) }).count == rows.count)
  }

  @Test func partsArePublished() throws {
    let known = try known()
    for (name, request) in InfrastructureMatrix.cases {
      for trigger in InfrastructureMatrix.triggers(of: request.architecture) {
        let metric = [trigger.metric.namespace, trigger.metric.name]
        #expect(known.contains(metric), "\(name): \(metric)")
      }
    }
  }

  @Test(arguments: ExamplePlan.allCases) func limitsArePublished(_ example: ExamplePlan) throws {
    let known = try known()
    for stage in try example.input().plan.stages {
      for limit in stage.planned?.assessment.limits ?? [] {
        guard let watched = limit.metric else { continue }
        let metric = [watched.namespace, watched.name]
        #expect(known.contains(metric), "\(limit.tier.rawValue) \(limit.resource): \(metric)")
      }
    }
  }

  /// An objective counts answers within its limit among all answers, by metrics that there are, and no
  /// two have an indicator of one name.
  @Test(arguments: ExamplePlan.allCases) func objectivesCountAnswers(_ example: ExamplePlan) throws
  {
    let known = try known()
    let input = try example.input()
    let text = try #require(ServiceLevelDocument(input).files.first).contents
    let names = text.matches(of: /\n  name: ([^\n]+)|\n      name: ([^\n]+)/)
      .compactMap { $0.1 ?? $0.2 }
    #expect(Set(names).count == names.count && names.count >= 8)
    let objectives = input.plan.requirements.objectives
    let unit = text.contains("TargetResponseTime") ? 1000.0 : 1
    for limit in [objectives.p95, objectives.p99] {
      let most = DecimalText.exact(limit.milliseconds / unit)
      #expect(text.contains("statistic: \"TC(:\(most))\""))
    }
    #expect(!text.contains("statistic: p9"))
    let metrics = text.matches(of: /namespace: "([^"]+)"\n +metricName: "([^"]+)"/)
    #expect(metrics.count >= 6)
    for metric in metrics where metric.1 != "Application" {
      #expect(known.contains([String(metric.1), String(metric.2)]), "\(metric.0)")
    }
  }

  /// What a balancer answers by itself is an error as well.
  @Test func errorsOfTheBalancerCount() throws {
    for example in ExamplePlan.allCases {
      let text = try #require(ServiceLevelDocument(example.input()).files.first).contents
      guard text.contains("HTTPCode_Target_5XX_Count") else { continue }
      #expect(text.contains("HTTPCode_ELB_5XX_Count"))
      return
    }
    Issue.record("no example has a balancer")
  }
}
