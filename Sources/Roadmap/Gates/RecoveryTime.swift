import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// How long a system takes to answer again after the loss of a zone.
///
/// What stands in one zone is brought up in another, and its database restored from the latest
/// snapshot: `redeploy`, and `restore + GiB / rate`. What stands in several zones goes on, or fails
/// over. Object storage and tables of DynamoDB span zones. Planning values of
/// `planning.recoveryMinutes`.
struct RecoveryTime {
  let catalog: Catalog

  private func minutes(_ key: String) throws(Catalog.Gap) -> Double {
    try catalog.number("planning.recoveryMinutes#" + key)
  }

  private func restore(_ size: GiB) throws(Catalog.Gap) -> Double {
    try minutes("restore") + size.value / (try minutes("restoreGiBPerMinute"))
  }

  /// Whether the objective holds with everything in one zone, and all records in one database.
  func fitsOneZone(_ requirements: SystemRequirements) throws(Catalog.Gap) -> Bool {
    let records = requirements.dataSets.filter { $0.content != "files" }.map(\.size).sum()
    let total = try minutes("redeploy") + (try restore(records))
    return Seconds(total * 60) <= requirements.objectives.recovery
  }

  /// The time of an architecture, and the part that takes the longest, in words.
  ///
  /// - Parameter size: Of the data in the SQL database.
  func time(
    of architecture: Architecture, sqlSize size: GiB
  ) throws(Catalog.Gap) -> (time: Seconds, part: String) {
    var parts: [(minutes: Double, part: String)] = [(0, "nothing stands in one zone alone")]
    let isFunctions = architecture.compute.platform == .lambda
    if architecture.zones < 2 && !isFunctions {
      parts.append((try minutes("redeploy"), "bringing the code up in another zone"))
    }
    if let database = architecture.relational {
      switch (database.engine, database.isMultiZone) {
      case (.onInstance, _):
        parts.append(
          (
            try minutes("redeploy") + (try restore(size)),
            "a new instance, and its database from a snapshot"
          ))
      case (_, true): parts.append((try minutes("failover"), "failing over to the standby"))
      case (.rds, false): parts.append((try restore(size), "restoring the database"))
      case (.aurora, false), (.auroraServerless, false):
        // The storage has copies in three zones: only the instance is lost.
        parts.append((try minutes("machine"), "a new database instance"))
      }
    }
    let longest = parts.max { $0.minutes < $1.minutes } ?? parts[0]
    return (Seconds(longest.minutes * 60), longest.part)
  }
}
