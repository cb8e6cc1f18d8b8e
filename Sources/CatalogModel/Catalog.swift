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
  /// What is said where conditions hold, in the order of the file.
  package let advice: [AdviceDefinition]
  /// The rows of the rule list, by id; empty where the catalog has no list of them.
  package let rows: OrderedDictionary<String, RuleRow>
  /// The options that the catalog is read for, by decision, where they are modelled like others.
  package internal(set) var variants: [String: String] = [:]
  /// What those options read instead, by decision.
  var substitutions: [String: Substitution] = [:]
  private let computeIndex: [String: Int]
  private let databaseIndex: [String: Int]
  /// The number of every fact that has one, and of every entry of a table as `id#key`.
  private let numbers: [String: Double]
  /// Numbers that stand in for those of facts, by id.
  private var replaced: [String: Double] = [:]

  package init(
    region: String, regions: [String], sources: OrderedDictionary<String, Source>,
    services: OrderedDictionary<String, Service>, planning: OrderedDictionary<String, Fact>,
    computeInstances: [ComputeInstance], databaseInstances: [DatabaseInstance],
    cacheNodes: [CacheNode], prices: [String: Price],
    decisions: OrderedDictionary<String, DecisionDefinition>, stages: [StageDefinition],
    digest: String, notices: [LifecycleNotice] = [],
    purchaseOptions: OrderedDictionary<String, PurchaseOption> = [:],
    units: OrderedDictionary<String, UnitDefinition> = [:], advice: [AdviceDefinition] = [],
    rows: OrderedDictionary<String, RuleRow> = [:]
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
    self.advice = advice
    self.rows = rows
    computeIndex = Dictionary(
      computeInstances.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    numbers = Self.numbers(planning: planning, services: services)
    databaseIndex = Dictionary(
      databaseInstances.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// An EC2 type by name; nil where the region does not offer it.
  package func computeInstance(_ name: String) -> ComputeInstance? {
    computeIndex[name].map { computeInstances[$0] }
  }

  /// A service by id.
  package func service(_ id: String) -> Service? { services[id] }

  /// A way of paying by id.
  package func purchaseOption(_ id: String) -> PurchaseOption? { purchaseOptions[id] }

  /// A database class by name, of the first engine that the region offers it for; nil without any.
  package func databaseInstance(_ name: String) -> DatabaseInstance? {
    databaseIndex[name].map { databaseInstances[$0] }
  }

  /// The same catalog with other numbers for some facts.
  ///
  /// They are what models read when a recalled value is drawn from its range. Ids are those that
  /// `number` takes; the facts themselves stay.
  package func replacing(_ numbers: [String: Double]) -> Catalog {
    var copy = self
    copy.replaced = numbers
    return copy
  }

  /// The same catalog, which notes what is read from it somewhere else, or nowhere.
  package func noting(_ reads: CatalogReads?) -> Catalog {
    var copy = self
    copy.reads = reads
    return copy
  }

  /// A fact of a service (`lambda.timeoutSeconds`) or a planning fact (`planning.zones`) by id.
  package func fact(_ id: String) -> Fact? {
    let id = substitutions.isEmpty ? id : substituted(fact: id)
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
    let id = substitutions.isEmpty ? id : substituted(number: id)
    if let reads {
      reads.note(id)
      if let mark = id.firstIndex(of: "#") { reads.note(String(id[..<mark])) }
    }
    if !replaced.isEmpty, let number = replaced[id] { return number }
    guard let number = numbers[id] else { throw .fact(id) }
    return number
  }

  private static func numbers(
    planning: OrderedDictionary<String, Fact>, services: OrderedDictionary<String, Service>
  ) -> [String: Double] {
    var numbers: [String: Double] = [:]
    func add(_ id: String, _ fact: Fact) {
      if let number = fact.number { numbers[id] = number }
      if case .table(let entries) = fact.value {
        for (key, number) in entries { numbers["\(id)#\(key)"] = number }
      }
    }
    for service in services.values {
      for (name, fact) in service.facts { add("\(service.id).\(name)", fact) }
    }
    // A planning fact hides a service's of the same id.
    for (id, fact) in planning { add(id, fact) }
    return numbers
  }

  /// A price that a model needs.
  ///
  /// - Parameter decisions: The decisions whose options may have a price of their own in its place;
  ///   nil for all.
  package func price(
    _ key: String, of decisions: @autoclosure () -> [String]? = nil
  ) throws(Gap) -> Price {
    let key = substitutions.isEmpty ? key : substituted(price: key, of: decisions())
    reads?.note(key)
    guard let price = prices[key] else { throw .price(key) }
    return price
  }
}
