import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// The requirements that each deployment of a system has of its own.
struct UnitProjection {
  let catalog: Catalog
  let requirements: SystemRequirements
  let units: [DeploymentUnit]
  /// How long requests wait for other units; the same whichever unit asks.
  private let awaited: [String: Seconds]
  /// Nil where the system is not divided into services.
  private let basis: ProjectionBasis?
  private let memo: ParameterMemo?

  /// - Parameter memo: Parameters of the catalog that are known already.
  init(
    catalog: Catalog, requirements: SystemRequirements, units: [DeploymentUnit],
    memo: ParameterMemo? = nil
  ) throws(Catalog.Gap) {
    self.catalog = catalog
    self.requirements = requirements
    self.units = units
    self.memo = memo
    basis = requirements.services.isEmpty ? nil : ProjectionBasis(requirements, units)
    awaited =
      units.count > 1
      ? AwaitedTimes(
        requirements: requirements, units: units,
        parameters: try Self.parameters(catalog, requirements, memo)
      ).all() : [:]
  }

  /// The requirements of a unit, and the parameters that hold for them.
  func requirements(
    of unit: DeploymentUnit
  ) throws(Catalog.Gap) -> (SystemRequirements, PlanningParameters) {
    let projected = basis.map { requirements.projected(onto: unit, $0) } ?? requirements
    return (projected.awaiting(awaited), try Self.parameters(catalog, projected, memo))
  }

  private static func parameters(
    _ catalog: Catalog, _ requirements: SystemRequirements, _ memo: ParameterMemo?
  ) throws(Catalog.Gap) -> PlanningParameters {
    if let memo { return try memo.parameters(catalog, for: requirements) }
    return try PlanningParameters(catalog, for: requirements)
  }
}
