import ArgumentParser
import CatalogModel

/// `tenfold catalog list`: the services, or the instance types of one kind with their prices.
struct CatalogListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List services, or instance types with their prices.",
    discussion: """
      Services are listed unless --instances names a kind. A star marks what rests on recall: no \
      document was read for it.
      """)

  @Flag(help: "List the services (the default).")
  var services = false

  @Option(help: "List instance types: ec2, rds, aurora or elasticache.")
  var instances: InstanceKind?

  @Option(help: "The region that prices are of.")
  var region = "us-east-1"

  @Option(help: "Sort by name, category or state; instances by name, vcpu, memory or price.")
  var sort: ListSortKey = .name

  @Option(help: "Only instance types of this family, such as m7g.")
  var family: String?

  @Option(help: "Only EC2 types of this architecture: arm64 or x86_64.")
  var arch: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    if services && instances != nil {
      throw ValidationError("--services and --instances exclude each other.")
    }
    if instances == nil && (family != nil || arch != nil) {
      throw ValidationError("--family and --arch need --instances.")
    }
    if arch != nil && instances != .ec2 { throw ValidationError("--arch needs --instances ec2.") }
    if let arch, arch != "arm64" && arch != "x86_64" {
      throw ValidationError("--arch is arm64 or x86_64, not '\(arch)'.")
    }
    if !sort.fits(instances: instances != nil) {
      throw ValidationError(
        "--sort \(sort.rawValue) does not fit "
          + (instances == nil
            ? "services; use name, category or state."
            : "instances; use name, vcpu, memory or price."))
    }
  }

  func run() throws {
    let catalog = try options.open(region: region)
    guard let instances else {
      let list = ServiceListing(catalog, sortedBy: sort)
      Console.write(format == .json ? try Console.json(list.rows) : list.text)
      return
    }
    let list = InstanceListing(
      catalog, kind: instances, family: family, architecture: arch, sortedBy: sort)
    if list.rows.isEmpty {
      throw ValidationError("No type of \(instances.rawValue) in \(region) matches.")
    }
    Console.write(format == .json ? try Console.json(list.rows) : list.text)
  }
}

/// The kinds of instance types.
enum InstanceKind: String, ExpressibleByArgument, CaseIterable {
  case ec2, rds, aurora, elasticache
}

/// What a list is sorted by; equals stay in the order of their names.
enum ListSortKey: String, ExpressibleByArgument, CaseIterable {
  case name, category, state, vcpu, memory, price

  /// Whether the key makes sense for the kind of list.
  func fits(instances: Bool) -> Bool {
    switch self {
    case .name: true
    case .category, .state: !instances
    case .vcpu, .memory, .price: instances
    }
  }
}
