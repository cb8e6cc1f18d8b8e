package import CapacityPlanning
package import CatalogModel
import Requirements

/// What becomes of a stage when something fails at the peak of its label.
package struct StageFailures: Hashable, Sendable {
  /// The index of the stage.
  package let stage: Int
  package let whatIfs: [WhatIf]

  /// Every stage of a plan whose architecture differs from the one before.
  ///
  /// - Throws: What the catalog lacks.
  package static func all(
    of plan: Plan, catalog: Catalog
  ) throws(Catalog.Gap) -> [StageFailures] {
    let analysis = try FailureAnalysis(
      catalog: catalog.noting(nil), parameters: plan.parameters, requirements: plan.requirements)
    var failures: [StageFailures] = []
    for index in plan.stages.indices where plan.isDistinct(index) {
      guard let planned = plan.stages[index].planned else { continue }
      failures.append(
        StageFailures(
          stage: index,
          whatIfs: try analysis.whatIfs(
            of: planned.architecture, under: plan.stages[index].workload)))
    }
    return failures
  }
}
