package import CatalogModel

/// What reading a catalog came to: no catalog where one of the diagnostics is an error.
package struct CatalogReading: Sendable {
  package let catalog: Catalog?
  /// Sorted by place.
  package let diagnostics: [Diagnostic]
}

/// Reads the catalog's files for one region, strictly: whatever is unknown, missing, dangling or of
/// the wrong type is an error with its place, and all of them are reported at once.
package enum CatalogReader {
  /// Reads a catalog from disk.
  package static func read(_ directory: SharedDirectory, region: String) -> CatalogReading {
    read(FileTree(directory), region: region)
  }

  /// Reads a catalog.
  ///
  /// The files are read in parallel, each with a log of its own; what they say about each other is
  /// checked afterwards, in the order of their paths. Overlays of the tree are laid over its files,
  /// and what they change is noted in the catalog.
  package static func read(_ tree: FileTree, region: String) -> CatalogReading {
    tree.overlays.isEmpty
      ? read(tree, region: region, overlays: nil) : OverlaidCatalog.read(tree, region: region)
  }

  static func read(
    _ tree: FileTree, region: String, overlays: Overlays?
  ) -> CatalogReading {
    let regions = regions(of: tree)
    if !regions.contains(region) {
      let guess = Spelling.nearest(to: region, among: regions).map { "did you mean `\($0)`?" }
      let known = "known regions: \(regions.joined(separator: ", "))"
      return CatalogReading(
        catalog: nil,
        diagnostics: [
          Diagnostic(
            .error, at: Place(file: tree.display("prices")), "there are no prices for `\(region)`",
            remedy: guess ?? known)
        ])
    }
    let plan = plan(tree, region: region, overlays: overlays)
    let reader = CatalogFileReader(tree: tree, overlays: overlays)
    let files = plan.parallelMap { reader.read($0.path, as: $0.kind) }
    var assembly = CatalogAssembly(tree: tree, region: region, regions: regions)
    for file in files.sorted(by: { $0.path < $1.path }) { assembly.add(file) }
    if let overlays { assembly.add(overlays) }
    for path in strayFiles(in: tree) { assembly.warnAboutStray(path) }
    return assembly.finish()
  }

  /// The regions that the catalog has prices for, sorted.
  package static func regions(of tree: FileTree) -> [String] {
    tree.names("prices").filter { $0 != "global" }
  }

  /// Files that stand where only YAML files are read.
  private static func strayFiles(in tree: FileTree) -> [String] {
    ["criteria", "planning", "purchase", "services"].flatMap { folder in
      tree.names(folder).filter { !$0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
    }
  }

  private struct Item: Sendable {
    let path: String
    let kind: CatalogFileReader.Kind
  }

  /// The files to read, the slow ones first so that no core waits at the end.
  private static func plan(_ tree: FileTree, region: String, overlays: Overlays?) -> [Item] {
    let added = overlays?.documents.keys.sorted() ?? []
    func folder(_ name: String, _ kind: CatalogFileReader.Kind) -> [Item] {
      let paths = tree.names(name).filter { $0.hasSuffix(".yaml") }.map { "\(name)/\($0)" }
      let more = added.filter { $0.hasPrefix(name + "/") && !paths.contains($0) }
      return (paths + more).map { Item(path: $0, kind: kind) }
    }
    let prices = "prices/\(region)"
    let tables: [Item] = [
      Item(path: "instances/ec2.tsv", kind: .computeShapes),
      Item(path: "instances/rds.tsv", kind: .rdsShapes),
      Item(path: "instances/aurora.tsv", kind: .auroraShapes),
      Item(path: "instances/elasticache.tsv", kind: .cacheShapes),
      Item(path: "\(prices)/ec2.tsv", kind: .computePrices),
      Item(path: "\(prices)/rds.tsv", kind: .rdsPrices),
      Item(path: "\(prices)/aurora.tsv", kind: .auroraPrices),
      Item(path: "\(prices)/elasticache.tsv", kind: .cachePrices),
      Item(path: "\(prices)/services.tsv", kind: .servicePrices(region: region)),
      Item(path: "prices/global/services.tsv", kind: .servicePrices(region: "global")),
    ]
    var single = [Item(path: "sources.yaml", kind: .sources)]
    let names = Set(tree.names("") + added)
    let optional: [(path: String, kind: CatalogFileReader.Kind)] = [
      ("lifecycle-notices.yaml", .notices), ("stages.yaml", .stages),
      ("discounts.yaml", .discounts),
    ]
    for file in optional where names.contains(file.path) {
      single.append(Item(path: file.path, kind: file.kind))
    }
    return folder("planning", .planning) + folder("criteria", .decision)
      + folder("purchase", .purchase) + single + tables + folder("services", .service)
  }
}
