import OrderedCollections

/// Finds facts that are old, or dated after the day of the check.
enum AgeLint {
  /// One finding per file and source for old facts, one per fact for dates in the future.
  static func findings(
    in catalog: Catalog, asOf: String, maximumAgeMonths: Int
  ) -> [LintFinding] {
    let services = catalog.services.values.map { service in
      (file: "services/\(service.id).yaml", facts: service.facts.map { ($0.key, $0.value) })
    }
    let planning = (file: "planning", facts: catalog.planning.map { ($0.key, $0.value) })
    let rates = (file: "purchase", facts: catalog.placedRates.map { ($0.anchor, $0.fact) })
    return (services + [planning, rates]).flatMap { file, facts in
      future(facts, file: file, asOf: asOf)
        + old(facts, file: file, asOf: asOf, maximumAgeMonths: maximumAgeMonths)
    }
  }

  private static func future(
    _ facts: [(String, Fact)], file: String, asOf: String
  ) -> [LintFinding] {
    facts.filter { $0.1.citation.asOf.prefix(asOf.count) > asOf }.map { name, fact in
      LintFinding(
        .error, file: file, anchor: name,
        "`\(fact.id)` is dated \(fact.citation.asOf), after \(asOf)",
        remedy: "correct the date, or check as of a later day")
    }
  }

  private static func old(
    _ facts: [(String, Fact)], file: String, asOf: String, maximumAgeMonths: Int
  ) -> [LintFinding] {
    let limit = months(asOf) - maximumAgeMonths
    let old = facts.filter { months($0.1.citation.asOf) < limit }
    let bySource = Dictionary(grouping: old) { $0.1.citation.source }
    return bySource.keys.sorted().compactMap { source in
      guard let group = bySource[source], let first = group.first else { return nil }
      let dates = group.map { $0.1.citation.asOf }.min() ?? ""
      return LintFinding(
        .warning, file: file, anchor: first.0,
        "\(group.count) fact(s) of `\(source)` are older than \(maximumAgeMonths) months "
          + "(\(dates)), first `\(first.1.id)`")
    }
  }

  /// Months since the year 0; of a date without a month, the last month of the year.
  static func months(_ date: String) -> Int {
    let parts = date.split(separator: "-").map { Int($0) ?? 0 }
    return (parts.first ?? 0) * 12 + (parts.count > 1 ? parts[1] : 12)
  }
}
