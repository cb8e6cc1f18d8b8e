package import CatalogModel
package import Quantities
import Queueing
package import Requirements

/// What the model says of an architecture under one sampled load, in as few numbers as bands need.
package struct LoadPoint: Hashable, Sendable {
  /// The share in use of the compute tier's CPU, or of the quota of concurrent executions.
  package let computeUtilization: Double
  /// The share in use of the database writer's CPU; 0 without a database of its own.
  package let databaseUtilization: Double
  /// The use of the fullest part over its safe share; above 1 the load is not carried.
  package let strain: Double
  /// Seconds; infinite where a station is saturated.
  package let p95: Double
  package let p99: Double
  /// The logarithm of the tail beyond an objective over what is allowed, of the worse percentile, with
  /// a zone lost where one can be; not above 0 where both objectives are met.
  let latencyExcess: Double
  /// Whether both percentiles are within their objectives, also with a zone lost.
  package var meetsLatency: Bool { latencyExcess <= 0 }
  /// The monthly bill.
  package let cost: USDPerMonth
}

extension CapacityModel {
  /// The numbers of one sample.
  ///
  /// The same stations, limits and inversion as `assess`, with percentiles to four digits and none
  /// of the classes by themselves.
  package func point(
    _ architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> LoadPoint {
    let whole = try state(architecture, workload, zoneLost: false)
    let strains = try strains(of: whole)
    let bill = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
    let hasNone = architecture.relational.map { $0.engine == .onInstance } ?? true
    let path = sampledPath(whole)
    let excess: Double
    if let lost = try zoneLostState(architecture, workload) {
      excess = latencyExcess(lost.origin.requestRate, sampledPath(lost))
    } else {
      excess = latencyExcess(whole.origin.requestRate, path)
    }
    let percentiles = path?.percentiles([0.95, 0.99])
    return LoadPoint(
      computeUtilization: whole.compute?.utilization ?? strains.executions,
      databaseUtilization: hasNone ? 0 : whole.database?.writerUtilization ?? 0,
      strain: strains.greatest,
      p95: percentiles?[0].value ?? .infinity,
      p99: percentiles?[1].value ?? .infinity, latencyExcess: excess,
      cost: try bill.totals(of: whole, in: workload).total)
  }
}
