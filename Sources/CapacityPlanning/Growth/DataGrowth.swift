package import CatalogModel
package import Quantities
import RealModule
package import Requirements

/// When data outgrows what holds it: the working set the memory, the data the storage.
package struct DataGrowth: Hashable, Sendable {
  /// `memory` or `storage`.
  package let resource: String
  /// What holds it, such as an instance class.
  package let holder: String
  /// Today's size of what must fit: the working set, or all data.
  package let size: GiB
  package let limit: GiB
  /// Months from now; 0 where it does not fit today, nil where growth never leads there within a
  /// hundred years.
  package let months: Double?

  /// How the month is obtained: users grow by their share a month, and each adds data at a
  /// constant rate.
  package static let method = Method.derived

  /// The growth of the data in the SQL database of an architecture, memory first.
  ///
  /// The size after `m` months is `size(of:users:)` at the users of that month, which is searched by
  /// bisection; without growth of the users, the first year's growth goes on year by year.
  package static func all(
    _ architecture: Architecture, _ requirements: SystemRequirements,
    _ parameters: PlanningParameters, _ catalog: Catalog
  ) throws(Catalog.Gap) -> [DataGrowth] {
    guard let tier = architecture.relational, tier.engine != .onInstance else { return [] }
    let sets = Placement(architecture, requirements: requirements)
      .sets(in: .sql, of: requirements)
    let today = sets.map(\.size).sum()
    guard today > .zero else { return [] }
    func size(_ months: Double) -> Double {
      let users = requirements.users
      guard users.monthlyGrowth > 0 else {
        return sets.reduce(0) { $0 + $1.size.value + $1.firstYearGrowth.value * months / 12 }
      }
      let grown = Users(
        max(1, users.now.value)
          * GrowthCurve(monthlyGrowth: users.monthlyGrowth).factor(months: months))
      return sets.reduce(0) { $0 + requirements.size(of: $1, users: grown).value }
    }
    func months(until limit: Double) -> Double? {
      if size(0) > limit { return 0 }
      guard size(1200) > limit else { return nil }
      var (low, high) = (0.0, 1200.0)
      while high - low > 0.01 {
        let middle = (low + high) / 2
        if size(middle) > limit { high = middle } else { low = middle }
      }
      return high
    }
    var growth: [DataGrowth] = []
    let share = parameters.workingSetShare
    if let name = tier.instanceClass, let instance = catalog.databaseInstance(name), share > 0 {
      let memory = instance.memory * parameters.bufferShare
      growth.append(
        DataGrowth(
          resource: "memory", holder: name, size: today * share, limit: memory,
          months: months(until: memory.value / share)))
    }
    let isAurora = tier.engine != .rds
    let greatest =
      isAurora
      ? try catalog.number("limit.aurora.storage.max") * 1024
      : min(
        try catalog.number("limit.rds.mysqlPostgres.storage.maxGiB"),
        StorageSizing.ceiling(tier.storage).value)
    growth.append(
      DataGrowth(
        resource: "storage", holder: isAurora ? "the cluster volume" : "the volume's ceiling",
        size: today, limit: GiB(greatest), months: months(until: greatest)))
    return growth
  }
}
