package import CatalogModel
import Quantities
package import Requirements

/// An architecture as a scaling group would run it under a sampled load: what it costs and how full
/// it is.
package struct ScaledSample: Sendable {
  package let costs: TierCosts
  package let strains: TierStrains
}

extension CapacityModel {
  /// The bill and the use of every tier, with as many machines as the load needs, of the same type.
  package func scaled(
    _ architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> ScaledSample {
    let state = try state(architecture, workload, zoneLost: false)
      .scaled(for: workload)
    let bill = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
    return ScaledSample(
      costs: try bill.totals(of: state, in: workload), strains: try strains(of: state))
  }
}

extension NetworkState {
  /// The same stations with the machines that a workload needs: what a scaling group does by itself.
  ///
  /// One box and functions are returned as they are, and everything but the compute tier stays.
  func scaled(for workload: Workload) -> NetworkState {
    let platform = architecture.compute.platform
    guard platform != .singleInstance, platform != .lambda, let station = compute else {
      return self
    }
    let held = station.workers == nil ? 0 : heldWorkers
    func count(_ share: Double) -> Int {
      let byLoad = InstanceSizing.count(
        load: station.load.value * share, perInstance: Double(station.servers) * station.speed,
        target: parameters.computeTarget, targetZoneLost: parameters.computeTargetZoneLost,
        zones: architecture.zones)
      guard let workers = station.workers else { return max(architecture.zones, byLoad) }
      let byWorkers = InstanceSizing.count(
        load: held * share, perInstance: Double(workers), target: parameters.connectionTarget,
        targetZoneLost: 1, zones: 1)
      return max(architecture.zones, byLoad, byWorkers)
    }
    let peak = count(1)
    let outruns = workload.rushOutruns(parameters.sizing.slowRush)
    let minimum = outruns ? peak : min(peak, count(workload.meanShare))
    return counting(peak, minimum)
  }

  private func counting(_ count: Int, _ minimum: Int) -> NetworkState {
    var copy = self
    copy.architecture = architecture.counting(count: count, minimumCount: minimum)
    copy.compute = compute.map { station in
      ComputeStation(
        tier: copy.architecture.compute, machines: max(1, count), load: station.load,
        agentShare: station.agentShare, workers: station.workers,
        connections: station.connections)
    }
    return copy
  }
}
