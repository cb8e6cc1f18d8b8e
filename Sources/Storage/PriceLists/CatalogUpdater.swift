package import CatalogModel
package import PriceLists

/// Puts the prices of offer files into a catalog on disk.
package struct CatalogUpdater: Sendable {
  /// The catalog's folder.
  package let directory: SharedDirectory
  private let tree: FileTree
  /// The regions that it has prices of.
  package let regions: [String]

  package init(_ directory: SharedDirectory) {
    self.directory = directory
    tree = FileTree(directory)
    regions = CatalogReader.regions(of: tree)
  }

  /// The rules of the catalog's offers.
  package func rules() -> PriceListReading { PriceListReader.read(tree) }

  /// What the offer files would change.
  ///
  /// The catalog as it would be is read in every region that changes; one that does not load is an
  /// error.
  ///
  /// - Parameter isForced: Whether large changes and lacking prices are taken all the same.
  package func difference(
    _ offers: [ReadOffer], isForced: Bool
  ) -> (update: PriceUpdate, diagnostics: [Diagnostic]) {
    let update = PriceUpdate(offers, regions: regions, isForced: isForced) { tree.bytes($0) }
    if update.files.isEmpty { return (update, update.diagnostics) }
    let changed = tree.replacing(update.files)
    let touched = regions.filter { region in
      update.files.keys.contains { $0.hasPrefix("prices/\(region)/") }
    }
    // What has no region shows in any.
    let broken = (touched.isEmpty ? Array(regions.prefix(1)) : touched).flatMap { region in
      CatalogReader.read(changed, region: region).diagnostics.filter { $0.severity == .error }
    }
    return (update, (update.diagnostics + Set(broken)).sortedByPlace())
  }

  /// Writes the files of a difference, all of them or none.
  package func write(_ update: PriceUpdate) throws(FileWriteFailure) {
    var texts: [String: String] = [:]
    for (path, text) in update.files { texts["\(directory.path)/\(path)"] = text }
    try FileSetWriter.write(texts)
  }
}
