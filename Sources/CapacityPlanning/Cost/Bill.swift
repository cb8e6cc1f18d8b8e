package import CatalogModel
package import Quantities

/// A monthly bill in the making: every item names the price it was computed from.
package struct Bill: Sendable {
  package let catalog: Catalog
  package private(set) var items: [CostItem] = []

  package init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// The hours of a billing month.
  package static let hours = USDPerHour.hoursPerMonth
  /// The seconds of a billing month.
  package static let seconds = USDPerHour.hoursPerMonth * 3600

  /// Adds a quantity at the list price of a key; nothing for a quantity of zero.
  package mutating func add(
    _ tier: Tier, _ name: String, _ quantity: Double, _ unit: String, at key: String
  ) throws(Catalog.Gap) {
    guard quantity > 0 else { return }
    let price = try catalog.price(key)
    items.append(
      CostItem(
        tier: tier, name: name, quantity: quantity, unit: unit, unitPrice: price.dollars,
        priceID: key, citation: price.citation))
  }

  /// Adds hours of machines at the price of their type.
  package mutating func addHours(
    _ tier: Tier, _ name: String, machines: Double, hourly: USDPerHour, type: String,
    citation: Citation
  ) {
    guard machines > 0 else { return }
    items.append(
      CostItem(
        tier: tier, name: name, quantity: machines * Self.hours, unit: "hours",
        unitPrice: hourly.value, priceID: type, citation: citation))
  }

  /// A step of a tiered price: the key, and the quantity up to which it holds; nil for the last.
  package struct Step: Sendable {
    package let key: String
    package let upTo: Double?

    package init(_ key: String, upTo: Double? = nil) {
      self.key = key
      self.upTo = upTo
    }
  }

  /// Adds a quantity at tiered prices, an item for each step that it reaches.
  ///
  /// - Parameter start: What was billed before at the same steps.
  package mutating func add(
    _ tier: Tier, _ name: String, _ quantity: Double, _ unit: String, after start: Double = 0,
    steps: [Step]
  ) throws(Catalog.Gap) {
    var taken = start
    for step in steps {
      let end = min(start + quantity, step.upTo ?? .infinity)
      try add(tier, name, end - taken, unit, at: step.key)
      taken = max(taken, end)
    }
  }
}
