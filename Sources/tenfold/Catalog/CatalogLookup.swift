import CatalogModel
import OrderedCollections
import Quantities

/// Finds things of a catalog by their ids.
struct CatalogLookup {
  let catalog: Catalog

  /// Looks among services, facts, prices, options, decisions and rules, instance types, purchase
  /// options, notices and sources, in this order.
  func entry(_ id: String) -> CatalogEntry? {
    (service(id) ?? fact(id) ?? price(id) ?? rule(id) ?? instance(id) ?? purchase(id)
      ?? notice(id) ?? source(id))?.noting(catalog.overrides)
  }

  /// Everything that can be shown, for suggestions.
  var ids: [String] {
    let facts = catalog.services.values.flatMap { $0.facts.values.map(\.id) }
    let rules = catalog.decisions.values.flatMap { decision in
      [decision.id]
        + (decision.options.map(\.id) + decision.constraints.map(\.id) + decision.criteria.map(\.id))
        .map { "\(decision.id)/\($0)" }
    }
    return Array(catalog.services.keys) + facts + catalog.planning.keys
      + catalog.prices.keys.sorted() + rules
      + catalog.computeInstances.map(\.name) + catalog.databaseInstances.map(\.name)
      + catalog.cacheNodes.map(\.name) + catalog.purchaseOptions.keys
      + catalog.notices.compactMap(\.id) + catalog.sources.keys
  }

  private var rules: RuleUses { RuleUses(catalog) }

  private func service(_ id: String) -> CatalogEntry? {
    guard let service = catalog.services[id] else { return nil }
    let state = CatalogEntry.Line(
      "lifecycle", service.lifecycle.state.rawValue, "", service.lifecycle.citation)
    let reads = service.facts.values.flatMap { ModelUses.uses(ofFact: $0.id) }
    return CatalogEntry(
      id: id, kind: "service", title: "\(service.name) (\(service.category))",
      lifecycle: service.lifecycle,
      lines: [state] + service.facts.map { line($0.value, name: $0.key) },
      uses: rules.uses(ofService: id).map(CatalogEntry.Use.init) + reads)
  }

  /// A fact among others, with the rules and models that read it.
  private func line(_ fact: Fact, name: String) -> CatalogEntry.Line {
    let readers = rules.uses(ofFact: fact.id).map(\.id) + ModelUses.uses(ofFact: fact.id).map(\.id)
    return CatalogEntry.Line(fact, name: name, usedBy: readers)
  }

  private func fact(_ id: String) -> CatalogEntry? {
    guard let fact = catalog.fact(id) else { return nil }
    return CatalogEntry(
      id: id, kind: "fact", title: "fact", lines: [CatalogEntry.Line(fact, name: fact.id)],
      uses: rules.uses(ofFact: id).map(CatalogEntry.Use.init) + ModelUses.uses(ofFact: id))
  }

  private func price(_ id: String) -> CatalogEntry? {
    guard let price = catalog.prices[id] else { return nil }
    let dollars = DecimalText.exact(price.dollars)
    return CatalogEntry(
      id: id, kind: "price", title: "price, \(price.region)",
      lines: [
        CatalogEntry.Line(price.key, dollars, price.unit, price.citation, note: price.note)
      ], uses: ModelUses.uses(ofPrice: id))
  }

  /// `compute`, `compute/lambda`, `compute/cost`, or an option's id where one decision has it.
  private func rule(_ id: String) -> CatalogEntry? {
    let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
    if parts.count == 2, let decision = catalog.decisions[parts[0]] {
      return option(parts[1], decision) ?? rule(parts[1], decision)
    }
    if let decision = catalog.decisions[id] { return self.decision(decision) }
    let found = catalog.decisions.values.filter { decision in
      decision.options.contains { $0.id == id }
    }
    return found.count == 1 ? option(id, found[0]) : nil
  }

  private func decision(_ decision: DecisionDefinition) -> CatalogEntry {
    let uses =
      decision.options.map {
        CatalogEntry.Use(kind: "option", id: "\(decision.id)/\($0.id)", text: $0.title)
      }
      + decision.constraints.map {
        CatalogEntry.Use(kind: "constraint", id: "\(decision.id)/\($0.id)", text: $0.text)
      }
      + decision.criteria.map {
        CatalogEntry.Use(
          kind: "criterion", id: "\(decision.id)/\($0.id)",
          text: "weight \(DecimalText.exact($0.weight)), \($0.text)")
      }
    return CatalogEntry(
      id: decision.id, kind: "decision", title: decision.title, lines: [], uses: uses)
  }

  private func option(_ id: String, _ decision: DecisionDefinition) -> CatalogEntry? {
    guard let option = decision.options.first(where: { $0.id == id }) else { return nil }
    let service = option.service.flatMap { catalog.services[$0] }
    return CatalogEntry(
      id: "\(decision.id)/\(id)", kind: "option",
      title: "\(option.title): \(option.summary)" + (service.map { " (service \($0.id))" } ?? ""),
      lifecycle: service?.lifecycle,
      lines: service.map { $0.facts.map { line($0.value, name: $0.value.id) } } ?? [],
      uses: rules.uses(ofOption: id, in: decision.id).map(CatalogEntry.Use.init))
  }

  private func rule(_ id: String, _ decision: DecisionDefinition) -> CatalogEntry? {
    let name = "\(decision.id)/\(id)"
    if let rule = decision.constraints.first(where: { $0.id == id }) {
      let options = rule.options.isEmpty ? decision.options.map(\.id) : rule.options
      return CatalogEntry(
        id: name, kind: "constraint",
        title:
          "when \(RuleText.conditions(rule.when)), requires \(RuleText.conditions(rule.require)). "
          + rule.text, lines: facts(of: rule.when + rule.require),
        uses: options.map { CatalogEntry.Use(kind: "binds", id: "\(decision.id)/\($0)", text: "") })
    }
    return decision.criteria.first { $0.id == id }.map { rule in
      CatalogEntry(
        id: name, kind: "criterion",
        title: "weight \(DecimalText.exact(rule.weight)), when \(RuleText.conditions(rule.when)): "
          + "\(RuleText.score(rule.score)). \(rule.text)", lines: facts(of: rule.when),
        uses: decision.options.map {
          CatalogEntry.Use(kind: "scores", id: "\(decision.id)/\($0.id)", text: $0.title)
        })
    }
  }

  private func facts(of conditions: [Condition]) -> [CatalogEntry.Line] {
    conditions.compactMap { condition in
      switch condition.comparison {
      case .atLeast(.fact(let id)), .atMost(.fact(let id)), .above(.fact(let id)),
        .below(.fact(let id)):
        catalog.fact(id).map { CatalogEntry.Line($0, name: id) }
      default: nil
      }
    }
  }

  private func instance(_ id: String) -> CatalogEntry? {
    let lines = InstanceLines(id, in: catalog).lines
    if lines.isEmpty { return nil }
    return CatalogEntry(
      id: id, kind: "instance type", title: "instance type, \(catalog.region)", lines: lines,
      uses: [
        CatalogEntry.Use(
          kind: "model", id: "sizing", text: "a size to choose from, and a price of the bill")
      ])
  }

  private func purchase(_ id: String) -> CatalogEntry? {
    guard let option = catalog.purchaseOptions[id] else { return nil }
    let share = DecimalText.significant(option.upfrontShare * 100)
    let measured = option.measured.compactMap { product, prefix -> CatalogEntry.Line? in
      catalog.fact("\(prefix).\(catalog.region).\(Int(option.years))yr").map {
        CatalogEntry.Line($0, name: "\(product) (measured)")
      }
    }
    return CatalogEntry(
      id: id, kind: "purchase option",
      title:
        "\(option.title); \(DecimalText.significant(option.years)) year term, \(share) % upfront",
      lines: measured + option.rates.map { CatalogEntry.Line($0.value, name: $0.key) },
      uses: [
        CatalogEntry.Use(
          kind: "answer", id: "budget.purchase", text: "prices of what runs all the time")
      ])
  }

  private func notice(_ id: String) -> CatalogEntry? {
    guard let notice = catalog.notices.first(where: { $0.id == id || $0.service == id }) else {
      return nil
    }
    return CatalogEntry(
      id: id, kind: "notice", title: notice.service,
      lines: [
        CatalogEntry.Line("notice", notice.notice, "", notice.citation, note: notice.migration)
      ],
      uses: [
        CatalogEntry.Use(
          kind: "answer", id: "system.today", text: "draws a warning where it is in use")
      ])
  }

  private func source(_ id: String) -> CatalogEntry? {
    guard let source = catalog.sources[id] else { return nil }
    let citation = Citation(source: id, asOf: source.asOf, confidence: source.confidence)
    let facts = catalog.services.values.flatMap { Array($0.facts.values) } + catalog.planning.values
    let cited = facts.count { $0.citation.source == id }
    let prices =
      catalog.prices.values.count { $0.citation.source == id }
      + catalog.computeInstances.count { $0.citation.source == id }
      + catalog.databaseInstances.count { $0.citation.source == id }
      + catalog.cacheNodes.count { $0.citation.source == id }
    return CatalogEntry(
      id: id, kind: "source", title: source.title,
      lines: [CatalogEntry.Line("location", source.location, "", citation, note: source.note)],
      uses: [
        CatalogEntry.Use(kind: "cited by", id: "facts", text: String(cited)),
        CatalogEntry.Use(kind: "cited by", id: "prices", text: "\(prices) in \(catalog.region)"),
      ])
  }
}
