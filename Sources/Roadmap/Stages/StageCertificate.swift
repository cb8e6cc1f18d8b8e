package import CapacityPlanning
package import CatalogModel
import Requirements

/// The proof that the sizes of a stage are the cheapest for its design, at the peak of its label.
package struct StageCertificate: Hashable, Sendable {
  /// The index of the stage.
  package let stage: Int
  package let certificate: SizingCertificate

  /// Those of every stage of a plan whose architecture differs from the one before.
  ///
  /// - Parameter memo: What was sized for the catalog before.
  /// - Throws: What the catalog lacks.
  package static func all(
    of plan: Plan, catalog: Catalog, memo: SizingMemo = SizingMemo()
  ) throws(Catalog.Gap) -> [StageCertificate] {
    let sizing = ArchitectureSizing(
      catalog: catalog.noting(nil), parameters: plan.parameters, requirements: plan.requirements,
      memo: memo)
    return try plan.ofDistinctStages { index, planned, workload throws(Catalog.Gap) in
      let certificate =
        if let look = planned.look { look.certificate } else {
          try sizing.certificate(for: planned.design, under: workload)
        }
      return certificate.map { StageCertificate(stage: index, certificate: $0) }
    }
  }
}
