package import OrderedCollections

/// The dated facts about AWS that advice rests on, opened for one region.
package struct Catalog: Sendable {
  /// The region that instance and service prices are of.
  package let region: String
  /// Every region that the catalog has prices for, sorted.
  package let regions: [String]
  package let sources: OrderedDictionary<String, Source>
  package let services: OrderedDictionary<String, Service>
  /// Planning defaults and thresholds: `planning.*`, `benchmark.*`, `limit.*`, `sla.*`.
  package let planning: OrderedDictionary<String, Fact>
  package internal(set) var computeInstances: [ComputeInstance]
  package internal(set) var databaseInstances: [DatabaseInstance]
  package internal(set) var cacheNodes: [CacheNode]
  /// By key; a regional price hides a global one of the same key.
  package internal(set) var prices: [String: Price]
  package let decisions: OrderedDictionary<String, DecisionDefinition>
  package let stages: [StageDefinition]
  /// A hash of the files that were read, as 16 hexadecimal digits.
  package let digest: String
  /// What AWS said about services that close, also ones that no service file describes.
  package let notices: [LifecycleNotice]
  /// Ways of paying for what runs all the time, by id.
  package let purchaseOptions: OrderedDictionary<String, PurchaseOption>
  /// What was negotiated off the list prices; the prices have it taken off.
  package internal(set) var discounts: [Discount]
  /// What overlays changed, with the file of each change.
  package internal(set) var overrides: [CatalogOverride] = []
  /// Notes what is read, where somebody wants to know.
  package var reads: CatalogReads?
  /// The units that facts and prices may be in, by id; empty where the catalog has no table of them.
  package let units: OrderedDictionary<String, UnitDefinition>
  private let computeIndex: [String: Int]

  package init(
    region: String, regions: [String], sources: OrderedDictionary<String, Source>,
    services: OrderedDictionary<String, Service>, planning: OrderedDictionary<String, Fact>,
    computeInstances: [ComputeInstance], databaseInstances: [DatabaseInstance],
    cacheNodes: [CacheNode], prices: [String: Price],
    decisions: OrderedDictionary<String, DecisionDefinition>, stages: [StageDefinition],
    digest: String, notices: [LifecycleNotice] = [],
    purchaseOptions: OrderedDictionary<String, PurchaseOption> = [:],
    units: OrderedDictionary<String, UnitDefinition> = [:]
  ) {
    self.region = region
    self.regions = regions
    self.sources = sources
    self.services = services
    self.planning = planning
    self.computeInstances = computeInstances
    self.databaseInstances = databaseInstances
    self.cacheNodes = cacheNodes
    self.prices = prices
    self.decisions = decisions
    self.stages = stages
    self.digest = digest
    self.notices = notices
    self.purchaseOptions = purchaseOptions
    self.discounts = []
    self.units = units
    computeIndex = Dictionary(
      computeInstances.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// An EC2 type by name; nil where the region does not offer it.
  package func computeInstance(_ name: String) -> ComputeInstance? {
    computeIndex[name].map { computeInstances[$0] }
  }

  /// A service by id.
  package func service(_ id: String) -> Service? { services[id] }

  /// A way of paying by id.
  package func purchaseOption(_ id: String) -> PurchaseOption? { purchaseOptions[id] }

  /// A fact of a service (`lambda.timeoutSeconds`) or a planning fact (`planning.zones`) by id.
  package func fact(_ id: String) -> Fact? {
    reads?.note(id)
    if let planned = planning[id] { return planned }
    guard let dot = id.firstIndex(of: ".") else { return nil }
    return services[String(id[..<dot])]?.facts[String(id[id.index(after: dot)...])]
  }

  /// Errors that code meets when the catalog lacks what a model needs.
  package enum Gap: Error, Hashable, Sendable {
    case fact(String)
    case price(String)
    case instances(String)
    /// A purchase option by id.
    case purchase(String)
  }

  /// The number of a fact that a model needs; `id#key` names an entry of a table fact.
  package func number(_ id: String) throws(Gap) -> Double {
    guard let mark = id.lastIndex(of: "#") else {
      guard let number = fact(id)?.number else { throw .fact(id) }
      return number
    }
    guard case .table(let entries)? = fact(String(id[..<mark]))?.value,
      let number = entries[String(id[id.index(after: mark)...])]
    else { throw .fact(id) }
    return number
  }

  /// A price that a model needs.
  package func price(_ key: String) throws(Gap) -> Price {
    reads?.note(key)
    guard let price = prices[key] else { throw .price(key) }
    return price
  }
}
