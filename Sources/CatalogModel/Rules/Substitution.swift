import OrderedCollections
import Quantities

/// What an option reads instead of the prices and facts of the option that it is modelled like.
package struct Substitution: Hashable, Sendable {
  /// Price keys of the model to price keys of the option.
  package let prices: [String: String]
  /// Facts of the model to facts of the option.
  package let facts: [String: String]
  /// The fact that holds how many times the price of an instance or a node of the model one of the
  /// option costs; nil where they cost the same or there are none.
  package let instancePriceRatio: String?

  package init(prices: [String: String], facts: [String: String], instancePriceRatio: String?) {
    self.prices = prices
    self.facts = facts
    self.instancePriceRatio = instancePriceRatio
  }

  /// What stands for what, sorted.
  var text: String {
    let pairs = (prices.map { "\($0) by \($1)" } + facts.map { "\($0) by \($1)" }).sorted()
    return (pairs + (instancePriceRatio.map { ["instances times \($0)"] } ?? []))
      .joined(separator: ", ")
  }
}

extension Catalog {
  /// The catalog as models read it for options that are modelled like others: with those options'
  /// prices and facts in place of the others'.
  ///
  /// - Parameter options: By decision; decisions that are missing read what is their own.
  package func reading(_ options: [String: String]) -> Catalog {
    if options == variants { return self }
    // What a former choice put in is taken out again only by starting anew.
    precondition(variants.isEmpty, "a catalog is read for one choice of options")
    var catalog = self
    catalog.variants = options
    for (decision, id) in options.sorted(by: { $0.key < $1.key }) {
      guard let option = decisions[decision]?.options.first(where: { $0.id == id }),
        let substitution = option.substitution
      else { continue }
      catalog.substitutions[decision] = substitution
      guard let id = substitution.instancePriceRatio, let fact = fact(id),
        let ratio = fact.number
      else { continue }
      catalog.scaleInstances(of: decision, by: ratio, fact.citation)
    }
    return catalog
  }

  /// Whether it is read for an option that has facts of its own in place of others.
  package var replacesFacts: Bool { substitutions.values.contains { !$0.facts.isEmpty } }

  private mutating func scaleInstances(of decision: String, by ratio: Double, _ citation: Citation)
  {
    func scaled(_ price: USDPerHour) -> USDPerHour { price * ratio }
    switch decision {
    case "compute": computeInstances = computeInstances.map { $0.repriced(citation, scaled) }
    case "database": databaseInstances = databaseInstances.map { $0.repriced(citation, scaled) }
    case "caching": cacheNodes = cacheNodes.map { $0.repriced(citation, scaled) }
    default: break
    }
  }

  func substituted(fact id: String) -> String {
    for substitution in substitutions.values where !substitution.facts.isEmpty {
      if let other = substitution.facts[id] { return other }
    }
    return id
  }

  /// The same for `id#key`, which names an entry of a table.
  func substituted(number id: String) -> String {
    guard let mark = id.utf8.firstIndex(of: UInt8(ascii: "#")) else {
      return substituted(fact: id)
    }
    return replacesFacts ? substituted(fact: String(id[..<mark])) + id[mark...] : id
  }

  func substituted(price key: String, of decisions: [String]?) -> String {
    for (decision, substitution) in substitutions where decisions?.contains(decision) ?? true {
      if let other = substitution.prices[key] { return other }
    }
    return key
  }
}
