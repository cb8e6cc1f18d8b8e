package import CatalogModel
package import Quantities

/// Fewest and cheapest EC2 instances for a demand: alone, in a group, or as nodes of a cluster.
package struct InstanceSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters

  package init(catalog: Catalog, parameters: PlanningParameters) {
    self.catalog = catalog
    self.parameters = parameters
  }

  /// A type with how many of it run at the peak and at least.
  package struct Fleet: Sendable {
    package let instance: ComputeInstance
    package let count: Int
    package let minimumCount: Int
    package let hourly: USDPerHour
  }

  /// The cheapest fleet, or nil when no type of the region is large enough.
  ///
  /// With `v` vCPUs each, the tier holds `n >= a / (v · target)` instances at the peak and, over
  /// `z` zones, `n - ceil(n / z) >= a / (v · target after a loss)`. A burstable type must sustain
  /// the mean load by its baseline. Equal prices go to fewer instances, then to the newer
  /// generation, then to the name.
  package func cheapest(
    _ demand: ComputeDemand, platform: ComputePlatform, targets: SizingTargets
  ) -> Fleet? {
    var best: Fleet?
    for instance in catalog.computeInstances
    where instance.isCurrentGeneration && !parameters.legacyFamilies.contains(instance.family) {
      guard let fleet = fleet(of: instance, demand, platform, targets) else { continue }
      if let current = best, !Self.isBetter(fleet, than: current) { continue }
      best = fleet
    }
    return best
  }

  private static func isBetter(_ left: Fleet, than right: Fleet) -> Bool {
    if left.hourly != right.hourly { return left.hourly < right.hourly }
    func rank(_ fleet: Fleet) -> (Double, Double, Int, String) {
      (
        fleet.hourly.value, Double(fleet.count),
        -InstanceFamily.generation(fleet.instance.family), fleet.instance.name
      )
    }
    return rank(left) < rank(right)
  }

  private func fleet(
    of instance: ComputeInstance, _ demand: ComputeDemand, _ platform: ComputePlatform,
    _ targets: SizingTargets
  ) -> Fleet? {
    let cores = Double(instance.virtualCPUs)
    let perInstance = cores * (1 - parameters.sizing.agentShare(platform))
    let neededMemory =
      parameters.baseMemory + parameters.memoryPerVirtualCPU * cores + demand.dataMemory
    guard instance.memory >= neededMemory else { return nil }
    let isSingle = platform == .singleInstance
    let zones = isSingle ? 1 : demand.zones
    let workers = parameters.workers(virtualCPUs: cores)
    /// By the processors, or by the workers where those are scarcer.
    func count(_ load: Erlangs, _ rate: RequestsPerSecond) -> Int {
      let byLoad = Self.count(
        load: load.value, perInstance: perInstance, target: targets.compute,
        targetZoneLost: targets.computeZoneLost, zones: zones)
      guard let workers else { return byLoad }
      let held = load.value / (1 - parameters.sizing.agentShare(platform))
      return max(
        byLoad,
        Self.count(
          load: held + (rate * demand.waitingTime).value, perInstance: Double(workers),
          target: parameters.connectionTarget, targetZoneLost: parameters.computeTargetZoneLost,
          zones: zones))
    }
    let peak = count(demand.peakLoad, demand.peakRate)
    guard !isSingle || peak == 1 else { return nil }
    // A group that scales runs what the average needs; a rush needs everything at once.
    let least = isSingle ? 1 : max(demand.zones, 1)
    let mean = count(demand.meanLoad, demand.meanRate)
    let count = max(least, peak)
    // Hundreds of small machines are slow to start and to patch; larger ones cost the same.
    if count > parameters.sizing.mostSmall
      && instance.virtualCPUs < parameters.sizing.largeVirtualCPUs
    {
      return nil
    }
    let minimum = demand.mustStandReady ? count : min(count, max(least, mean))
    if let baseline = instance.burstBaseline,
      demand.meanLoad.value > baseline * cores * Double(minimum)
    {
      return nil
    }
    return Fleet(
      instance: instance, count: count, minimumCount: minimum,
      hourly: instance.hourly * Double(minimum))
  }

  /// The least number of instances of equal capacity that carry a load, also with a zone lost.
  package static func count(
    load: Double, perInstance: Double, target: Double, targetZoneLost: Double, zones: Int
  ) -> Int {
    var count = max(1, Int((load / (perInstance * target)).rounded(.up)))
    guard zones > 1 else { return count }
    count = max(count, zones)
    let needed = max(1, Int((load / (perInstance * targetZoneLost)).rounded(.up)))
    // Survivors are count - ceil(count / zones); solve upwards from the fraction that remains.
    count = max(count, needed * zones / (zones - 1))
    while count - (count + zones - 1) / zones < needed { count += 1 }
    return count
  }
}
