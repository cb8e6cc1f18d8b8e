import OrderedCollections
import Quantities

/// What differs between two catalogs of one region.
package enum CatalogDifference {
  /// All changes, by subject and then in the order of their ids; nothing for equal catalogs.
  ///
  /// - Complexity: O(n) in the entries of both.
  package static func changes(from old: Catalog, to new: Catalog) -> [CatalogChange] {
    let facts = compare(.fact, allFacts(old), allFacts(new)) { FactDifference.changes($0, $1) }
    let prices = compare(.price, old.prices, new.prices, text: \.inWords)
    let services = compare(
      .service, index(old.services.values.map(\.withoutFacts), \.id),
      index(new.services.values.map(\.withoutFacts), \.id), text: \.inWords)
    let stages = compare(
      .stage, index(old.stages, \.id), index(new.stages, \.id)
    ) { "\($0.label), sized for \(DecimalText.exact($0.sizedFor.value)) users" }
    let purchase = compare(
      .purchase, Dictionary(uniqueKeysWithValues: old.purchaseOptions.map { ($0, $1) }),
      Dictionary(uniqueKeysWithValues: new.purchaseOptions.map { ($0, $1) }), text: \.inWords)
    let notices = compare(
      .notice, index(old.notices, \.service), index(new.notices, \.service)
    ) { $0.notice }
    let sources = compare(
      .source, Dictionary(uniqueKeysWithValues: old.sources.map { ($0, $1) }),
      Dictionary(uniqueKeysWithValues: new.sources.map { ($0, $1) })
    ) { "\($0.title), \($0.asOf), \($0.confidence.rawValue)" }
    let rules = RuleDifference.changes(from: old.decisions, to: new.decisions)
    let units = compare(
      .unit, index(Array(old.units.values), \.id), index(Array(new.units.values), \.id)
    ) { "\($0.title), \(DecimalText.exact($0.least)) to \(DecimalText.exact($0.greatest))" }
    return facts + prices + instances(old, new) + services + rules + stages
      + texts(old, new) + purchase + notices + sources + units
  }

  private static func texts(_ old: Catalog, _ new: Catalog) -> [CatalogChange] {
    compare(.advice, index(old.advice, \.id), index(new.advice, \.id)) {
      "when \(RuleText.conditions($0.when)): \($0.text)"
    }
      + compare(
        .row, index(Array(old.rows.values), \.id), index(Array(new.rows.values), \.id)
      ) { $0.rule }
      + compare(
        .move, index(Array(old.moves.values), \.id), index(Array(new.moves.values), \.id)
      ) {
        "\(DecimalText.exact($0.leadDays)) days, premium \(DecimalText.exact($0.irreversibility)), after "
          + "\($0.after.joined(separator: ", ")): \($0.migration.joined(separator: " ")) Back: "
          + $0.rollback
      }
      + compare(.health, index(old.health, \.id), index(new.health, \.id)) {
        "\($0.statistic.rawValue) of \($0.namespace) \($0.metric) \($0.fires.rawValue) "
          + "\(DecimalText.exact($0.threshold)) of \($0.part.rawValue): \($0.text)"
      }
  }

  private static func allFacts(_ catalog: Catalog) -> [String: Fact] {
    var facts = Dictionary(uniqueKeysWithValues: catalog.planning.map { ($0, $1) })
    for service in catalog.services.values {
      for fact in service.facts.values { facts[fact.id] = fact }
    }
    return facts
  }

  private static func instances(_ old: Catalog, _ new: Catalog) -> [CatalogChange] {
    compare(
      .instance, index(old.computeInstances, \.name), index(new.computeInstances, \.name),
      shape: \.size, price: \.prices)
      + compare(
        .instance, index(old.databaseInstances) { "\($0.name) \($0.engine.rawValue)" },
        index(new.databaseInstances) { "\($0.name) \($0.engine.rawValue)" }, shape: \.size,
        price: \.prices)
      + compare(
        .instance, index(old.cacheNodes) { "\($0.name) \($0.engine.rawValue)" },
        index(new.cacheNodes) { "\($0.name) \($0.engine.rawValue)" }, shape: \.size,
        price: \.prices)
  }

  private static func index<Element>(
    _ list: [Element], _ key: (Element) -> String
  ) -> [String: Element] {
    Dictionary(list.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func compare<Element: Hashable>(
    _ subject: CatalogChange.Subject, _ old: [String: Element], _ new: [String: Element],
    text: (Element) -> String
  ) -> [CatalogChange] {
    compare(subject, old, new) { before, after in
      let texts = (text(before), text(after))
      // What reads alike differs in a note.
      return [("", texts.0, texts.0 == texts.1 ? texts.1 + " (another note)" : texts.1)]
    } only: {
      text($0)
    }
  }

  /// Types of one size differ in their prices, of one price in their shapes.
  private static func compare<Element: Hashable>(
    _ subject: CatalogChange.Subject, _ old: [String: Element], _ new: [String: Element],
    shape: (Element) -> String, price: (Element) -> String
  ) -> [CatalogChange] {
    compare(subject, old, new) { before, after in
      if shape(before) == shape(after) && price(before) != price(after) {
        return [("", price(before), price(after))]
      }
      let texts = [before, after].map { "\(shape($0)), \(price($0))" }
      return [("", texts[0], texts[0] == texts[1] ? texts[1] + " (another shape)" : texts[1])]
    } only: {
      "\(shape($0)), \(price($0))"
    }
  }

  private static func compare(
    _ subject: CatalogChange.Subject, _ old: [String: Fact], _ new: [String: Fact],
    changes: (Fact, Fact) -> [(suffix: String, old: String?, new: String?)]
  ) -> [CatalogChange] {
    compare(subject, old, new, changes: changes, only: { FactDifference.text($0) })
  }

  private static func compare<Element: Hashable>(
    _ subject: CatalogChange.Subject, _ old: [String: Element], _ new: [String: Element],
    changes: (Element, Element) -> [(suffix: String, old: String?, new: String?)],
    only: (Element) -> String
  ) -> [CatalogChange] {
    let ids = Set(old.keys).union(new.keys).sorted()
    return ids.flatMap { id -> [CatalogChange] in
      switch (old[id], new[id]) {
      case (let before?, let after?) where before == after: []
      case (let before?, let after?):
        changes(before, after).map {
          CatalogChange(subject, id + $0.suffix, from: $0.old, to: $0.new)
        }
      case (let before?, nil): [CatalogChange(subject, id, from: only(before), to: nil)]
      case (nil, let after?): [CatalogChange(subject, id, from: nil, to: only(after))]
      case (nil, nil): []
      }
    }
  }
}

extension Price {
  fileprivate var inWords: String { "\(DecimalText.exact(dollars)) \(unit)" + citation.inWords }
}

extension Citation {
  /// ` (source, date)`, with a star for what is recalled.
  var inWords: String { " (\(source), \(asOf)\(confidence == .recalled ? ", recalled" : ""))" }
}

extension Service {
  /// Its facts are compared one by one.
  fileprivate var withoutFacts: Service {
    Service(id: id, name: name, category: category, lifecycle: lifecycle, facts: [:])
  }

  fileprivate var inWords: String {
    "\(name), \(category), \(lifecycle.state.rawValue)"
      + (lifecycle.note.map { ": \($0)" } ?? "") + lifecycle.citation.inWords
  }
}

extension ComputeInstance {
  fileprivate var size: String { "\(virtualCPUs) vCPU, \(DecimalText.exact(memory.value)) GiB" }

  fileprivate var prices: String { "\(DecimalText.exact(hourly.value)) USD/h" + citation.inWords }
}

extension DatabaseInstance {
  fileprivate var size: String { "\(virtualCPUs) vCPU, \(DecimalText.exact(memory.value)) GiB" }

  fileprivate var prices: String {
    let others = [
      ("Multi-AZ", multiZoneHourly), ("cluster of 3", multiZoneClusterHourly),
      ("I/O-Optimized", ioOptimizedHourly),
    ].compactMap { name, price in price.map { ", \(name) \(DecimalText.exact($0.value))" } }
    return "\(DecimalText.exact(hourly.value)) USD/h\(others.joined())" + citation.inWords
  }
}

extension CacheNode {
  fileprivate var size: String { "\(virtualCPUs) vCPU, \(DecimalText.exact(memory.value)) GiB" }

  fileprivate var prices: String { "\(DecimalText.exact(hourly.value)) USD/h" + citation.inWords }
}

extension PurchaseOption {
  fileprivate var inWords: String {
    let parts = rates.map { "\($0.key) \($0.value.value.inWords)" }.joined(separator: "; ")
    return "\(title): \(parts)"
  }
}
