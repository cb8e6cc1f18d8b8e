import OrderedCollections

/// Finds models without facts, and facts without models.
enum UsageLint {
  /// What models need and the catalog of a region lacks.
  ///
  /// - Parameter broken: Ids of facts and services with an error of their own.
  static func missing(in catalog: Catalog, broken: Set<String>) -> [LintFinding] {
    ModelKeys.all.flatMap { model in
      let facts = model.facts.filter { id in
        let base = String(id.prefix { $0 != "#" })
        return !hasFact(id, in: catalog) && !broken.contains(base)
          && !broken.contains(String(base.prefix { $0 != "." }))
      }.map { id in
        LintFinding(
          .error, file: "planning", anchor: "",
          "`\(model.model)` needs the fact `\(id)`, which the catalog lacks",
          remedy: "add it, with its source")
      }
      let prices = model.prices.filter { key in
        !catalog.prices.keys.contains { KeyPattern.matches(key, $0) }
      }.map { key in
        LintFinding(
          .warning, file: "prices/\(catalog.region)/services.tsv", anchor: "",
          "`\(model.model)` needs the price `\(key)`, which \(catalog.region) lacks",
          remedy: "add it; without it, options that need it are not offered there")
      }
      return facts + prices
    }
  }

  private static func hasFact(_ pattern: String, in catalog: Catalog) -> Bool {
    let parts = pattern.split(separator: "#", maxSplits: 1).map(String.init)
    let base = parts.first ?? pattern
    let facts =
      base.contains("*")
      ? catalog.planning.keys.filter { KeyPattern.matches(base, $0) }.compactMap(catalog.fact)
      : [catalog.fact(base)].compactMap { $0 }
    guard !facts.isEmpty else { return false }
    guard parts.count > 1 else { return true }
    return facts.allSatisfy { fact in
      guard case .table(let table) = fact.value else { return false }
      return parts[1] == "*" ? !table.isEmpty : table[parts[1]] != nil
    }
  }

  /// Facts that no model, rule, question or option looks at: they are there for people.
  ///
  /// - Parameter others: Ids that questions name.
  static func unread(in catalog: Catalog, others: Set<String>) -> [LintFinding] {
    var exact = others
    var patterns: [String] = []
    for model in ModelKeys.all {
      for fact in model.facts {
        let base = String(fact.prefix { $0 != "#" })
        if base.contains("*") { patterns.append(base) } else { exact.insert(base) }
      }
    }
    for id in catalog.advice.flatMap(\.when).compactMap(\.comparison.factID) {
      exact.insert(String(id.prefix { $0 != "#" }))
    }
    for decision in catalog.decisions.values {
      for (_, conditions) in catalog.conditions(of: decision) {
        for id in conditions.compactMap(\.comparison.factID) {
          exact.insert(String(id.prefix { $0 != "#" }))
        }
      }
      for substitution in decision.options.compactMap(\.substitution) {
        exact.formUnion(substitution.facts.values)
        if let ratio = substitution.instancePriceRatio { exact.insert(ratio) }
      }
    }
    return catalog.placedFacts.compactMap { file, anchor, fact in
      if exact.contains(fact.id) || patterns.contains(where: { KeyPattern.matches($0, fact.id) }) {
        return nil
      }
      return LintFinding(
        .note, file: file, anchor: anchor, "no model, rule or question reads `\(fact.id)`")
    }
  }
}

/// Keys with `*` in them, each of which stands for one or more characters.
package enum KeyPattern {
  package static func matches(_ pattern: String, _ key: String) -> Bool {
    guard pattern.contains("*") else { return pattern == key }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, key.hasPrefix(first) else { return false }
    var rest = key.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      // At least one character stands for the star before the part.
      var start = rest.dropFirst()
      while !start.isEmpty, !start.hasPrefix(part) { start = start.dropFirst() }
      guard !start.isEmpty else { return false }
      rest = start.dropFirst(part.count)
    }
    return rest.count > last.count && rest.hasSuffix(last)
  }
}
