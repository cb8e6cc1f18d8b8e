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
  /// How long a function works on a request when nothing queues; nil on servers.
  var functionDuration: Seconds?
  /// The share of data accesses by store, of those that a response waits for.
  let sqlShare: Double
  let tableShare: Double
  let cacheHit: Double
  let tableHit: Double
  let entryDelay: Seconds
  let parameters: PlanningParameters

  /// Probability of a cold start; 0 on servers.
  ///
  /// - Complexity: O(√ of the offered load); limits and bills do not need it.
  var coldStart: Double {
    guard let functionDuration else { return 0 }
    return WarmPool.coldStartProbability(
      rate: origin.meanRequestRate, duration: functionDuration,
      expiry: parameters.functionIdleExpiry)
  }

  /// Writes of the SQL database that requests wait for.
  var requestWrites: RequestsPerSecond { traffic.sqlWrites - traffic.sqlIngest }
}
