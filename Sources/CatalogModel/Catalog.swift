package import OrderedCollections
package import Quantities

/// The dated facts about AWS that advice rests on, opened for one region.
package struct Catalog: Sendable {
  /// What hardly ever changes, behind one reference: models copy catalogs all the time.
  private var content: CatalogContent
  /// Notes what is read, where somebody wants to know.
  package var reads: CatalogReads?
  /// The options that the catalog is read for, by decision, where they are modelled like others.
  package internal(set) var variants: [String: String] = [:]
  /// What those options read instead, by decision.
  var substitutions: [String: Substitution] = [:]
  /// The stages of a plan; nil for those that are listed.
  private var ownStages: [StageDefinition]?
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
    moves: OrderedDictionary<String, MoveDefinition> = [:], health: [HealthRule] = [],
    numbers: CatalogNumbers? = nil
  ) {
    let numbers = numbers ?? CatalogNumbers(planning: planning, services: services)
    self.numbers = numbers.numbers
    content = CatalogContent(
      CatalogFields(
        region: region,
        regions: regions,
        sources: sources,
        services: services,
        planning: planning,
        computeInstances: computeInstances,
        databaseInstances: databaseInstances,
        cacheNodes: cacheNodes,
        prices: prices,
        priceNumbers: PriceNumbers(prices),
        decisions: decisions,
        stages: stages,
        digest: digest,
        notices: notices,
        purchaseOptions: purchaseOptions,
        discounts: [],
        overrides: [],
        units: units,
        advice: advice,
        rows: rows,
        moves: moves,
        health: health,
        computeRows: NamedRows(computeInstances.lazy.map(\.name)),
        databaseRows: NamedRows(databaseInstances.lazy.map(\.name)),
        cacheRows: NamedRows(cacheNodes.lazy.map(\.name)),
        places: numbers.places,
        listed: numbers.listed,
        closed: NameTable(services.values.lazy.filter { !$0.lifecycle.isOpen }.map(\.id))))
  }

  /// An EC2 type by name; nil where the region does not offer it.
  package func computeInstance(_ name: String) -> ComputeInstance? {
    content.fields.computeRows.first(name).map { computeInstances[$0] }
  }

  /// A service by id.
  package func service(_ id: String) -> Service? { services[id] }

  /// Whether a service is closed to new customers; one that no file describes is not.
  package func isClosed(_ service: String) -> Bool { content.fields.closed[service] != nil }

  /// A way of paying by id.
  package func purchaseOption(_ id: String) -> PurchaseOption? { purchaseOptions[id] }

  /// A database class by name, of the first engine that the region offers it for; nil without any.
  package func databaseInstance(_ name: String) -> DatabaseInstance? {
    content.fields.databaseRows.first(name).map { databaseInstances[$0] }
  }

  /// A database class by name and engine; nil where the region does not offer it.
  package func databaseInstance(
    _ name: String, engine: DatabaseInstance.Engine
  ) -> DatabaseInstance? {
    let all = content.fields.databaseInstances
    return content.fields.databaseRows.first(name) { all[$0].engine == engine }.map { all[$0] }
  }

  /// The vCPUs and the memory of a database class; nil where the region does not offer it.
  package func databaseSize(_ name: String) -> (virtualCPUs: Int, memory: GiB)? {
    content.fields.databaseRows.first(name).map {
      (databaseInstances[$0].virtualCPUs, databaseInstances[$0].memory)
    }
  }

  /// The share of its vCPUs that a burstable EC2 type sustains; nil for any other.
  package func burstBaseline(_ name: String) -> Double? {
    content.fields.computeRows.first(name).flatMap { computeInstances[$0].burstBaseline }
  }

  /// A node type of ElastiCache by name and engine; nil where the region does not offer it.
  package func cacheNode(_ name: String, engine: CacheNode.Engine) -> CacheNode? {
    let all = content.fields.cacheNodes
    return content.fields.cacheRows.first(name) { all[$0].engine == engine }.map { all[$0] }
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
      guard let place = content.fields.places[id] else { throw .fact(id) }
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

  /// The same catalog for a plan of other stages.
  package func planned(in stages: [StageDefinition]) -> Catalog {
    var copy = self
    copy.ownStages = stages
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
    guard let place = content.fields.places[id] else { throw .fact(id) }
    return numbers[place]
  }

  /// The number that a rule compares with, by the id of a fact or of an entry of a table; nil where
  /// there is none.
  ///
  /// Rules go by facts as they are listed, also where models read other numbers in their place.
  package func bound(_ id: String) -> Double? {
    guard reads == nil else { return fact(id)?.number ?? (try? number(id)) }
    let id = substitutions.isEmpty ? id : substituted(number: id)
    guard let place = content.fields.places[id] else { return nil }
    return content.fields.listed[place] ?? numbers[place]
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

extension Catalog {
  /// The dollars of a price that no option replaces, where nobody notes what is read; else nil, also where
  /// there is no such price.
  package func plainDollars(_ key: String) -> Double? {
    variants.isEmpty && reads == nil ? content.fields.priceNumbers[key] : nil
  }

  /// The region that instance and service prices are of.
  package var region: String { content.fields.region }
  /// Every region that the catalog has prices for, sorted.
  package var regions: [String] { content.fields.regions }
  package var sources: OrderedDictionary<String, Source> { content.fields.sources }
  package var services: OrderedDictionary<String, Service> { content.fields.services }
  /// Planning defaults and thresholds: `planning.*`, `benchmark.*`, `limit.*`, `sla.*`.
  package var planning: OrderedDictionary<String, Fact> { content.fields.planning }
  package internal(set) var computeInstances: [ComputeInstance] {
    get { content.fields.computeInstances }
    set { change { $0.computeInstances = newValue } }
  }
  package internal(set) var databaseInstances: [DatabaseInstance] {
    get { content.fields.databaseInstances }
    set { change { $0.databaseInstances = newValue } }
  }
  package internal(set) var cacheNodes: [CacheNode] {
    get { content.fields.cacheNodes }
    set { change { $0.cacheNodes = newValue } }
  }
  /// By key; a regional price hides a global one of the same key.
  package internal(set) var prices: [String: Price] {
    get { content.fields.prices }
    set {
      change {
        $0.prices = newValue
        $0.priceNumbers = PriceNumbers(newValue)
      }
    }
  }
  package internal(set) var decisions: OrderedDictionary<String, DecisionDefinition> {
    get { content.fields.decisions }
    set { change { $0.decisions = newValue } }
  }
  /// The stages that are planned.
  package var stages: [StageDefinition] { ownStages ?? listedStages }
  /// The stages of the talk.
  package var listedStages: [StageDefinition] { content.fields.stages }
  /// A hash of the files that were read, as 16 hexadecimal digits.
  package var digest: String { content.fields.digest }
  /// What AWS said about services that close, also ones that no service file describes.
  package var notices: [LifecycleNotice] { content.fields.notices }
  /// Ways of paying for what runs all the time, by id.
  package var purchaseOptions: OrderedDictionary<String, PurchaseOption> {
    content.fields.purchaseOptions
  }
  /// What was negotiated off the list prices; the prices have it taken off.
  package internal(set) var discounts: [Discount] {
    get { content.fields.discounts }
    set { change { $0.discounts = newValue } }
  }
  /// What overlays changed, with the file of each change.
  package internal(set) var overrides: [CatalogOverride] {
    get { content.fields.overrides }
    set { change { $0.overrides = newValue } }
  }
  /// The units that facts and prices may be in, by id; empty where the catalog has no table of them.
  package var units: OrderedDictionary<String, UnitDefinition> { content.fields.units }
  /// What is said where conditions hold, in the order of the file.
  package var advice: [AdviceDefinition] { content.fields.advice }
  /// The rows of the rule list, by id; empty where the catalog has no list of them.
  package var rows: OrderedDictionary<String, RuleRow> { content.fields.rows }
  /// What is known of each kind of change, by the names of their efforts.
  package var moves: OrderedDictionary<String, MoveDefinition> { content.fields.moves }
  /// What says that a part fails, in the order of the file.
  package var health: [HealthRule] { content.fields.health }

  /// Replaces the content by one with a change; the rest of the copies keep theirs.
  private mutating func change(_ edit: (inout CatalogFields) -> Void) {
    var fields = content.fields
    edit(&fields)
    content = CatalogContent(fields)
  }
}

/// The properties of a catalog that stay.
private struct CatalogFields: Sendable {
  var region: String
  var regions: [String]
  var sources: OrderedDictionary<String, Source>
  var services: OrderedDictionary<String, Service>
  var planning: OrderedDictionary<String, Fact>
  var computeInstances: [ComputeInstance]
  var databaseInstances: [DatabaseInstance]
  var cacheNodes: [CacheNode]
  var prices: [String: Price]
  /// What follows from the prices.
  var priceNumbers: PriceNumbers
  var decisions: OrderedDictionary<String, DecisionDefinition>
  var stages: [StageDefinition]
  var digest: String
  var notices: [LifecycleNotice]
  var purchaseOptions: OrderedDictionary<String, PurchaseOption>
  var discounts: [Discount]
  var overrides: [CatalogOverride]
  var units: OrderedDictionary<String, UnitDefinition>
  var advice: [AdviceDefinition]
  var rows: OrderedDictionary<String, RuleRow>
  var moves: OrderedDictionary<String, MoveDefinition>
  var health: [HealthRule]
  var computeRows: NamedRows
  var databaseRows: NamedRows
  var cacheRows: NamedRows
  /// Where the number of a fact is kept, and that of every entry of a table as `id#key`.
  var places: NameTable
  /// The numbers of the facts themselves, by their places; nil for entries of tables, which have no other
  /// number than the one in use.
  var listed: [Double?]
  /// The services that are closed to new customers.
  var closed: NameTable
}

/// The dollars of prices by their keys.
private struct PriceNumbers: Sendable {
  private var keys: NameTable
  private var dollars: [Double] = []

  init(_ prices: [String: Price]) {
    keys = NameTable(room: prices.count)
    dollars.reserveCapacity(prices.count)
    for (key, price) in prices {
      _ = keys.add(key)
      dollars.append(price.dollars)
    }
  }

  subscript(key: String) -> Double? { keys[key].map { dollars[$0] } }
}

/// The properties of a catalog as one reference.
private final class CatalogContent: Sendable {
  let fields: CatalogFields

  init(_ fields: CatalogFields) { self.fields = fields }
}

/// The rows of a list by their names: of a type there is a row for each engine that the region offers it for.
private struct NamedRows: Sendable {
  private var names: NameTable
  /// The first and the last row of each name.
  private var ends: [(first: Int32, last: Int32)] = []
  /// The next row of the same name as each, -1 of the last.
  private var next: [Int32] = []

  init(_ list: some Sequence<String>) {
    names = NameTable(room: list.underestimatedCount)
    ends.reserveCapacity(list.underestimatedCount)
    next.reserveCapacity(list.underestimatedCount)
    for (row, name) in list.enumerated() {
      let number = names.add(name)
      next.append(-1)
      if number < ends.count {
        next[Int(ends[number].last)] = Int32(row)
        ends[number].last = Int32(row)
      } else {
        ends.append((Int32(row), Int32(row)))
      }
    }
  }

  /// The first row of a name that fits; nil where none does.
  func first(_ name: String, where fits: (Int) -> Bool = { _ in true }) -> Int? {
    guard let number = names[name] else { return nil }
    var row = Int(ends[number].first)
    while row >= 0 {
      if fits(row) { return row }
      row = Int(next[row])
    }
    return nil
  }
}
