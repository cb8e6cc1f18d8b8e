package import CatalogModel
import Quantities

/// Fewest and cheapest EC2 instances for a demand: alone, in a group, or as nodes of a cluster.
package struct InstanceSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  let purchase: PurchaseOption?
  let skyline: TypeSkyline

  package init(
    catalog: Catalog, parameters: PlanningParameters, purchase: PurchaseOption? = nil
  ) {
    self.init(
      catalog: catalog, parameters: parameters, purchase: purchase,
      skyline: TypeSkyline(
        catalog, legacyFamilies: parameters.legacyFamilies, purchase: purchase))
  }

  init(
    catalog: Catalog, parameters: PlanningParameters, purchase: PurchaseOption?,
    skyline: TypeSkyline
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.purchase = purchase
    self.skyline = skyline
  }

  /// The cheapest fleet by its monthly bill, or nil when no type of the region is large enough.
  ///
  /// With `v` vCPUs each, the tier holds `n >= a / (v · target)` instances at the peak and, over
  /// `z` zones, `n - ceil(n / z) >= a / (v · target after a loss)`. A burstable type must sustain
  /// the mean load by its baseline. Equal prices go to fewer instances, then to the newer
  /// generation, then to the name.
  package func cheapest(
    _ demand: ComputeDemand, platform: ComputePlatform
  ) throws(Catalog.Gap) -> ComputeTier? {
    let volume = try volumeCost(platform)
    var best: ComputeSeries?
    for type in skyline.machines {
      guard let series = series(of: type, demand, platform, volume) else { continue }
      if let best, series.cost(0) > best.cost(0) || series.rank >= best.rank { continue }
      best = series
    }
    return best?.option(0)
  }

  /// Every type that carries the demand, with its numbers of machines.
  func all(
    _ demand: ComputeDemand, platform: ComputePlatform
  ) throws(Catalog.Gap) -> [ComputeSeries] {
    let volume = try volumeCost(platform)
    return skyline.machines.compactMap { series(of: $0, demand, platform, volume) }
  }

  /// USD a month of the root volume of a machine.
  private func volumeCost(_ platform: ComputePlatform) throws(Catalog.Gap) -> Double {
    let price = try catalog.price("ebs.gp3.gb-month", of: ["compute"])
    let rate = purchase?.rate(price: price.key)?.ratio ?? 1
    return platform.rootVolume.value * price.dollars * rate
  }

  private func series(
    of type: TypeSkyline.Priced<ComputeInstance>, _ demand: ComputeDemand,
    _ platform: ComputePlatform, _ volume: Double
  ) -> ComputeSeries? {
    // No copy of the type itself: this is done for every type of the region, again and again.
    let cores = Double(type.instance.virtualCPUs)
    let memory = type.instance.memory
    let speed = 1 - parameters.sizing.agentShare(platform, virtualCPUs: cores)
    let neededMemory =
      parameters.baseMemory + parameters.memoryPerVirtualCPU * cores + demand.dataMemory
      + parameters.sizing.agentMemory(platform)
    guard memory >= neededMemory else { return nil }
    let isSingle = platform == .singleInstance
    let zones = isSingle ? 1 : demand.zones
    guard
      let range = MachineRange(
        demand, perMachine: cores * speed, speed: speed,
        workers: parameters.workers(virtualCPUs: cores), zones: zones,
        isLarge: type.instance.virtualCPUs >= parameters.sizing.largeVirtualCPUs,
        parameters: parameters)
    else { return nil }
    guard !isSingle || range.least == 1 else { return nil }
    // Machines are not added for their credits: what the load asks for must sustain it.
    if let baseline = type.burstBaseline,
      demand.meanLoad.value > baseline * cores * Double(range.leastRunning)
    {
      return nil
    }
    let each = type.instance.hourly.value * type.rate * Bill.hours + volume
    return ComputeSeries(
      length: isSingle ? 1 : range.length,
      option: { position in
        ComputeTier(
          platform: platform, instanceType: type.instance.name, count: range.count(position),
          minimumCount: range.running(position), virtualCPUs: cores, memory: memory,
          processor: type.instance.architecture, concurrency: 0)
      }, cost: { each * Double(range.running($0)) }, generation: type.generation)
  }

  /// The least number of instances of equal capacity that carry a load, also with a zone lost.
  package static func count(
    load: Double, perInstance: Double, target: Double, targetZoneLost: Double, zones: Int
  ) -> Int {
    func least(_ share: Double) -> Int {
      max(1, Int((load / (perInstance * share) * (1 - 1e-9)).rounded(.up)))
    }
    var count = least(target)
    guard zones > 1 else { return count }
    count = max(count, zones)
    let needed = least(targetZoneLost)
    // Survivors are count - ceil(count / zones); solve upwards from the fraction that remains.
    count = max(count, needed * zones / (zones - 1))
    while count - (count + zones - 1) / zones < needed { count += 1 }
    return count
  }
}
