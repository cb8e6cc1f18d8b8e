package import CatalogModel

/// The price tables of a region's folder.
package enum PriceTableKind: String, Hashable, Sendable, CaseIterable {
  case services, ec2, rds, aurora, elasticache

  /// The columns of prices.
  package var priceColumns: [String] {
    switch self {
    case .services: ["dollars"]
    case .ec2, .elasticache: ["hourly"]
    case .rds: ["singleZone", "multiZone", "multiZoneCluster"]
    case .aurora: ["standard", "ioOptimized"]
    }
  }

  /// The columns that together name a row.
  package var keyColumns: [String] {
    switch self {
    case .services: ["key"]
    case .ec2: ["type"]
    case .rds, .aurora: ["class", "engine"]
    case .elasticache: ["node", "engine"]
    }
  }
}

/// Which products of an offer file give which price of the catalog.
package struct PriceRule: Hashable, Sendable {
  /// A name that stands for an attribute's value; a product whose value is not listed does not match.
  package struct Name: Hashable, Sendable {
    package let name: String
    package let attribute: String
    package let values: [String: String]

    package init(_ name: String, from attribute: String, _ values: [String: String]) {
      self.name = name
      self.attribute = attribute
      self.values = values
    }
  }

  /// Whose prices they are.
  package enum Region: Hashable, Sendable {
    /// The region that an attribute names.
    case attribute(String)
    /// The table of `global`.
    case global
  }

  /// Which tier of a graduated price is taken.
  package enum Tier: String, Hashable, Sendable, CaseIterable {
    /// There is one price, apart from a free allowance.
    case only
    /// The first tier that costs something.
    case first
    /// Every tier, `{tier}` in the key being its number from 1, free allowances not counted.
    case each
  }

  package let table: PriceTableKind
  /// The texts of the key columns.
  package let key: [KeyTemplate]
  /// The column that the price stands in.
  package let column: KeyTemplate
  package let filters: [AttributeFilter]
  package let names: [Name]
  package let region: Region
  /// The unit of the catalog's price, a key of the `UnitTable`.
  package let unit: String
  package let tier: Tier
  /// Whether a file without the price can still be whole.
  package let isOptional: Bool
  /// Where the rule stands.
  package let place: Place

  package init(
    table: PriceTableKind, key: [KeyTemplate], column: KeyTemplate, filters: [AttributeFilter],
    names: [Name], region: Region, unit: String, tier: Tier, isOptional: Bool, place: Place
  ) {
    self.table = table
    self.key = key
    self.column = column
    self.filters = filters
    self.names = names
    self.region = region
    self.unit = unit
    self.tier = tier
    self.isOptional = isOptional
    self.place = place
  }

  /// Whether some product could give the price that stands in a row and column.
  ///
  /// Attributes other than those of `names` can stand for any text.
  package func covers(key: [String], column: String, region: String) -> Bool {
    if case .global = self.region, region != "global" { return false }
    if case .attribute = self.region, region == "global" { return false }
    return zip(self.key, key).allSatisfy { $0.canProduce($1, accepts: canStand) }
      && self.column.canProduce(column, accepts: canStand)
  }

  private func canStand(_ placeholder: String, for text: Substring) -> Bool {
    if placeholder == KeyTemplate.tier { return text.allSatisfy(\.isNumber) }
    guard let name = names.first(where: { $0.name == placeholder }) else { return true }
    return name.values.values.contains(String(text))
  }
}

/// The rules of one offer.
package struct OfferMapping: Hashable, Sendable {
  /// `AmazonEC2`, as offer files name themselves.
  package let offer: String
  package let rules: [PriceRule]

  package init(offer: String, rules: [PriceRule]) {
    self.offer = offer
    self.rules = rules
  }

  /// The id of the offer's entry in `sources.yaml`, and its name in the tables.
  package var source: String { "aws-price-list-\(offer)" }

  /// Whether its prices, those that a whole file must have, are of no region.
  package var isGlobal: Bool { rules.allSatisfy { $0.isOptional || $0.region == .global } }
}
