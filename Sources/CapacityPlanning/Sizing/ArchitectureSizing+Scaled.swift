package import CatalogModel
import Quantities
package import Requirements

extension ArchitectureSizing {
  /// The architecture with as many machines as a workload needs, of the same type and size: what a
  /// scaling group does by itself.
  ///
  /// One box and functions are returned as they are, and everything but the compute tier stays.
  package func scaled(
    _ architecture: Architecture, for workload: Workload
  ) throws(Catalog.Gap) -> Architecture {
    let tier = architecture.compute
    guard tier.platform != .singleInstance, tier.platform != .lambda else { return architecture }
    let state = try NetworkState(
      architecture, under: workload, requirements: requirements, parameters: parameters,
      catalog: catalog, zoneLost: false)
    guard let station = state.compute else { return architecture }
    func count(_ load: Double) -> Int {
      max(
        architecture.zones,
        InstanceSizing.count(
          load: load, perInstance: Double(station.servers) * station.speed,
          target: parameters.computeTarget, targetZoneLost: parameters.computeTargetZoneLost,
          zones: architecture.zones))
    }
    let peak = count(station.load.value)
    let mean = count(station.load.value * workload.meanShare)
    return architecture.counting(
      count: peak, minimumCount: workload.flashCrowd > 1 ? peak : min(peak, mean))
  }
}
