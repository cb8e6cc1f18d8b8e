import OrderedCollections
import Quantities

/// What was negotiated off list prices: `discounts.yaml`.
package struct Discount: Hashable, Sendable {
  package let id: String
  /// What is left of the list price, such as 0.92 for eight percent off.
  package let factor: Double
  /// Instance tables (`ec2`, `rds`, `aurora`, `elasticache`), beginnings of price keys such as
  /// `alb.`, or `all`.
  package let of: [String]
  /// Empty for every region.
  package let regions: [String]
  /// Families of instance types such as `m7g`; empty for all of them.
  package let families: [String]
  package let citation: Citation

  package init(
    id: String, factor: Double, of: [String], regions: [String], families: [String],
    citation: Citation
  ) {
    self.id = id
    self.factor = factor
    self.of = of
    self.regions = regions
    self.families = families
    self.citation = citation
  }

  func covers(price key: String) -> Bool {
    families.isEmpty
      && of.contains { $0 == "all" || ($0.contains(".") && key.hasPrefix($0)) }
  }

  func covers(_ product: InstanceProduct, family: String) -> Bool {
    of.contains { $0 == "all" || $0 == product.rawValue }
      && (families.isEmpty || families.contains(InstanceProduct.plainFamily(family)))
  }
}

/// The four tables of instance types.
package enum InstanceProduct: String, Hashable, Sendable, CaseIterable {
  case ec2, rds, aurora, elasticache

  /// The family of a type or a family as EC2 writes it: `r7g` of `db.r7g` and of `db.r7g.large`.
  package static func plainFamily(_ name: String) -> String {
    let parts = name.split(separator: ".")
    let isPrefixed = parts.first == "db" || parts.first == "cache"
    return (isPrefixed ? parts.dropFirst() : parts[...]).first.map(String.init) ?? name
  }
}

extension Citation {
  /// That of a number made of two: the source of the first, and no more confidence than in either.
  package func joined(with other: Citation) -> Citation {
    let order: [Confidence] = [.recalled, .secondary, .primary]
    let weaker = order.first { $0 == confidence || $0 == other.confidence } ?? .recalled
    return Citation(source: source, asOf: asOf, confidence: weaker)
  }
}

extension Catalog {
  /// The catalog with discounts taken off its list prices; of several that cover one price the last
  /// one holds, so that rebates never add up by accident.
  package func discounted(by discounts: [Discount]) -> Catalog {
    let here = discounts.filter { $0.regions.isEmpty || $0.regions.contains(region) }
    guard !discounts.isEmpty else { return self }
    func discount(_ product: InstanceProduct, _ family: String) -> Discount? {
      here.last { $0.covers(product, family: family) }
    }
    var catalog = self
    catalog.discounts = discounts
    catalog.prices = prices.mapValues { price in
      guard let discount = here.last(where: { $0.covers(price: price.key) }) else { return price }
      return Price(
        key: price.key, region: price.region, dollars: discount.off(price.dollars),
        unit: price.unit, citation: discount.citation.joined(with: price.citation),
        note: discount.note(on: price.dollars, price.citation))
    }
    catalog.computeInstances = computeInstances.map { instance in
      discount(.ec2, instance.family).map(instance.discounted) ?? instance
    }
    catalog.databaseInstances = databaseInstances.map { instance in
      discount(instance.product, instance.family).map(instance.discounted) ?? instance
    }
    catalog.cacheNodes = cacheNodes.map { node in
      discount(.elasticache, node.family).map(node.discounted) ?? node
    }
    return catalog
  }
}

extension Catalog {
  /// The discount that a price or an instance type has in this catalog.
  package func discount(on change: CatalogChange) -> Discount? {
    let here = discounts.filter { $0.regions.isEmpty || $0.regions.contains(region) }
    if change.subject == .price { return here.last { $0.covers(price: change.id) } }
    let words = change.id.split(separator: " ").map(String.init)
    let product: InstanceProduct =
      words[0].hasPrefix("db.")
      ? (words.last?.hasPrefix("aurora") == true ? .aurora : .rds)
      : words[0].hasPrefix("cache.") ? .elasticache : .ec2
    return here.last { $0.covers(product, family: words[0]) }
  }
}

extension Discount {
  fileprivate func note(on list: Double, _ citation: Citation) -> String {
    "\(id): list price \(DecimalText.exact(list)) of \(citation.source), \(citation.asOf), "
      + "times \(DecimalText.exact(factor))"
  }

  fileprivate func off(_ price: USDPerHour) -> USDPerHour { USDPerHour(off(price.value)) }

  /// To a millionth of a millionth of a dollar: digits beyond are noise of binary fractions.
  fileprivate func off(_ dollars: Double) -> Double { (dollars * factor * 1e12).rounded() / 1e12 }
}

extension DatabaseInstance {
  /// The table that it stands in.
  package var product: InstanceProduct {
    engine == .auroraMySQL || engine == .auroraPostgres ? .aurora : .rds
  }

  fileprivate func discounted(by discount: Discount) -> DatabaseInstance {
    repriced(discount.citation, discount.off)
  }

  /// The same class at other prices, which rest on another citation as well.
  func repriced(_ other: Citation, _ price: (USDPerHour) -> USDPerHour) -> DatabaseInstance {
    DatabaseInstance(
      name: name, family: family, engine: engine, virtualCPUs: virtualCPUs, memory: memory,
      isCurrentGeneration: isCurrentGeneration, hourly: price(hourly),
      multiZoneHourly: multiZoneHourly.map(price), citation: other.joined(with: citation),
      multiZoneClusterHourly: multiZoneClusterHourly.map(price),
      ioOptimizedHourly: ioOptimizedHourly.map(price), connections: connections,
      network: network)
  }
}

extension ComputeInstance {
  fileprivate func discounted(by discount: Discount) -> ComputeInstance {
    repriced(discount.citation, discount.off)
  }

  /// The same type at another price, which rests on another citation as well.
  func repriced(_ other: Citation, _ price: (USDPerHour) -> USDPerHour) -> ComputeInstance {
    ComputeInstance(
      name: name, family: family, architecture: architecture, virtualCPUs: virtualCPUs,
      memory: memory, isCurrentGeneration: isCurrentGeneration, burstBaseline: burstBaseline,
      networkBaselineGbps: networkBaselineGbps, hourly: price(hourly),
      citation: other.joined(with: citation), shape: shape)
  }
}

extension CacheNode {
  fileprivate func discounted(by discount: Discount) -> CacheNode {
    repriced(discount.citation, discount.off)
  }

  /// The same node at another price, which rests on another citation as well.
  func repriced(_ other: Citation, _ price: (USDPerHour) -> USDPerHour) -> CacheNode {
    CacheNode(
      name: name, family: family, engine: engine, virtualCPUs: virtualCPUs, memory: memory,
      isCurrentGeneration: isCurrentGeneration, hourly: price(hourly),
      citation: other.joined(with: citation), networkBaselineGbps: networkBaselineGbps,
      networkBurstGbps: networkBurstGbps, maxMemoryBytes: maxMemoryBytes)
  }
}
