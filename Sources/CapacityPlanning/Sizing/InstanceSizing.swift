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
    let terms = try terms(demand, platform)
    let least = Fleet.Least(demand, terms)
    let machines = skyline.machines
    var best: (fleet: Fleet, cost: Double)?
    for (place, rate) in skyline.machineRates.enumerated() {
      // Most types cost more, whatever else there is to say of them.
      if let best, least.cost(rate) > best.cost { continue }
      guard let fleet = Fleet(of: machines[place], demand, terms) else { continue }
      if let best, !fleet.precedes(best.fleet) { continue }
      best = (fleet, fleet.cost(0))
    }
    return best?.fleet.option(0)
  }

  /// Every type that carries the demand, with its numbers of machines, by cost.
  func all(
    _ demand: ComputeDemand, platform: ComputePlatform
  ) throws(Catalog.Gap) -> [ComputeSeries] {
    let terms = try terms(demand, platform)
    return skyline.machines.compactMap { Fleet(of: $0, demand, terms) }
      .sorted { $0.precedes($1) }.map(\.series)
  }

  private func terms(
    _ demand: ComputeDemand, _ platform: ComputePlatform
  ) throws(Catalog.Gap) -> Fleet.Terms {
    Fleet.Terms(demand, platform, parameters, volume: try volumeCost(platform))
  }

  /// USD a month of the root volume of a machine.
  private func volumeCost(_ platform: ComputePlatform) throws(Catalog.Gap) -> Double {
    let price = try catalog.price("ebs.gp3.gb-month", of: ["compute"])
    let rate = purchase?.rate(price: price.key)?.ratio ?? 1
    return platform.rootVolume.value * price.dollars * rate
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
