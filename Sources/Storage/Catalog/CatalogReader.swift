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
  /// and what they change is noted in the catalog. What was compiled of exactly these files is taken as it is.
  ///
  /// - Parameter ahead: What was read of the same files, or tried to be.
  package static func read(
    _ tree: FileTree, region: String, ahead: CatalogAhead? = nil
  ) -> CatalogReading {
    guard tree.overlays.isEmpty else { return OverlaidCatalog.read(tree, region: region) }
    if let known = ahead?.catalog(of: region) {
      return CatalogReading(catalog: known, diagnostics: [])
    }
    let listing = CatalogListing(tree, nil)
    // What could not be read ahead is not compiled, or of other files.
    if ahead == nil, let known = CompiledCatalog.catalog(of: tree, listing, region: region) {
      return CatalogReading(catalog: known, diagnostics: [])
    }
    return read(tree, region: region, listing, nil)
  }

  /// Reads what the catalogs of all regions share; nil where that cannot be done ahead.
  package static func begin(_ tree: FileTree) -> CatalogBeginning? {
    tree.overlays.isEmpty ? CompiledCatalog.begin(tree, CatalogListing(tree, nil)) : nil
  }

  /// Reads what is of a region alone; nil where that cannot be done ahead.
  package static func rest(_ tree: FileTree, region: String) -> CatalogRest? {
    tree.overlays.isEmpty ? CompiledCatalog.rest(of: tree, nil, region: region) : nil
  }

  static func read(_ tree: FileTree, region: String, overlays: Overlays) -> CatalogReading {
    read(tree, region: region, CatalogListing(tree, overlays), overlays)
  }

  private static func read(
    _ tree: FileTree, region: String, _ listing: CatalogListing, _ overlays: Overlays?
  ) -> CatalogReading {
    let regions = listing.regions
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
    let files = (listing.shared + CatalogListing.regional(region)).parallelMap {
      reader.read($0.path, as: $0.kind)
    }
    return assembled(tree, files, listing, region: region, overlays)
  }

  /// Reads a catalog for all of its regions, each file once and every one as it stands; what has
  /// errors is left out.
  static func readAll(_ tree: FileTree) -> [CatalogReading] {
    var plain = tree
    plain.removeOverlays()
    let base = plain
    let overlays: Overlays? =
      tree.overlays.isEmpty
      ? nil
      : Overlays(
        tree.overlays, regions: regions(of: base), facts: OverlaidCatalog.planningFiles(of: base))
    let listing = CatalogListing(base, overlays)
    let reader = CatalogFileReader(tree: base, compiled: nil, overlays: overlays)
    let common = listing.shared.parallelMap { reader.read($0.path, as: $0.kind) }
    return listing.regions.parallelMap { region in
      let own = CatalogListing.regional(region).map { reader.read($0.path, as: $0.kind) }
      return assembled(base, common + own, listing, region: region, overlays, leniently: true)
    }
  }

  private static func assembled(
    _ tree: FileTree, _ files: [CatalogFile], _ listing: CatalogListing, region: String,
    _ overlays: Overlays?, leniently: Bool = false
  ) -> CatalogReading {
    let files = files.sorted { $0.path < $1.path }
    let (tables, assembly) = concurrently {
      JoinedTables(files, overlays)
    } _: {
      var assembly = CatalogAssembly(tree: tree, region: region, regions: listing.regions)
      for file in files { assembly.add(file) }
      if let overlays { assembly.add(overlays) }
      for path in listing.strays { assembly.warnAboutStray(path) }
      assembly.check()
      return assembly
    }
    return assembly.finish(tables, leniently: leniently)
  }

  /// The regions that the catalog has prices for, sorted.
  package static func regions(of tree: FileTree) -> [String] {
    tree.names("prices").filter { $0 != "global" }
  }
}
