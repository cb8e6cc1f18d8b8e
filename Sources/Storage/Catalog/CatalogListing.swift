/// Which files of a catalog are read, and as what.
struct CatalogListing: Sendable {
  struct Item: Sendable {
    let path: String
    let kind: CatalogFileReader.Kind
  }

  /// The regions that the catalog has prices for, sorted.
  let regions: [String]
  /// The files that all regions share, the slow ones first so that no core waits at the end.
  let shared: [Item]
  /// Files that stand where only YAML files are read.
  let strays: [String]

  init(_ tree: FileTree, _ overlays: Overlays?) {
    regions = CatalogReader.regions(of: tree)
    let added = overlays?.documents.keys.sorted() ?? []
    var strays: [String] = []
    func folder(_ name: String, _ kind: CatalogFileReader.Kind) -> [Item] {
      let names = tree.names(name)
      strays += names.filter { !$0.hasSuffix(".yaml") }.map { "\(name)/\($0)" }
      let paths = names.filter { $0.hasSuffix(".yaml") }.map { "\(name)/\($0)" }
      let more = added.filter { $0.hasPrefix(name + "/") && !paths.contains($0) }
      return (paths + more).map { Item(path: $0, kind: kind) }
    }
    let tables: [Item] = [
      Item(path: "instances/ec2.tsv", kind: .computeShapes),
      Item(path: "instances/rds.tsv", kind: .rdsShapes),
      Item(path: "instances/aurora.tsv", kind: .auroraShapes),
      Item(path: "instances/elasticache.tsv", kind: .cacheShapes),
      Item(path: "prices/global/services.tsv", kind: .servicePrices(region: "global")),
    ]
    let names = Set(tree.names("") + added)
    let optional: [(path: String, kind: CatalogFileReader.Kind)] = [
      ("lifecycle-notices.yaml", .notices), ("stages.yaml", .stages), ("units.yaml", .units),
      ("discounts.yaml", .discounts), ("advice.yaml", .advice), ("moves.yaml", .moves),
      ("health.yaml", .health), ("talk.yaml", .rows),
    ]
    let single =
      [Item(path: "sources.yaml", kind: .sources)]
      + optional.filter { names.contains($0.path) }.map { Item(path: $0.path, kind: $0.kind) }
    var items = Array(tables.prefix(1))
    items += folder("planning", .planning)
    items += folder("criteria", .decision)
    items += folder("options", .option)
    items += folder("purchase", .purchase)
    items += single
    items += tables.dropFirst()
    items += folder("services", .service)
    shared = items
    self.strays = strays
  }

  /// The files of one region.
  static func regional(_ region: String) -> [Item] {
    let folder = "prices/\(region)"
    return [
      Item(path: "\(folder)/ec2.tsv", kind: .computePrices),
      Item(path: "\(folder)/rds.tsv", kind: .rdsPrices),
      Item(path: "\(folder)/aurora.tsv", kind: .auroraPrices),
      Item(path: "\(folder)/elasticache.tsv", kind: .cachePrices),
      Item(path: "\(folder)/services.tsv", kind: .servicePrices(region: region)),
    ]
  }
}
