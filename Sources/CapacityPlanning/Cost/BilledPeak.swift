import CatalogModel
import Quantities
import Requirements

/// The peak of a workload as far as bills look at it: no station, no response time.
///
/// What it says is what `NetworkState` says with all zones, at a fraction of the work.
struct BilledPeak: Sendable {
  let volumes: MonthlyVolumes

  init(
    _ architecture: Architecture, under workload: Workload, requirements: SystemRequirements,
    parameters: PlanningParameters, catalog: Catalog
  ) throws(Catalog.Gap) {
    let hasEdgeCache = architecture.edge == .cloudFrontWithResponses
    let origin = workload.behindEdge(hitRatio: hasEdgeCache ? parameters.edgeHitRatio : 0)
    let hasAccelerator = architecture.tables.contains { $0.hasAccelerator }
    let traffic = DataTraffic(
      origin,
      stores: origin.dataSets.indices.map {
        Placement.store(of: origin.dataSets[$0].set, in: architecture)
      },
      cacheHit: architecture.cache?.hitRatio ?? 0,
      tableHit: hasAccelerator ? parameters.cacheHitRatio : 0, replicaLag: parameters.replicaLag)
    var missShare = 0.0
    if let relational = architecture.relational {
      let memory = try NetworkState.size(
        of: relational, catalog: catalog, host: architecture.compute
      ).memory
      missShare = RelationalSizing.missShare(
        size: traffic.sqlSize, memory: memory, parameters: parameters)
    }
    volumes = MonthlyVolumes(
      architecture, workload: workload, origin: origin, traffic: traffic, missShare: missShare,
      requirements: requirements, parameters: parameters)
  }
}
