import CatalogModel
import Storage
import TestSupport

/// The repository's own catalog.
enum ShippedCatalog {
  /// Nil where it has errors, which the tests of Storage report.
  static let catalog: Catalog? =
    CatalogReader.read(
      SharedDirectory(path: RepositoryFiles.path("Catalog")), region: "us-east-1"
    ).catalog
}
