import CatalogModel
import Quantities
import Synchronization

/// The types of a region that can be the cheapest for something: no other of as many vCPUs costs no
/// more, has no less memory and sustains its vCPUs as well.
///
/// A model sees nothing of a type but these, so that what is left out is never needed. Prices are
/// those of the purchase option. Equal types are represented by the newest generation, then by the
/// first name.
struct TypeSkyline: Sendable {
  /// EC2 types, by vCPUs, then by price.
  let machines: [Priced<ComputeInstance>]
  /// Classes of RDS and of Aurora for PostgreSQL.
  let classes: [DatabaseInstance.Engine: [Priced<DatabaseInstance>]]

  /// A type with what is paid for it: a reference, since every sizing goes through them.
  final class Priced<Instance: Sendable>: Sendable {
    let instance: Instance
    /// The share of the on-demand price that the purchase option leaves.
    let rate: Double
    let burstBaseline: Double?
    let generation: Int

    init(instance: Instance, rate: Double, burstBaseline: Double?, generation: Int) {
      self.instance = instance
      self.rate = rate
      self.burstBaseline = burstBaseline
      self.generation = generation
    }
  }

  /// - Parameter excluded: Types to do without.
  init(
    _ catalog: Catalog, legacyFamilies: Set<String>, purchase: PurchaseOption?,
    without excluded: Set<String> = []
  ) {
    func rate(_ product: InstanceProduct, _ name: String) -> Double {
      purchase?.rate(product, type: name, in: catalog)?.ratio ?? 1
    }
    machines = Self.front(
      catalog.computeInstances.compactMap { type in
        guard type.isCurrentGeneration, !legacyFamilies.contains(type.family),
          !excluded.contains(type.name)
        else { return nil }
        return Candidate(
          priced: Priced(
            instance: type, rate: rate(.ec2, type.name), burstBaseline: type.burstBaseline,
            generation: InstanceFamily.generation(type.family)),
          name: type.name, virtualCPUs: type.virtualCPUs, memory: type.memory.value,
          prices: [type.hourly.value * rate(.ec2, type.name)])
      })
    var classes: [DatabaseInstance.Engine: [Priced<DatabaseInstance>]] = [:]
    for engine in [DatabaseInstance.Engine.postgres, .auroraPostgres] {
      classes[engine] = Self.front(
        catalog.databaseInstances.compactMap { type in
          guard type.engine == engine, type.isCurrentGeneration, !excluded.contains(type.name)
          else { return nil }
          let rate = rate(type.product, type.name)
          return Candidate(
            priced: Priced(
              instance: type, rate: rate,
              burstBaseline: RelationalSizing.burstBaseline(of: type.name, catalog),
              generation: InstanceFamily.generation(type.family)),
            name: type.name, virtualCPUs: type.virtualCPUs, memory: type.memory.value,
            prices: [
              type.hourly.value * rate, (type.multiZoneHourly?.value ?? .infinity) * rate,
            ])
        })
    }
    self.classes = classes
  }

  private struct Candidate<Instance: Sendable> {
    let priced: Priced<Instance>
    let name: String
    let virtualCPUs: Int
    let memory: Double
    let prices: [Double]

    func isNoWorse(than other: Candidate) -> Bool {
      guard virtualCPUs == other.virtualCPUs, memory >= other.memory,
        zip(prices, other.prices).allSatisfy({ $0 <= $1 })
      else { return false }
      switch (priced.burstBaseline, other.priced.burstBaseline) {
      case (nil, _): return true
      case (_, nil): return false
      case (let own?, let its?): return own >= its
      }
    }
  }

  private static func front<Instance>(_ all: [Candidate<Instance>]) -> [Priced<Instance>] {
    func rank(_ one: Candidate<Instance>) -> (Int, Double, Double, Int, String) {
      (one.virtualCPUs, one.prices[0], -one.memory, -one.priced.generation, one.name)
    }
    var kept: [Candidate<Instance>] = []
    for candidate in all.sorted(by: { rank($0) < rank($1) }) {
      // Sorted by vCPUs: only the end of the list can be compared.
      var isDominated = false
      for other in kept.reversed() {
        guard other.virtualCPUs == candidate.virtualCPUs else { break }
        if other.isNoWorse(than: candidate) {
          isDominated = true
          break
        }
      }
      if !isDominated { kept.append(candidate) }
    }
    return kept.map(\.priced)
  }
}
