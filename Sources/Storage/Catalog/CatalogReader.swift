package import CatalogModel
import Parallelism

/// What reading a catalog came to: no catalog where one of the diagnostics is an error.
package struct CatalogReading: Sendable {
  package let catalog: Catalog?
  /// Sorted by place.
  package let diagnostics: [Diagnostic]
  /// Ids of facts that some file defines, be it wrongly, and of services whose file does not load.
  let broken: Set<String>

  init(catalog: Catalog?, diagnostics: [Diagnostic], broken: Set<String> = []) {
    self.catalog = catalog
    self.diagnostics = diagnostics
    self.broken = broken
  }
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
    let reader = CatalogFileReader(
      tree: tree, compiled: CompiledTrees(tree), overlays: overlays)
    let files = (shared(tree, overlays) + regional(region)).parallelMap {
      reader.read($0.path, as: $0.kind)
    }
    return assembled(tree, files, region: region, regions: regions, overlays)
  }

  /// Reads a catalog for all of its regions, each file once and every one as it stands; what has
  /// errors is left out.
  static func readAll(_ tree: FileTree) -> [CatalogReading] {
    var plain = tree
    plain.removeOverlays()
    let base = plain
    let regions = regions(of: base)
    let overlays: Overlays? =
      tree.overlays.isEmpty
      ? nil
      : Overlays(
        tree.overlays, regions: regions, facts: OverlaidCatalog.planningFiles(of: base))
    let reader = CatalogFileReader(tree: base, compiled: nil, overlays: overlays)
    let common = shared(base, overlays).parallelMap { reader.read($0.path, as: $0.kind) }
    return regions.parallelMap { region in
      let own = regional(region).map { reader.read($0.path, as: $0.kind) }
      return assembled(
        base, common + own, region: region, regions: regions, overlays, leniently: true)
    }
  }

  private static func assembled(
    _ tree: FileTree, _ files: [CatalogFile], region: String, regions: [String],
    _ overlays: Overlays?, leniently: Bool = false
  ) -> CatalogReading {
    let files = files.sorted { $0.path < $1.path }
    let (tables, assembly) = concurrently {
      JoinedTables(files, overlays)
    } _: {
      var assembly = CatalogAssembly(tree: tree, region: region, regions: regions)
      for file in files { assembly.add(file) }
      if let overlays { assembly.add(overlays) }
      for path in strayFiles(in: tree) { assembly.warnAboutStray(path) }
      assembly.check()
      return assembly
    }
    return assembly.finish(tables, leniently: leniently)
  }

  /// The regions that the catalog has prices for, sorted.
  package static func regions(of tree: FileTree) -> [String] {
    tree.names("prices").filter { $0 != "global" }
  }

  /// Files that stand where only YAML files are read.
  private static func strayFiles(in tree: FileTree) -> [String] {
    ["criteria", "options", "planning", "purchase", "services"].flatMap { folder in
      tree.names(folder).filter { !$0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
    }
  }

  private struct Item: Sendable {
    let path: String
    let kind: CatalogFileReader.Kind
  }

  /// The files that all regions share, the slow ones first so that no core waits at the end.
  private static func shared(_ tree: FileTree, _ overlays: Overlays?) -> [Item] {
    let added = overlays?.documents.keys.sorted() ?? []
    func folder(_ name: String, _ kind: CatalogFileReader.Kind) -> [Item] {
      let paths = tree.names(name).filter { $0.hasSuffix(".yaml") }.map { "\(name)/\($0)" }
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
    return items
  }

  /// The files of one region.
  private static func regional(_ region: String) -> [Item] {
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
