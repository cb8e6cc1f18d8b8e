import OrderedCollections

/// Finds prices of a region that are old: one finding for each source of a table.
enum PriceAgeLint {
  static func findings(
    in catalog: Catalog, asOf: String, maximumAgeMonths: Int
  ) -> [LintFinding] {
    let limit = AgeLint.months(asOf) - maximumAgeMonths
    let folder = "prices/\(catalog.region)"
    let prices = catalog.prices.values.map { price in
      Item("prices/\(price.region)/services.tsv", price.key, price.citation)
    }
    let machines =
      catalog.computeInstances.map { Item("\(folder)/ec2.tsv", $0.name, $0.citation) }
      + catalog.databaseInstances.map { instance in
        let isAurora = instance.engine == .auroraMySQL || instance.engine == .auroraPostgres
        return Item(
          "\(folder)/\(isAurora ? "aurora" : "rds").tsv", instance.name, instance.citation)
      }
      + catalog.cacheNodes.map { Item("\(folder)/elasticache.tsv", $0.name, $0.citation) }
    let old = (prices + machines).filter { AgeLint.months($0.citation.asOf) < limit }
    let groups = Dictionary(grouping: old) { "\($0.file) \($0.citation.source)" }
    return groups.keys.sorted().compactMap { name in
      guard let group = groups[name]?.sorted(by: { $0.anchor < $1.anchor }), let first = group.first
      else { return nil }
      let date = group.map(\.citation.asOf).min() ?? ""
      return LintFinding(
        .warning, file: first.file, anchor: first.anchor,
        "\(group.count) price(s) of `\(first.citation.source)` are older than "
          + "\(maximumAgeMonths) months (\(date)), first `\(first.anchor)`",
        remedy: "read newer ones with `tenfold catalog update`")
    }
  }

  private struct Item {
    let file: String
    let anchor: String
    let citation: Citation

    init(_ file: String, _ anchor: String, _ citation: Citation) {
      self.file = file
      self.anchor = anchor
      self.citation = citation
    }
  }
}
