/// Checks of a catalog that loads: what the loader cannot call wrong, but a reviewer would.
package enum CatalogLint {
  /// All findings, in the order of their files.
  ///
  /// - Parameters:
  ///   - catalogs: One catalog opened for each region; what they share is taken from the first.
  ///   - asOf: The date that ages count to, `YYYY-MM-DD`.
  ///   - maximumAgeMonths: Facts older than this are reported.
  package static func findings(
    in catalogs: [Catalog], asOf: String, maximumAgeMonths: Int
  ) -> [LintFinding] {
    guard let first = catalogs.first else { return [] }
    var findings = LifecycleLint.findings(in: first)
    findings += CitationLint.findings(in: first)
    findings += AgeLint.findings(in: first, asOf: asOf, maximumAgeMonths: maximumAgeMonths)
    for catalog in catalogs { findings += PriceOrderLint.findings(in: catalog) }
    findings += RegionLint.findings(in: catalogs)
    return findings.sorted { ($0.file, $0.anchor, $0.message) < ($1.file, $1.anchor, $1.message) }
  }
}
