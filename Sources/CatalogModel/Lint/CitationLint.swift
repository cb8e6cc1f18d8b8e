import OrderedCollections

/// Finds facts that claim more confidence than the source they cite.
enum CitationLint {
  static func findings(in catalog: Catalog) -> [LintFinding] {
    let ranks: [Confidence: Int] = [.primary: 2, .secondary: 1, .recalled: 0]
    return (catalog.placedFacts + catalog.placedRates).compactMap { file, anchor, fact in
      guard let source = catalog.sources[fact.citation.source],
        let claimed = ranks[fact.citation.confidence], let given = ranks[source.confidence],
        claimed > given
      else { return nil }
      return LintFinding(
        .warning, file: file, anchor: anchor,
        "`\(fact.id)` is \(fact.citation.confidence.rawValue), its source `\(source.id)` only "
          + source.confidence.rawValue)
    }
  }
}
