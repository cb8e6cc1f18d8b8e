import CatalogModel
import Quantities
import Requirements

/// Why a unit is planned anew on entering a stage: it was cut away, or something was cut away from
/// it.
struct UnitChange {
  let text: String
  let users: Users?
  let reason: Reason
}
