package import OrderedCollections
package import Quantities

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
  package internal(set) var decisions: OrderedDictionary<String, DecisionDefinition>
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
  /// What is known of each kind of change, by the names of their efforts.
  package let moves: OrderedDictionary<String, MoveDefinition>
  /// The options that the catalog is read for, by decision, where they are modelled like others.
  package internal(set) var variants: [String: String] = [:]
  /// What those options read instead, by decision.
  var substitutions: [String: Substitution] = [:]
  private let computeIndex: [String: Int]
  private let databaseIndex: [String: Int]
  private let classIndex: [InstanceKey<DatabaseInstance.Engine>: Int]
  private let nodeIndex: [InstanceKey<CacheNode.Engine>: Int]
  /// Where the number of a fact is kept, and that of every entry of a table as `id#key`.
  private let places: [String: Int]
  private var numbers: [Double]

  package init(
    region: String, regions: [String], sources: OrderedDictionary<String, Source>,
    services: OrderedDictionary<String, Service>, planning: OrderedDictionary<String, Fact>,
    computeInstances: [ComputeInstance], databaseInstances: [DatabaseInstance],
    cacheNodes: [CacheNode], prices: [String: Price],
    decisions: OrderedDictionary<String, DecisionDefinition>, stages: [StageDefinition],
    digest: String, notices: [LifecycleNotice] = [],
    purchaseOptions: OrderedDictionary<String, PurchaseOption> = [:],
    units: OrderedDictionary<String, UnitDefinition> = [:], advice: [AdviceDefinition] = [],
    rows: OrderedDictionary<String, RuleRow> = [:],
    moves: OrderedDictionary<String, MoveDefinition> = [:]
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
    self.moves = moves
    computeIndex = Dictionary(
      computeInstances.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    (places, numbers) = Self.numbers(planning: planning, services: services)
    classIndex = Dictionary(
      databaseInstances.enumerated().map { (InstanceKey($1.name, $1.engine), $0) },
      uniquingKeysWith: { first, _ in first })
    nodeIndex = Dictionary(
      cacheNodes.enumerated().map { (InstanceKey($1.name, $1.engine), $0) },
      uniquingKeysWith: { first, _ in first })
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

  /// A database class by name and engine; nil where the region does not offer it.
  package func databaseInstance(
    _ name: String, engine: DatabaseInstance.Engine
  ) -> DatabaseInstance? {
    classIndex[InstanceKey(name, engine)].map { databaseInstances[$0] }
  }

  /// The vCPUs and the memory of a database class; nil where the region does not offer it.
  package func databaseSize(_ name: String) -> (virtualCPUs: Int, memory: GiB)? {
    databaseIndex[name].map {
      (databaseInstances[$0].virtualCPUs, databaseInstances[$0].memory)
    }
  }

  /// The share of its vCPUs that a burstable EC2 type sustains; nil for any other.
  package func burstBaseline(_ name: String) -> Double? {
    computeIndex[name].flatMap { computeInstances[$0].burstBaseline }
  }

  /// A node type of ElastiCache by name and engine; nil where the region does not offer it.
  package func cacheNode(_ name: String, engine: CacheNode.Engine) -> CacheNode? {
    nodeIndex[InstanceKey(name, engine)].map { cacheNodes[$0] }
  }

  /// Where the numbers of some facts are kept, so that they can be replaced over and over.
  package struct NumberPlaces: Sendable {
    fileprivate let places: [Int]
  }

  /// The places of facts by the ids that `number` takes.
  ///
  /// - Throws: The first fact without a number.
  package func places(of ids: [String]) throws(Gap) -> NumberPlaces {
    var found: [Int] = []
    for id in ids {
      guard let place = places[id] else { throw .fact(id) }
      found.append(place)
    }
    return NumberPlaces(places: found)
  }

  /// The same catalog with other numbers for some facts, one for each place.
  ///
  /// They are what models read when a recalled value is drawn from its range; the facts themselves
  /// stay.
  package func replacing(_ facts: NumberPlaces, by numbers: [Double]) -> Catalog {
    precondition(facts.places.count == numbers.count, "a number for each place")
    var copy = self
    for (place, number) in zip(facts.places, numbers) { copy.numbers[place] = number }
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
    guard let place = places[id] else { throw .fact(id) }
    return numbers[place]
  }

  private static func numbers(
    planning: OrderedDictionary<String, Fact>, services: OrderedDictionary<String, Service>
  ) -> (places: [String: Int], numbers: [Double]) {
    var places: [String: Int] = [:]
    var numbers: [Double] = []
    func add(_ id: String, _ number: Double) {
      if let place = places[id] {
        numbers[place] = number
      } else {
        places[id] = numbers.count
        numbers.append(number)
      }
    }
    func add(_ id: String, _ fact: Fact) {
      if let number = fact.number { add(id, number) }
      if case .table(let entries) = fact.value {
        for (key, number) in entries { add("\(id)#\(key)", number) }
      }
    }
    for service in services.values {
      for (name, fact) in service.facts { add("\(service.id).\(name)", fact) }
    }
    // A planning fact hides a service's of the same id.
    for (id, fact) in planning { add(id, fact) }
    return (places, numbers)
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

/// A type by its name and what runs on it.
private struct InstanceKey<Engine: Hashable & Sendable>: Hashable, Sendable {
  let name: String
  let engine: Engine

  init(_ name: String, _ engine: Engine) {
    self.name = name
    self.engine = engine
  }
}
