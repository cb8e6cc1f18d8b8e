import CatalogModel
import Parallelism
import Requirements

extension Plan {
  /// What is told of every stage whose architecture differs from the one before, on all cores, in their
  /// order.
  ///
  /// - Parameter tell: A function of the index of a stage, the stage and the peak of its label; nil for
  ///   nothing.
  /// - Throws: The first failure, in the order of the stages.
  func ofDistinctStages<Told: Sendable>(
    _ tell: @escaping @Sendable (Int, PlannedStage, Workload) throws(Catalog.Gap) -> Told?
  ) throws(Catalog.Gap) -> [Told] {
    try stages.indices.filter(isDistinct).parallelTries { index throws(Catalog.Gap) -> Told? in
      guard let planned = stages[index].planned else { return nil }
      return try tell(index, planned, stages[index].workload)
    }.compactMap { $0 }
  }
}
