import ArgumentParser
import CatalogModel
import OrderedCollections

/// `tenfold catalog list`: services, instance types of one kind, or prices.
struct CatalogListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List services, instance types with their prices, or prices.",
    discussion: """
      Services are listed unless --instances names a kind or --prices the beginning of price keys. \
      A star marks what rests on recall: no document was read for it.
      """)

  @Flag(help: "List the services (the default).")
  var services = false

  @Option(help: "List instance types: ec2, rds, aurora or elasticache.")
  var instances: String?

  @Option(
    help: ArgumentHelp("List prices whose keys begin so; `.` for all.", valueName: "beginning"))
  var prices: String?

  @Option(help: "The region that prices are of.")
  var region = "us-east-1"

  @Option(
    help: """
      Sort by name, category or state; instances by name, vcpu, memory, price, price-per-vcpu or \
      price-per-gib; prices by name or price.
      """)
  var sort = "name"

  @Flag(help: "The greatest first.")
  var descending = false

  @Option(help: "Show no more than this many.")
  var limit: Int?

  @Option(help: ArgumentHelp("Show these columns, in this order.", valueName: "a,b"))
  var columns: String?

  @Option(help: "Only services of this category, such as compute.")
  var category: String?

  @Option(help: "Only services in this state: active, maintenance, closed or retired.")
  var state: String?

  @OptionGroup(title: "Instance filters") var filters: InstanceFilterOptions

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    if [services, instances != nil, prices != nil].count(where: { $0 }) > 1 {
      throw ValidationError("--services, --instances and --prices exclude each other.")
    }
    if instances == nil && filters.isUsed {
      throw ValidationError(
        "--family, --arch, --engine, --generation, --min- and --max- need --instances.")
    }
    if (category != nil || state != nil) && (instances != nil || prices != nil) {
      throw ValidationError("--category and --state are of services.")
    }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
    if columns != nil && format == .json {
      throw ValidationError("--columns are of the text; JSON has every member.")
    }
    _ = try kind
    _ = try sortKey
    try filters.check(try kind)
  }

  func run() throws {
    let catalog = try options.open(region: region)
    if let kind = try kind {
      let filter = try filters.filter(catalog, kind: kind)
      let all = InstanceListing.all(catalog, kind: kind)
      let list = InstanceListing(all.filter(filter.takes), kind: kind, sortedBy: try sortKey)
      if list.rows.isEmpty {
        throw ValidationError("No type of \(kind.rawValue) in \(region) matches.")
      }
      try write(list.rows, list.table, of: "types in \(region), on demand")
    } else if let prices {
      let beginning = prices == "." ? "" : prices
      let list = PriceListing(catalog, beginning: beginning, sortedBy: try sortKey)
      if list.rows.isEmpty {
        let near = Spelling.nearest(to: prices, among: PriceListing.beginnings(catalog))
        throw ValidationError(
          "No price of \(region) begins with '\(prices)'."
            + (near.map { " Did you mean '\($0)'?" } ?? ""))
      }
      try write(list.rows, list.table, of: "prices in \(region)")
    } else {
      let categories = Set(catalog.services.values.map(\.category)).sorted()
      let category = try category.map {
        try ListWord.checked($0, "--category", known: categories)
      }
      let state = try state.map { try ListWord.value($0, "--state") as Lifecycle.State }
      let list = ServiceListing(
        catalog, category: category, state: state?.rawValue, sortedBy: try sortKey)
      try write(
        list.rows, list.table, of: "services. * no document was read for these facts")
    }
  }

  private var kind: InstanceKind? {
    get throws { try instances.map { try ListWord.value($0, "--instances") } }
  }

  private var sortKey: ListSortKey {
    get throws {
      let key: ListSortKey = try ListWord.value(sort, "--sort")
      let fitting = ListSortKey.allCases.filter {
        $0.fits(instances: instances != nil, prices: prices != nil)
      }
      if fitting.contains(key) { return key }
      let list = instances != nil ? "instances" : prices != nil ? "prices" : "services"
      throw ValidationError(
        "--sort \(sort) does not fit \(list); use "
          + "\(fitting.map(\.rawValue).joined(separator: ", ")).")
    }
  }

  private func write<Row: Encodable>(
    _ rows: [Row], _ table: ListTable<Row>, of noun: String
  ) throws {
    let ordered = descending ? rows.reversed() : rows
    let shown = Array(ordered.prefix(limit ?? rows.count))
    if format == .json {
      Console.write(try Console.json(shown))
      return
    }
    let count = shown.count < rows.count ? "\(shown.count) of \(rows.count)" : "\(rows.count)"
    Console.write(try table.text(shown, chosen: columns) + "\n\(count) \(noun)\n")
  }
}

/// The options that choose among instance types.
struct InstanceFilterOptions: ParsableArguments {
  @Option(help: "Only instance types of this family, such as m7g.")
  var family: String?

  @Option(help: "Only EC2 types of this architecture: arm64 or x86_64.")
  var arch: String?

  @Option(help: "Only databases and caches of this engine, such as postgres or valkey.")
  var engine: String?

  @Option(help: "Only types of this generation: current or previous.")
  var generation: String?

  @Option(help: "At least this many vCPUs.")
  var minVcpu: Double?

  @Option(help: "At most this many vCPUs.")
  var maxVcpu: Double?

  @Option(help: ArgumentHelp("At least this much memory.", valueName: "GiB"))
  var minMemory: Double?

  @Option(help: ArgumentHelp("At most this much memory.", valueName: "GiB"))
  var maxMemory: Double?

  @Option(help: ArgumentHelp("At most this price.", valueName: "USD/hour"))
  var maxPrice: Double?

  var isUsed: Bool {
    [family, arch, engine, generation].contains { $0 != nil }
      || [minVcpu, maxVcpu, minMemory, maxMemory, maxPrice].contains { $0 != nil }
  }

  /// Checks what can be checked without a catalog.
  func check(_ kind: InstanceKind?) throws {
    if arch != nil && kind != .ec2 { throw ValidationError("--arch needs --instances ec2.") }
    if engine != nil && kind == .ec2 {
      throw ValidationError("--engine is of databases and caches, not of ec2.")
    }
    _ = try arch.map { try ListWord.checked($0, "--arch", known: ["arm64", "x86_64"]) }
    _ = try generation.map {
      try ListWord.checked($0, "--generation", known: ["current", "previous"])
    }
    let bounds = [
      ("vcpu", minVcpu, maxVcpu), ("memory", minMemory, maxMemory), ("price", nil, maxPrice),
    ]
    for (name, least, greatest) in bounds {
      if (least ?? 0) < 0 || (greatest ?? 0) < 0 {
        throw ValidationError("--min-\(name) and --max-\(name) take numbers from 0.")
      }
      if let least, let greatest, least > greatest {
        throw ValidationError("--min-\(name) is greater than --max-\(name).")
      }
    }
  }

  /// The filter; families and engines are those of the catalog.
  func filter(_ catalog: Catalog, kind: InstanceKind) throws -> InstanceFilter {
    let rows = InstanceListing.all(catalog, kind: kind)
    let families = Set(rows.map(\.family)).sorted()
    let engines = Set(rows.compactMap(\.engine)).sorted()
    return InstanceFilter(
      family: try family.map { try ListWord.checked($0, "--family", known: families) },
      architecture: arch,
      engine: try engine.map { try ListWord.checked($0, "--engine", known: engines) },
      isCurrent: generation.map { $0 == "current" },
      virtualCPUs: (minVcpu ?? 0)...(maxVcpu ?? .infinity),
      memory: (minMemory ?? 0)...(maxMemory ?? .infinity), price: 0...(maxPrice ?? .infinity))
  }
}

/// The kinds of instance types.
enum InstanceKind: String, CaseIterable {
  case ec2, rds, aurora, elasticache
}

/// What a list is sorted by; equals stay in the order of their names.
enum ListSortKey: String, CaseIterable {
  case name, category, state, vcpu, memory, price
  case pricePerVCPU = "price-per-vcpu"
  case pricePerGiB = "price-per-gib"

  /// Whether the key makes sense for the kind of list.
  func fits(instances: Bool, prices: Bool) -> Bool {
    switch self {
    case .name: true
    case .category, .state: !instances && !prices
    case .price: instances || prices
    case .vcpu, .memory, .pricePerVCPU, .pricePerGiB: instances
    }
  }
}
