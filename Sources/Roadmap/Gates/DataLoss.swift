import CapacityPlanning
import CatalogModel
import Quantities

/// How much of the newest data is lost with a zone.
///
/// A standby of RDS is written to with every commit; the volume of Aurora, tables of DynamoDB and
/// buckets have copies in three zones. A managed database in one zone is restored to the latest point
/// in time, that of an instance from its latest snapshot. Planning values of
/// `planning.dataLossMinutes`.
struct DataLoss {
  let catalog: Catalog

  /// The loss of an architecture, and why, in words.
  func loss(of architecture: Architecture) throws(Catalog.Gap) -> (time: Seconds, text: String) {
    guard let database = architecture.relational else {
      return (.zero, "every record has copies in several zones")
    }
    switch (database.engine, database.isMultiZone) {
    case (.onInstance, _):
      return (try minutes("snapshot"), "back to the latest snapshot of the volume")
    case (.rds, false): return (try pointInTime(), "back to the latest point in time")
    case (.rds, true): return (.zero, "a standby has every commit")
    case (.aurora, _), (.auroraServerless, _):
      return (.zero, "the volume has copies of every commit in three zones")
    }
  }

  /// What a managed database in one zone loses.
  func pointInTime() throws(Catalog.Gap) -> Seconds { try minutes("pointInTime") }

  private func minutes(_ key: String) throws(Catalog.Gap) -> Seconds {
    Seconds(try catalog.number("planning.dataLossMinutes#" + key) * 60)
  }
}
