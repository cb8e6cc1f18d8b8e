package import CatalogModel
package import Quantities

/// What a plan is judged with besides its answers and its catalog: which day it is, and what it is
/// compared with.
package struct PlanningOccasion: Sendable {
  /// The day to which ages and waivers count; nil takes the newest day of the catalog.
  package let today: CalendarDay?
  /// The cost now of the plan that this one is compared with; nil without one.
  package let baseCost: USDPerMonth?

  package init(today: CalendarDay? = nil, baseCost: USDPerMonth? = nil) {
    self.today = today
    self.baseCost = baseCost
  }

  /// The day that counts; nil where neither caller nor catalog knows one.
  func day(_ catalog: Catalog) -> CalendarDay? { today ?? catalog.newestDay }
}
