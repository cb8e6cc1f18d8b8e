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

  init(
    catalog: Catalog, requirements: SystemRequirements, units: [DeploymentUnit]
  ) throws(Catalog.Gap) {
    self.catalog = catalog
    self.requirements = requirements
    self.units = units
    awaited =
      units.count > 1
      ? AwaitedTimes(
        requirements: requirements, units: units,
        parameters: try PlanningParameters(catalog, for: requirements)
      ).all() : [:]
  }

  /// The requirements of a unit, and the parameters that hold for them.
  func requirements(
    of unit: DeploymentUnit
  ) throws(Catalog.Gap) -> (SystemRequirements, PlanningParameters) {
    let projected = requirements.projected(onto: unit, of: units)
    return (projected.awaiting(awaited), try PlanningParameters(catalog, for: projected))
  }
}
