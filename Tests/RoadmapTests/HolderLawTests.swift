import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import TestSupport
import Testing

/// What must hold of workers and connections, whatever is planned.
struct HolderLawTests {
  private func plan(_ seed: UInt64, runtime: String) throws -> (Plan, Catalog) {
    var random = RandomAnswers(seed: seed)
    let catalog = try Bench.catalog(stages: [1000, 100_000])
    let answers = random.answers().merging(["system.runtime": runtime]) { $1 }
    return (try Planner(catalog: catalog).plan(Bench.requirements(answers)), catalog)
  }

  /// Whoever has fewer workers waits longer on the same machines, and the rest stays as it is.
  ///
  /// Means within what the approximations are off by. Percentiles follow no such law: a request that
  /// shares its processor with fewer others is through sooner, so that the tail may be shorter.
  @Test(arguments: 1...8) func fewerWorkersAreNeverFaster(_ seed: UInt64) throws {
    let (plan, catalog) = try plan(seed, runtime: "python")
    let free = try PlanningParameters(catalog, runtime: "go-rust")
      .measured(plan.requirements.database)
    for stage in plan.stages {
      guard let planned = stage.planned, planned.architecture.compute.platform != .lambda,
        let limited = planned.assessment.latency
      else { continue }
      let unlimited = try CapacityModel(
        catalog: catalog, parameters: free, requirements: plan.requirements
      ).assess(planned.architecture, under: stage.workload)
      let latency = try #require(unlimited.latency)
      #expect(limited.all.mean >= latency.all.mean * 0.98)
      #expect(unlimited.limits.allSatisfy { $0.resource != "workers" })
      #expect(planned.assessment.limits.contains { $0.resource == "workers" })
    }
  }

  /// Samples take the fullest part of every tier from the same limits that a plan shows.
  @Test(arguments: 1...8) func strainsAreThoseOfTheLimits(_ seed: UInt64) throws {
    let (plan, catalog) = try plan(seed, runtime: "php")
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    for stage in plan.stages {
      guard let planned = stage.planned else { continue }
      let point = try model.point(planned.architecture, under: stage.workload)
      let limits = planned.assessment.limits.filter { !$0.isQuota }
      let greatest = limits.map { $0.utilization / $0.safeShare }.max() ?? 0
      #expect(point.strain == greatest)
      let costs = planned.costs.total.value
      #expect((point.cost.value - costs).magnitude <= 1e-9 * costs)
    }
  }

  /// A machine without workers to spare is named, instead of a station.
  @Test func whatIsUsedUpIsNamed() throws {
    let (plan, catalog) = try plan(3, runtime: "python")
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    for stage in plan.stages {
      guard let planned = stage.planned, planned.architecture.compute.platform != .lambda else {
        continue
      }
      let assessment = try model.assess(
        planned.architecture, under: stage.workload.scaled(by: 1000))
      #expect(assessment.latency == nil)
      #expect(assessment.latencyLimit?.text.hasSuffix("is saturated") == true)
      let idle = try model.assess(planned.architecture, under: stage.workload.scaled(by: 0))
      #expect(idle.latencyLimit == .idle)
    }
  }
}
