package import OrderedCollections

/// A way of paying for capacity that runs all the time: on a commitment of a term, with or without
/// a part upfront.
package struct PurchaseOption: Hashable, Sendable {
  /// `reserved-1yr-none`.
  package let id: String
  package let title: String
  package let years: Double
  /// The share of the cost of the whole term that is due when it begins.
  package let upfrontShare: Double
  /// What is left of the on-demand price over the term, upfront part included: by instance table
  /// (`ec2`) or beginning of a price key (`fargate.`); a number, a range, or by family.
  package let rates: OrderedDictionary<String, Fact>
  /// Facts with measured ratios by family, by instance table: the fact's id goes on with the region
  /// and the term, `planning.reservedNoUpfrontRatio.us-east-1.1yr`.
  package let measured: OrderedDictionary<String, String>

  package init(
    id: String, title: String, years: Double, upfrontShare: Double,
    rates: OrderedDictionary<String, Fact>, measured: OrderedDictionary<String, String>
  ) {
    self.id = id
    self.title = title
    self.years = years
    self.upfrontShare = upfrontShare
    self.rates = rates
    self.measured = measured
  }

  /// What is left of an on-demand price, and where that is known from.
  package struct Rate: Hashable, Sendable {
    package let ratio: Double
    package let citation: Citation
  }

  /// The rate of an instance type; nil where the option does not cover it.
  package func rate(_ product: InstanceProduct, type: String, in catalog: Catalog) -> Rate? {
    let family = InstanceProduct.plainFamily(type)
    if let prefix = measured[product.rawValue],
      let fact = catalog.fact("\(prefix).\(catalog.region).\(Int(years))yr"),
      let rate = Self.rate(fact, family: family)
    {
      return rate
    }
    return rates[product.rawValue].flatMap { Self.rate($0, family: family) }
  }

  /// The rate of a price by key; nil where the option does not cover it.
  package func rate(price key: String) -> Rate? {
    rates.first { $0.key.contains(".") && key.hasPrefix($0.key) }
      .flatMap { Self.rate($0.value, family: "") }
  }

  private static func rate(_ fact: Fact, family: String) -> Rate? {
    if case .table(let table) = fact.value {
      return table[family].map { Rate(ratio: $0, citation: fact.citation) }
    }
    return fact.number.map { Rate(ratio: $0, citation: fact.citation) }
  }
}
