import CatalogModel
import Quantities
import Requirements

/// The stations of an architecture under a workload, with all zones or with one lost.
struct NetworkState {
  var architecture: Architecture
  let origin: Workload
  let traffic: DataTraffic
  var compute: ComputeStation?
  var database: DatabaseStation?
  /// Probability of a cold start; 0 on servers.
  var coldStart: Double
  /// The share of data accesses by store, of those that a response waits for.
  let sqlShare: Double
  let tableShare: Double
  let cacheHit: Double
  let tableHit: Double
  let entryDelay: Seconds
  let parameters: PlanningParameters

  /// Writes of the SQL database that requests wait for.
  var requestWrites: RequestsPerSecond { traffic.sqlWrites - traffic.sqlIngest }
}
