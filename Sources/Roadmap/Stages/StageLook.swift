import CapacityPlanning
import CatalogModel
import Parallelism
import Requirements

/// What documents tell of a stage besides the plan, looked at while the next stages are planned.
struct StageLook: Sendable {
  /// What becomes of it when something fails at the peak of its label.
  let whatIfs: [WhatIf]
  /// The proof that its sizes are the cheapest; nil where there is none.
  let certificate: SizingCertificate?

  /// Looks at a stage whose architecture differs from the one before.
  ///
  /// - Parameter planner: Of the stage.
  /// - Throws: What the catalog lacks.
  init(
    of stage: PlannedStage, under workload: Workload, _ planner: StagePlanner
  ) throws(Catalog.Gap) {
    let catalog = planner.catalog.noting(nil)
    // Whoever waits for the last look of all takes one half of it.
    let (failures, proof) = concurrently {
      Result { () throws(Catalog.Gap) in
        try FailureAnalysis(
          catalog: catalog, parameters: planner.parameters, requirements: planner.requirements
        ).whatIfs(of: stage.architecture, under: workload)
      }
    } _: {
      Result { () throws(Catalog.Gap) in
        try ArchitectureSizing(
          catalog: catalog, parameters: planner.parameters, requirements: planner.requirements,
          memo: planner.catalog.reads == nil ? planner.memo : nil
        ).certificate(for: stage.design, under: workload)
      }
    }
    whatIfs = try failures.get()
    certificate = try proof.get()
  }
}
