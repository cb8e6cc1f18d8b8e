/// Checks of a catalog that loads: what the loader cannot call wrong, but a reviewer would.
package enum CatalogLint {
  /// All findings, in the order of their files.
  ///
  /// - Parameters:
  ///   - catalogs: One catalog opened for each region; what they share is taken from the first.
  ///   - asOf: The date that ages count to, `YYYY-MM-DD`.
  ///   - maximumAgeMonths: Facts older than this are reported.
  ///   - others: Ids of facts that questions name.
  ///   - broken: Ids of facts and services that are missing because of an error reported elsewhere.
  package static func findings(
    in catalogs: [Catalog], asOf: String, maximumAgeMonths: Int, others: Set<String> = [],
    broken: Set<String> = []
  ) -> [LintFinding] {
    guard let first = catalogs.first else { return [] }
    var findings = LifecycleLint.findings(in: first)
    findings += CitationLint.findings(in: first)
    findings += AgeLint.findings(in: first, asOf: asOf, maximumAgeMonths: maximumAgeMonths)
    findings += UnitLint.findings(in: first)
    findings += UnitLint.priceFindings(in: first, global: true)
    findings += SignalLint.findings(in: first)
    findings += ExampleLint.findings(in: first)
    findings += RowLint.findings(in: first)
    findings += MoveLint.findings(in: first)
    findings += OptionLint.findings(in: catalogs)
    findings += UsageLint.unread(in: first, others: others)
    for catalog in catalogs {
      findings += PriceOrderLint.findings(in: catalog)
      findings += UnitLint.priceFindings(in: catalog, global: false)
      findings += PriceAgeLint.findings(
        in: catalog, asOf: asOf, maximumAgeMonths: maximumAgeMonths)
      findings += UsageLint.missing(in: catalog, broken: broken)
    }
    findings += RegionLint.findings(in: catalogs)
    // What regions share is found for each of them.
    return Set(findings).sorted {
      ($0.file, $0.anchor, $0.message) < ($1.file, $1.anchor, $1.message)
    }
  }
}
