package import CatalogModel
import OrderedCollections

/// Reads a catalog for all of its regions and reports what is wrong with it or looks so.
package enum CatalogLinter {
  /// What the catalog is checked against.
  package struct Options: Hashable, Sendable {
    /// The day that ages count to; nil takes the newest date of the catalog's sources.
    package let asOf: String?
    package let maximumAgeMonths: Int

    package init(asOf: String? = nil, maximumAgeMonths: Int = 48) {
      self.asOf = asOf
      self.maximumAgeMonths = maximumAgeMonths
    }
  }

  /// All diagnostics, sorted by place: of the loader where the catalog does not load, else of the
  /// lint.
  package static func diagnostics(of tree: FileTree, options: Options = Options()) -> [Diagnostic] {
    let readings = CatalogReader.regions(of: tree).map { CatalogReader.read(tree, region: $0) }
    guard !readings.isEmpty else {
      let place = Place(file: tree.display("prices"))
      return [Diagnostic(.error, at: place, "the catalog has no prices of any region")]
    }
    let loading = Set(readings.flatMap(\.diagnostics))
    let catalogs = readings.compactMap(\.catalog)
    guard catalogs.count == readings.count else { return loading.sortedByPlace() }
    let newest = catalogs.first?.sources.values.map(\.asOf).max() ?? ""
    let findings = CatalogLint.findings(
      in: catalogs, asOf: options.asOf ?? newest, maximumAgeMonths: options.maximumAgeMonths)
    var places = PlaceFinder(tree: tree)
    let linted = findings.map { finding in
      Diagnostic(
        finding.severity, at: places.place(of: finding.anchor, in: finding.file), finding.message,
        remedy: finding.remedy)
    }
    return (Array(loading) + linted).sortedByPlace()
  }
}
