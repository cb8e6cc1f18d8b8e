import CatalogModel
import OrderedCollections
import Parallelism

/// A catalog as `compiled.bin` holds it: what all regions share in one section, and a section for each region.
enum CompiledCatalog {
  /// That of what all regions share.
  static let section = "what all regions share"

  /// That of a region.
  static func section(ofRegion region: String) -> String { "prices/" + region }

  static func key(_ tree: FileTree, _ listing: CatalogListing) -> UInt64? {
    FilesKey.of(listing.shared.map(\.path), in: tree, and: listing.regions)
  }

  static func key(_ tree: FileTree, region: String) -> UInt64? {
    FilesKey.of(CatalogListing.regional(region).map(\.path), in: tree, and: [region])
  }

  /// Reads what all regions share; nil where the catalog is to be read from its files.
  ///
  /// The values are read while it is found out whether they are still those of the files.
  static func begin(_ tree: FileTree, _ listing: CatalogListing) -> CatalogBeginning? {
    guard listing.strays.isEmpty, let compiled = CompiledTrees(sparing: tree),
      let made = compiled.key(ofSection: section)
    else { return nil }
    // The longer half first, so that whoever waits for it takes the other one.
    let (values, isCurrent) = concurrently {
      () -> (SharedPart, CatalogNumbers)? in
      compiled.bytes(ofSection: section).flatMap { ValueReader.whole($0) }
        .map { (shared: SharedPart) in
          (shared, CatalogNumbers(planning: shared.planning, services: shared.services))
        }
    } _: {
      key(tree, listing) == made
    }
    guard isCurrent, let (shared, numbers) = values else { return nil }
    return CatalogBeginning(listing: listing, compiled: compiled, shared: shared, numbers: numbers)
  }

  /// Reads what is of a region alone; nil where the catalog is to be read from its files.
  static func rest(
    of tree: FileTree, _ compiled: CompiledTrees?, region: String
  ) -> CatalogRest? {
    let section = section(ofRegion: region)
    guard let compiled = compiled ?? CompiledTrees(sparing: tree),
      let made = compiled.key(ofSection: section)
    else { return nil }
    let (isCurrent, own) = concurrently {
      key(tree, region: region) == made
    } _: {
      () -> RegionalPart? in
      compiled.bytes(ofSection: section).flatMap { ValueReader.whole($0) }
    }
    guard isCurrent, let own else { return nil }
    return CatalogRest(region: region, own: own)
  }

  /// Reads a catalog; nil where it is to be read from its files.
  static func catalog(
    of tree: FileTree, _ listing: CatalogListing, region: String
  ) -> Catalog? {
    begin(tree, listing).flatMap { beginning in
      rest(of: tree, beginning.compiled, region: region).map { catalog(beginning, $0) }
    }
  }

  /// Puts a catalog together.
  static func catalog(_ beginning: CatalogBeginning, _ rest: CatalogRest) -> Catalog {
    let (shared, own) = (beginning.shared, rest.own)
    return Catalog(
      region: rest.region, regions: beginning.listing.regions, sources: shared.sources,
      services: shared.services, planning: shared.planning,
      computeInstances: own.computeInstances, databaseInstances: own.databaseInstances,
      cacheNodes: own.cacheNodes, prices: own.prices, decisions: shared.decisions,
      stages: shared.stages, digest: own.digest, notices: shared.notices,
      purchaseOptions: shared.purchaseOptions, units: shared.units, advice: shared.advice,
      rows: shared.rows, moves: shared.moves, health: shared.health, numbers: beginning.numbers)
  }

  /// The sections of the regions about which there is nothing to say, and of what they share; none where
  /// anything is discounted, which is not what tables say.
  static func sections(of tree: FileTree) -> [CompiledSection] {
    let listing = CatalogListing(tree, nil)
    // Before anything is read: what is saved meanwhile makes other keys.
    guard listing.strays.isEmpty, let shared = key(tree, listing) else { return [] }
    let keys = listing.regions.map { key(tree, region: $0) }
    var common: [UInt8]?
    var sections: [CompiledSection] = []
    for (place, reading) in CatalogReader.readAll(tree).enumerated() {
      guard reading.diagnostics.isEmpty, let catalog = reading.catalog,
        catalog.discounts.isEmpty, let key = keys[place]
      else { continue }
      var writer = ValueWriter()
      writer.add(SharedPart(catalog))
      let bytes = writer.bytes
      guard common == nil || common == bytes else { return [] }
      common = bytes
      writer = ValueWriter()
      writer.add(RegionalPart(catalog))
      sections.append(
        CompiledSection(
          name: section(ofRegion: listing.regions[place]), key: key, bytes: writer.bytes))
    }
    guard let common else { return [] }
    return [CompiledSection(name: Self.section, key: shared, bytes: common)] + sections
  }
}

/// What the catalogs of all regions share, read from their compiled form before it is known which region is wanted.
package struct CatalogBeginning: Sendable {
  let listing: CatalogListing
  let compiled: CompiledTrees
  let shared: SharedPart
  let numbers: CatalogNumbers
}

/// What the catalog of a region has besides, read from its compiled form.
package struct CatalogRest: Sendable {
  let region: String
  fileprivate let own: RegionalPart
}

/// The values of what the catalogs of all regions share.
struct SharedPart: CompiledValue, Sendable {
  let sources: OrderedDictionary<String, Source>
  let services: OrderedDictionary<String, Service>
  let planning: OrderedDictionary<String, Fact>
  let decisions: OrderedDictionary<String, DecisionDefinition>
  let stages: [StageDefinition]
  let notices: [LifecycleNotice]
  let purchaseOptions: OrderedDictionary<String, PurchaseOption>
  let units: OrderedDictionary<String, UnitDefinition>
  let advice: [AdviceDefinition]
  let rows: OrderedDictionary<String, RuleRow>
  let moves: OrderedDictionary<String, MoveDefinition>
  let health: [HealthRule]

  init(_ catalog: Catalog) {
    sources = catalog.sources
    services = catalog.services
    planning = catalog.planning
    decisions = catalog.decisions
    stages = catalog.stages
    notices = catalog.notices
    purchaseOptions = catalog.purchaseOptions
    units = catalog.units
    advice = catalog.advice
    rows = catalog.rows
    moves = catalog.moves
    health = catalog.health
  }

  init(from reader: inout ValueReader) throws(DamagedTree) {
    sources = try reader.table()
    services = try reader.table()
    planning = try reader.table()
    decisions = try reader.table()
    stages = try reader.list()
    notices = try reader.list()
    purchaseOptions = try reader.table()
    units = try reader.table()
    advice = try reader.list()
    rows = try reader.table()
    moves = try reader.table()
    health = try reader.list()
  }

  func write(to writer: inout ValueWriter) {
    writer.add(sources)
    writer.add(services)
    writer.add(planning)
    writer.add(decisions)
    writer.add(stages)
    writer.add(notices)
    writer.add(purchaseOptions)
    writer.add(units)
    writer.add(advice)
    writer.add(rows)
    writer.add(moves)
    writer.add(health)
  }
}

/// What the catalog of a region has besides.
private struct RegionalPart: CompiledValue, Sendable {
  let computeInstances: [ComputeInstance]
  let databaseInstances: [DatabaseInstance]
  let cacheNodes: [CacheNode]
  let prices: [String: Price]
  let digest: String

  init(_ catalog: Catalog) {
    computeInstances = catalog.computeInstances
    databaseInstances = catalog.databaseInstances
    cacheNodes = catalog.cacheNodes
    prices = catalog.prices
    digest = catalog.digest
  }

  init(from reader: inout ValueReader) throws(DamagedTree) {
    computeInstances = try reader.list()
    databaseInstances = try reader.list()
    cacheNodes = try reader.list()
    let count = try reader.count()
    var prices: [String: Price] = [:]
    prices.reserveCapacity(count)
    for _ in 0..<count {
      let price = try Price(from: &reader)
      prices[price.key] = price
    }
    self.prices = prices
    digest = try reader.text()
  }

  func write(to writer: inout ValueWriter) {
    writer.add(computeInstances)
    writer.add(databaseInstances)
    writer.add(cacheNodes)
    writer.add(prices.values.sorted { $0.key < $1.key })
    writer.add(digest)
  }
}
