import CatalogModel
import Quantities

/// The types of a region that may be taken, priced, in the order in which a skyline looks through them.
///
/// A proof makes a skyline without each of the types that were chosen: all of them go through one ranking.
final class TypeRanking: Sendable {
  let machines: [Candidate<ComputeInstance>]
  /// Of RDS and of Aurora for PostgreSQL.
  let classes: [DatabaseInstance.Engine: [Candidate<DatabaseInstance>]]

  init(_ catalog: Catalog, legacyFamilies: Set<String>, purchase: PurchaseOption?) {
    func rate(_ product: InstanceProduct, _ name: String) -> Double {
      purchase?.rate(product, type: name, in: catalog)?.ratio ?? 1
    }
    machines = catalog.computeInstances.compactMap { type in
      guard type.isCurrentGeneration, !legacyFamilies.contains(type.family) else { return nil }
      let rate = rate(.ec2, type.name)
      let price = type.hourly.value * rate
      return Candidate(
        priced: TypeSkyline.Priced(
          instance: type, rate: rate, burstBaseline: type.burstBaseline,
          generation: InstanceFamily.generation(type.family)),
        name: type.name, virtualCPUs: type.virtualCPUs, memory: type.memory.value,
        price: price, multiZonePrice: price)
    }.sorted { $0.precedes($1) }
    var classes: [DatabaseInstance.Engine: [Candidate<DatabaseInstance>]] = [:]
    for engine in [DatabaseInstance.Engine.postgres, .auroraPostgres] {
      classes[engine] = catalog.databaseInstances.compactMap { type in
        guard type.engine == engine, type.isCurrentGeneration else { return nil }
        let rate = rate(type.product, type.name)
        return Candidate(
          priced: TypeSkyline.Priced(
            instance: type, rate: rate,
            burstBaseline: RelationalSizing.burstBaseline(of: type.name, catalog),
            generation: InstanceFamily.generation(type.family)),
          name: type.name, virtualCPUs: type.virtualCPUs, memory: type.memory.value,
          price: type.hourly.value * rate,
          multiZonePrice: (type.multiZoneHourly?.value ?? .infinity) * rate)
      }.sorted { $0.precedes($1) }
    }
    self.classes = classes
  }

  /// A type with what it is compared by: a reference, since a skyline is made of some of them.
  final class Candidate<Instance: Sendable>: Sendable {
    let priced: TypeSkyline.Priced<Instance>
    let name: String
    let virtualCPUs: Int
    let memory: Double
    let price: Double
    /// With a standby; of a machine its price.
    let multiZonePrice: Double

    init(
      priced: TypeSkyline.Priced<Instance>, name: String, virtualCPUs: Int, memory: Double,
      price: Double, multiZonePrice: Double
    ) {
      self.priced = priced
      self.name = name
      self.virtualCPUs = virtualCPUs
      self.memory = memory
      self.price = price
      self.multiZonePrice = multiZonePrice
    }

    /// By vCPUs, then by price, memory, generation and name.
    func precedes(_ other: Candidate) -> Bool {
      if virtualCPUs != other.virtualCPUs { return virtualCPUs < other.virtualCPUs }
      if price != other.price { return price < other.price }
      if memory != other.memory { return memory > other.memory }
      let (own, its) = (priced.generation, other.priced.generation)
      return own != its ? own > its : name < other.name
    }

    func isNoWorse(than other: Candidate) -> Bool {
      guard virtualCPUs == other.virtualCPUs, memory >= other.memory, price <= other.price,
        multiZonePrice <= other.multiZonePrice
      else { return false }
      switch (priced.burstBaseline, other.priced.burstBaseline) {
      case (nil, _): return true
      case (_, nil): return false
      case (let own?, let its?): return own >= its
      }
    }
  }
}
