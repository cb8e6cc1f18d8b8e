import CatalogModel
import OrderedCollections

/// Puts the files of a catalog together and checks what they say about each other.
struct CatalogAssembly {
  private let tree: FileTree
  private let region: String
  private let regions: [String]
  private var diagnostics: [Diagnostic] = []
  private var sources: OrderedDictionary<String, Source> = [:]
  private var services: OrderedDictionary<String, Service> = [:]
  private var planning: OrderedDictionary<String, Fact> = [:]
  private var planningPlaces: [String: Place] = [:]
  private var decisions: OrderedDictionary<String, DecisionDefinition> = [:]
  private var stages: [StageDefinition] = []
  private var additions: [(addition: OptionAddition, file: CatalogFile)] = []
  private var notices: [LifecycleNotice] = []
  private var units: OrderedDictionary<String, UnitDefinition> = [:]
  private var advice: [AdviceDefinition] = []
  private var health: [HealthRule] = []
  private var moves: OrderedDictionary<String, MoveDefinition> = [:]
  private var rows: OrderedDictionary<String, RuleRow> = [:]
  private var prices: [String: Price] = [:]
  private var discounts: [Discount] = []
  private var discountPlaces: OrderedDictionary<String, Place> = [:]
  private var purchaseOptions: OrderedDictionary<String, PurchaseOption> = [:]
  /// Ids of facts that some file defines, be it wrongly; naming them is not an error of its own.
  private var definedFacts: Set<String> = []
  /// Ids that the table of sources defines, be it wrongly; nil where it cannot be read at all, so
  /// that one mistake in it is not repeated at every citation.
  private var definedSources: Set<String>?
  /// Services whose file does not load.
  private var brokenServices: Set<Substring> = []
  private var citedSources: [(id: String, place: Place)] = []
  private var namedFacts: [(id: String, place: Place)] = []
  private var mentionedFacts: [(id: String, place: Place)] = []
  private var namedServices: [(id: String, place: Place)] = []

  init(tree: FileTree, region: String, regions: [String]) {
    self.tree = tree
    self.region = region
    self.regions = regions
    planning.reserveCapacity(1_000)
    planningPlaces.reserveCapacity(1_000)
    definedFacts.reserveCapacity(1_500)
  }

  /// Takes in what a file contributed; files come in the order of their paths.
  mutating func add(_ file: CatalogFile) {
    diagnostics += file.diagnostics
    citedSources += file.citedSources.map { ($0.key, $0.value) }
    namedFacts += file.namedFacts.map { ($0.key, $0.value) }
    mentionedFacts += file.mentionedFacts.map { ($0.key, $0.value) }
    namedServices += file.namedServices.map { ($0.key, $0.value) }
    if file.path.hasPrefix("services/") || file.path.hasPrefix("planning/") {
      definedFacts.formUnion(file.definitions.keys)
    }
    if file.path == "sources.yaml", file.content != nil {
      definedSources = Set(file.definitions.keys)
    }
    guard let content = file.content else {
      if file.path.hasPrefix("services/") {
        brokenServices.insert(file.path.dropFirst("services/".count).dropLast(".yaml".count))
      }
      return
    }
    switch content {
    case .sources(let list): for source in list { sources[source.id] = source }
    case .notices(let list): notices = list
    case .service(let service): services[service.id] = service
    case .planning(let facts): add(facts, from: file)
    case .decision(let decision): decisions[decision.id] = decision
    case .option(let addition): additions.append((addition, file))
    case .stages(let list): stages = list
    case .units(let list): for unit in list { units[unit.id] = unit }
    case .advice(let list): advice = list
    case .health(let list): health = list
    case .moves(let list): moves = list
    case .rows(let list): for row in list { rows[row.id] = row }
    case .servicePrices(let list): add(list)
    case .discounts(let list):
      discounts = list
      discountPlaces = file.definitions
    case .purchase(let list): add(list)
    case .computeShapes, .databaseShapes, .cacheShapes, .computePrices, .databasePrices,
      .cachePrices:
      // `JoinedTables` looks at them.
      break
    }
  }

  /// Takes in what is known of the overlays as files.
  mutating func add(_ overlays: Overlays) { diagnostics += overlays.diagnostics }

  /// Notes a file that is not read because of its name.
  mutating func warnAboutStray(_ path: String) {
    diagnostics.append(
      Diagnostic(
        .warning, at: Place(file: tree.display(path)), "the file is not read",
        remedy: "name it .yaml, or move it out of the catalog"))
  }

  /// Checks what the files say about each other, once all are taken in.
  mutating func check() {
    addOptions()
    checkReferences()
    checkDiscounts()
  }

  /// The catalog, if nothing that was found is an error; after `check`.
  ///
  /// - Parameters:
  ///   - tables: Of the same files.
  ///   - leniently: Whether what could be read makes a catalog also where errors were found, for checks
  ///     that go on.
  func finish(_ tables: JoinedTables, leniently: Bool = false) -> CatalogReading {
    let sorted = (diagnostics + tables.diagnostics).sortedByPlace()
    if sorted.hasErrors && !leniently {
      return CatalogReading(catalog: nil, diagnostics: sorted)
    }
    let catalog = Catalog(
      region: region, regions: regions, sources: sources, services: services, planning: planning,
      computeInstances: tables.compute, databaseInstances: tables.databases,
      cacheNodes: tables.caches, prices: prices, decisions: decisions, stages: stages,
      digest: tables.digest, notices: notices,
      purchaseOptions: purchaseOptions, units: units, advice: advice, rows: rows,
      moves: moves, health: health
    ).discounted(by: discounts)
    return CatalogReading(
      catalog: catalog, diagnostics: sorted,
      broken: definedFacts.union(brokenServices.map(String.init)))
  }

  private mutating func add(_ facts: [Fact], from file: CatalogFile) {
    for fact in facts {
      let place = file.definitions[fact.id] ?? Place(file: tree.display(file.path))
      if let first = planningPlaces[fact.id] {
        report("the fact `\(fact.id)` is also defined at \(first)", at: place, "keep one of them")
      } else {
        planning[fact.id] = fact
        planningPlaces[fact.id] = place
      }
    }
  }

  private mutating func addOptions() {
    var merge = OptionMerge(decisions)
    for (addition, file) in additions {
      merge.add(addition, places: file.definitions, file: tree.display(file.path))
    }
    decisions = merge.decisions
    diagnostics += merge.diagnostics
  }

  /// A regional price hides a global one of the same key, whichever file came first.
  private mutating func add(_ list: [Price]) {
    for price in list where price.region != "global" || prices[price.key] == nil {
      prices[price.key] = price
    }
  }

  private mutating func add(_ list: [PurchaseOption]) {
    for option in list where purchaseOptions.updateValue(option, forKey: option.id) != nil {
      report(
        "the purchase option `\(option.id)` is defined twice",
        at: Place(file: tree.display("purchase")), "keep one of them")
    }
  }

  /// Warns about discounts that no price of the region has.
  private mutating func checkDiscounts() {
    for discount in discounts where discount.regions.isEmpty || discount.regions.contains(region) {
      for scope in discount.of where scope.contains(".") {
        if prices.keys.contains(where: { $0.hasPrefix(scope) }) { continue }
        let starts = Set(prices.keys.map { String($0.prefix { $0 != "." }) + "." }).sorted()
        diagnostics.append(
          Diagnostic(
            .warning,
            at: discountPlaces[discount.id] ?? Place(file: tree.display("discounts.yaml")),
            "the discount `\(discount.id)` covers `\(scope)`, and no price of \(region) begins so",
            remedy: Spelling.nearest(to: scope, among: starts).map { "did you mean `\($0)`?" }))
      }
    }
    for discount in discounts {
      for name in discount.regions where !regions.contains(name) {
        let guess = Spelling.nearest(to: name, among: regions)
        report(
          "the discount `\(discount.id)` is for an unknown region `\(name)`",
          at: discountPlaces[discount.id] ?? Place(file: tree.display("discounts.yaml")),
          guess.map { "did you mean `\($0)`?" })
      }
    }
  }

  private mutating func checkReferences() {
    for (id, place) in citedSources where definedSources?.contains(id) == false {
      let guess = Spelling.nearest(to: id, among: Array(sources.keys))
      report("unknown source `\(id)`", at: place, guess.map { "did you mean `\($0)`?" })
    }
    for (id, place) in namedServices
    where services[id] == nil && !brokenServices.contains(id[...]) {
      let guess = Spelling.nearest(to: id, among: Array(services.keys))
      report("unknown service `\(id)`", at: place, guess.map { "did you mean `\($0)`?" })
    }
    for (id, place) in mentionedFacts where fact(id) == nil && !isBroken(id) {
      report("unknown fact `\(id)`", at: place, nearestFact(to: id).map { "did you mean `\($0)`?" })
    }
    for (name, place) in namedFacts {
      let parts = name.split(separator: "#", maxSplits: 1)
      let id = String(parts.first ?? "")
      switch fact(id) {
      case nil where isBroken(id): break
      case nil:
        report(
          "unknown fact `\(id)`", at: place, nearestFact(to: id).map { "did you mean `\($0)`?" })
      case let fact? where parts.count == 2:
        checkEntry(String(parts[1]), of: fact, at: place)
      case let fact? where fact.number == nil:
        report("the fact `\(id)` is not a number", at: place, nil)
      default: break
      }
    }
  }

  /// Checks `id#key`, which names an entry of a table.
  private mutating func checkEntry(_ key: String, of fact: Fact, at place: Place) {
    guard case .table(let table) = fact.value else {
      report("the fact `\(fact.id)` is not a table", at: place, "write `\(fact.id)`")
      return
    }
    if table[key] != nil { return }
    let guess = Spelling.nearest(to: key, among: Array(table.keys))
    report(
      "the table `\(fact.id)` has no entry `\(key)`", at: place,
      guess.map { "did you mean `\($0)`?" } ?? "entries: \(table.keys.joined(separator: ", "))")
  }

  private func fact(_ id: String) -> Fact? {
    if let fact = planning[id] { return fact }
    guard let dot = id.firstIndex(of: ".") else { return nil }
    return services[String(id[..<dot])]?.facts[String(id[id.index(after: dot)...])]
  }

  /// Whether the fact is missing because of an error that is reported where it stands.
  private func isBroken(_ id: String) -> Bool {
    definedFacts.contains(id) || brokenServices.contains(id.prefix { $0 != "." })
  }

  private func nearestFact(to id: String) -> String? {
    let known = services.values.flatMap { service in service.facts.values.map(\.id) }
    return Spelling.nearest(to: id, among: known + planning.keys)
  }

  private mutating func report(_ message: String, at place: Place, _ remedy: String?) {
    diagnostics.append(Diagnostic(.error, at: place, message, remedy: remedy))
  }
}
