import CatalogModel

/// What is read of a compiled catalog before it is put together: what all regions share, and what is of one
/// alone, which may be read at the same time.
package struct CatalogAhead: Sendable {
  private let beginning: CatalogBeginning?
  private let rest: CatalogRest?

  /// - Parameters:
  ///   - beginning: Nil where the catalog is to be read from its files.
  ///   - rest: Likewise.
  package init(_ beginning: CatalogBeginning?, _ rest: CatalogRest?) {
    self.beginning = beginning
    self.rest = rest
  }

  /// The catalog of a region; nil where it is to be read from its files.
  func catalog(of region: String) -> Catalog? {
    guard let beginning, let rest, rest.region == region else { return nil }
    return CompiledCatalog.catalog(beginning, rest)
  }
}
