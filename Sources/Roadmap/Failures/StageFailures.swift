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
    return try plan.ofDistinctStages { index, planned, workload throws(Catalog.Gap) in
      let whatIfs =
        if let look = planned.look { look.whatIfs } else {
          try analysis.whatIfs(of: planned.architecture, under: workload)
        }
      return StageFailures(stage: index, whatIfs: whatIfs)
    }
  }
}
