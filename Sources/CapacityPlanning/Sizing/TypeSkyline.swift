import CatalogModel
import Quantities

/// The types of a region that can be the cheapest for something: no other of as many vCPUs costs no
/// more, has no less memory and sustains its vCPUs as well.
///
/// A model sees nothing of a type but these, so that what is left out is never needed. Prices are
/// those of the purchase option. Equal types are represented by the newest generation, then by the
/// first name.
struct TypeSkyline: Sendable {
  /// EC2 types, by vCPUs, then by price.
  let machines: [Priced<ComputeInstance>]
  /// The same as far as the least that they can cost goes, in the same order.
  let machineRates: [MachineRate]
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

  /// What a machine costs for its vCPUs.
  struct MachineRate: Sendable {
    let virtualCPUs: Double
    /// USD a month, without its volume.
    let monthly: Double

    fileprivate init(_ type: Priced<ComputeInstance>) {
      virtualCPUs = Double(type.instance.virtualCPUs)
      monthly = type.instance.hourly.value * type.rate * Bill.hours
    }
  }

  /// - Parameter excluded: Types to do without.
  init(_ ranking: TypeRanking, without excluded: Set<String> = []) {
    machines = Self.front(ranking.machines, excluded)
    machineRates = machines.map(MachineRate.init)
    classes = ranking.classes.mapValues { Self.front($0, excluded) }
  }

  init(_ catalog: Catalog, legacyFamilies: Set<String>, purchase: PurchaseOption?) {
    self.init(TypeRanking(catalog, legacyFamilies: legacyFamilies, purchase: purchase))
  }

  private static func front<Instance>(
    _ all: [TypeRanking.Candidate<Instance>], _ excluded: Set<String>
  ) -> [Priced<Instance>] {
    var kept: [TypeRanking.Candidate<Instance>] = []
    for candidate in all where excluded.isEmpty || !excluded.contains(candidate.name) {
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
