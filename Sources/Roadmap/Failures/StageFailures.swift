package import CapacityPlanning
package import CatalogModel
import Parallelism
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
    return try plan.stages.indices.filter(plan.isDistinct).parallelTries {
      index throws(Catalog.Gap) -> StageFailures? in
      guard let planned = plan.stages[index].planned else { return nil }
      let whatIfs =
        if let look = planned.look { look.whatIfs } else {
          try analysis.whatIfs(of: planned.architecture, under: plan.stages[index].workload)
        }
      return StageFailures(stage: index, whatIfs: whatIfs)
    }.compactMap { $0 }
  }
}
