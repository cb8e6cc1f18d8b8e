import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import Testing

@testable import Reporting

/// The metric that announces the end of a stage is passed at the load it is named for, and can be.
@Suite struct TriggerMetricTests {
  /// Every stage that breaks by a response time which all zones together keep, with its metric.
  private static func stages(
    _ example: ExamplePlan
  ) throws -> [(plan: Plan, stage: PlannedStage, missed: MissedLatency, metric: Metric)] {
    let plan = try example.input().plan
    return plan.distinctStages.compactMap { _, stage in
      guard case .latency(let missed) = stage.breaking.cause, missed.needsLostZone,
        let metric = TriggerMetric.metric(
          of: stage.breaking.cause, in: stage.architecture, objectives: plan.requirements.objectives
        )
      else { return nil }
      return (plan, stage, missed, metric)
    }
  }

  /// With all zones the percentile at the breaking load passes the threshold, and hardly: the objective
  /// itself is not missed there.
  @Test(arguments: ExamplePlan.allCases) func aResponseTimeIsWatchedAsItIsWithAllZones(
    _ example: ExamplePlan
  ) throws {
    let catalog = try example.input().catalog
    for (plan, stage, missed, metric) in try Self.stages(example) {
      let users = try #require(stage.breaking.users)
      let model = CapacityModel(
        catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
      let latency = try model.assess(
        stage.architecture, under: plan.requirements.workload(users: users)
      ).latency
      let all = try #require(latency).all
      let time = missed.percentile < 0.97 ? all.p95 : all.p99
      let threshold = metric.unit == "Seconds" ? metric.threshold * 1000 : metric.threshold
      #expect(threshold <= time.milliseconds * 1.001)
      #expect(threshold >= time.milliseconds * 0.98)
      #expect(stage.breaking.cause.text.contains("while a zone is lost"))
      // The alarm of the templates is the same.
      let alarm = try #require(
        StageAlarms(planned: stage, objectives: plan.requirements.objectives).alarms
          .first { $0.id == "response time" })
      #expect(alarm.threshold == metric.threshold && alarm.metric.name == metric.name)
      #expect(alarm.metric.statistic == metric.statistic)
    }
  }

  @Test func someExampleHasOne() throws {
    #expect(try ExamplePlan.allCases.contains { try !Self.stages($0).isEmpty })
  }

  /// A share of all that there is cannot be passed; of two alarms on one metric the first to go off counts.
  @Test(arguments: ExamplePlan.allCases) func everyAlarmCanGoOff(_ example: ExamplePlan) throws {
    let plan = try example.input().plan
    for (_, stage) in plan.distinctStages {
      for limit in stage.assessment.limits {
        if let metric = limit.metric, metric.unit == "Percent" { #expect(metric.threshold < 100) }
      }
      let alarms = StageAlarms(planned: stage, objectives: plan.requirements.objectives).alarms
      #expect(alarms.allSatisfy { !$0.metric.name.hasSuffix("Utilization") || $0.threshold < 100 })
      for alarm in alarms {
        let own = stage.assessment.limits.filter { alarm.id.hasPrefix($0.tier.rawValue) }
        let limits = own.compactMap(\.metric).filter {
          $0.namespace == alarm.metric.namespace && $0.name == alarm.metric.name
            && $0.statistic == alarm.metric.statistic && $0.unit == "Percent"
        }
        #expect(
          limits.allSatisfy { alarm.threshold <= DecimalText.rounded($0.threshold, digits: 9) })
      }
    }
  }
}
