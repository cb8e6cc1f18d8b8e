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

  /// Minutes until a database writes again after the loss of its instance.
  func failover(of engine: RelationalEngine, hasStandby: Bool) throws(Catalog.Gap) -> Double {
    switch (engine, hasStandby) {
    case (.onInstance, _), (.rds, false), (.aurora, false), (.auroraServerless, false):
      try minutes("machine")
    case (.rds, true): try minutes("failover")
    case (.aurora, true), (.auroraServerless, true): try minutes("failoverAurora")
    }
  }

  /// What takes the longest after the loss of a zone.
  struct Longest {
    let time: Seconds
    /// The part in words.
    let part: String
    /// What would shorten it.
    let remedy: String
  }

  /// The time of an architecture.
  ///
  /// - Parameter size: Of the data in the SQL database.
  func longest(
    of architecture: Architecture, sqlSize size: GiB
  ) throws(Catalog.Gap) -> Longest {
    var parts = [(minutes: 0.0, part: "nothing stands in one zone alone", remedy: "")]
    let standby = "a second zone with a standby does without it"
    let isFunctions = architecture.compute.platform == .lambda
    if architecture.zones < 2 && !isFunctions {
      parts.append(
        (
          try minutes("redeploy"), "bringing the code up in another zone",
          "machines in a second zone do without it"
        ))
    }
    if let database = architecture.relational {
      let failover = try failover(of: database.engine, hasStandby: database.isMultiZone)
      switch (database.engine, database.isMultiZone) {
      case (.onInstance, _):
        parts.append(
          (
            try minutes("redeploy") + (try restore(size)),
            "a new instance, and its database from a snapshot", standby
          ))
      case (.rds, true):
        parts.append(
          (
            failover, "failing over to the standby",
            "Aurora fails over in \(GateText.minutes(Seconds(try minutes("failoverAurora") * 60))), "
              + "and this plan offers no relational database that is quicker"
          ))
      case (.aurora, true), (.auroraServerless, true):
        parts.append(
          (
            failover, "failing over to another instance",
            "this plan offers no relational database that is quicker (an RDS cluster with two readable "
              + "standbys is none of its options); objectives.recoveryMinutes asks for too much"
          ))
      case (.rds, false): parts.append((try restore(size), "restoring the database", standby))
      case (.aurora, false), (.auroraServerless, false):
        // The storage has copies in three zones: only the instance is lost.
        parts.append((failover, "a new database instance", standby))
      }
    }
    let longest = parts.max { $0.minutes < $1.minutes } ?? parts[0]
    return Longest(
      time: Seconds(longest.minutes * 60), part: longest.part, remedy: longest.remedy)
  }
}
