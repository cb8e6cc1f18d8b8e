import CapacityPlanning
import Reporting
import Roadmap
import TemplateCases
import TestSupport
import Testing

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
        let metric = [limit.metric.namespace, limit.metric.name]
        #expect(known.contains(metric), "\(limit.tier.rawValue) \(limit.resource): \(metric)")
      }
    }
  }
}
