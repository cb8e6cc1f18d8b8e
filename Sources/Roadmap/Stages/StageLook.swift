import CapacityPlanning
import CatalogModel
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
    whatIfs = try FailureAnalysis(
      catalog: catalog, parameters: planner.parameters, requirements: planner.requirements
    ).whatIfs(of: stage.architecture, under: workload)
    certificate = try ArchitectureSizing(
      catalog: catalog, parameters: planner.parameters, requirements: planner.requirements,
      memo: planner.catalog.reads == nil ? planner.memo : nil
    ).certificate(for: stage.design, under: workload)
  }
}
