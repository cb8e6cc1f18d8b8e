import CapacityPlanning
import CatalogModel
import Requirements
import Synchronization

/// The planning parameters of one catalog, read once for each runtime.
final class ParameterMemo: Sendable {
  private let known = Mutex<[String: PlanningParameters]>([:])

  /// - Throws: What the catalog lacks.
  func parameters(
    _ catalog: Catalog, for requirements: SystemRequirements
  ) throws(Catalog.Gap) -> PlanningParameters {
    // What is remembered is not read again, which somebody may want to know.
    if catalog.reads != nil { return try PlanningParameters(catalog, for: requirements) }
    let runtime = requirements.runtime
    if let parameters = known.withLock({ $0[runtime] }) {
      return parameters.measured(requirements.database)
    }
    let parameters = try PlanningParameters(catalog, runtime: runtime)
    known.withLock { $0[runtime] = parameters }
    return parameters.measured(requirements.database)
  }
}
