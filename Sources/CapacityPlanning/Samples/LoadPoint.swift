package import CatalogModel
import Quantities
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
  /// Whether both percentiles are within their objectives, also with a zone lost.
  package let meetsLatency: Bool
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
    let limits = try LimitBook(catalog: catalog, parameters: parameters).limits(of: whole)
    func utilization(_ tier: Tier) -> Double {
      limits.first { $0.tier == tier && ($0.resource == "CPU" || $0.isQuota) }?.utilization ?? 0
    }
    let path = mixture(whole)
    let tolerance = 1e-3
    let meets: Bool
    if let lost = try zoneLostState(architecture, workload) {
      meets = missedPercentile(lost) == nil
    } else if let path {
      meets =
        path.tail(beyond: requirements.objectives.p95) <= 0.05
        && path.tail(beyond: requirements.objectives.p99) <= 0.01
    } else {
      meets = whole.origin.requestRate.value == 0
    }
    return LoadPoint(
      computeUtilization: utilization(.compute), databaseUtilization: utilization(.database),
      strain: Self.strain(limits),
      p95: path?.percentile(0.95, tolerance: tolerance).value ?? .infinity,
      p99: path?.percentile(0.99, tolerance: tolerance).value ?? .infinity, meetsLatency: meets)
  }

  /// The use of the fullest part over its safe share; quotas, which are raised on request, do not
  /// count.
  static func strain(_ limits: [Limit]) -> Double {
    limits.reduce(0) { $1.isQuota ? $0 : max($0, $1.utilization / $1.safeShare) }
  }
}
