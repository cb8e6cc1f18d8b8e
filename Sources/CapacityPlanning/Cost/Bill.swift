package import CatalogModel
package import Quantities

/// A monthly bill in the making: every item names the price it was computed from.
package struct Bill: Sendable {
  package let catalog: Catalog
  /// How what runs all the time is paid for; nil for on demand.
  package let purchase: PurchaseOption?
  package private(set) var items: [CostItem] = []
  /// The sums of the tiers, where no items are kept.
  package private(set) var totals = TierCosts()
  /// Whether items are kept, or only their sums.
  private let keepsItems: Bool

  package init(catalog: Catalog, purchase: PurchaseOption? = nil, keepsItems: Bool = true) {
    self.catalog = catalog
    self.purchase = purchase
    self.keepsItems = keepsItems
  }

  /// The hours of a billing month.
  package static let hours = USDPerHour.hoursPerMonth
  /// The seconds of a billing month.
  package static let seconds = USDPerHour.hoursPerMonth * 3600

  /// Adds a quantity at the list price of a key; nothing for a quantity of zero.
  package mutating func add(
    _ tier: Tier, _ name: @autoclosure () -> String, _ quantity: Double, _ unit: String,
    at key: String
  ) throws(Catalog.Gap) {
    guard quantity > 0 else { return }
    guard keepsItems else {
      if let dollars = catalog.plainDollars(key) {
        totals.add(quantity * dollars * (rate(key, tier)?.ratio ?? 1), to: tier)
      } else {
        let price = try catalog.price(key, of: tier.decisions)
        totals.add(quantity * price.dollars * (rate(price.key, tier)?.ratio ?? 1), to: tier)
      }
      return
    }
    let price = try catalog.price(key, of: tier.decisions)
    items.append(
      CostItem(
        tier: tier, name: name(), quantity: quantity, unit: unit, unitPrice: price.dollars,
        priceID: price.key, citation: price.citation))
    if let rate = rate(price.key, tier) { commitLast(to: rate) }
  }

  /// The committed rate of a price; jobs come and go, so nothing is committed for them.
  private func rate(_ key: String, _ tier: Tier) -> PurchaseOption.Rate? {
    tier == .workers ? nil : purchase?.rate(price: key)
  }

  /// Adds hours of machines at the price of their type.
  package mutating func addHours(
    _ tier: Tier, _ name: @autoclosure () -> String, machines: Double, hourly: USDPerHour,
    type: String, of product: InstanceProduct, citation: Citation
  ) {
    guard machines > 0 else { return }
    let rate = purchase?.rate(product, type: type, in: catalog)
    guard keepsItems else {
      totals.add(machines * Self.hours * hourly.value * (rate?.ratio ?? 1), to: tier)
      return
    }
    items.append(
      CostItem(
        tier: tier, name: name(), quantity: machines * Self.hours, unit: "hours",
        unitPrice: hourly.value, priceID: type, citation: citation))
    if let rate { commitLast(to: rate) }
  }

  /// Puts the rate of the purchase option in the place of the on-demand price of the last item.
  private mutating func commitLast(to rate: PurchaseOption.Rate) {
    guard let purchase, let item = items.popLast() else { return }
    items.append(
      CostItem(
        tier: item.tier, name: item.name, quantity: item.quantity, unit: item.unit,
        unitPrice: item.unitPrice * rate.ratio, priceID: item.priceID,
        citation: rate.citation.joined(with: item.citation),
        commitment: Commitment(
          option: purchase.id, title: purchase.title, years: purchase.years,
          upfrontShare: purchase.upfrontShare, onDemandUnitPrice: item.unitPrice)))
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
  /// - Parameters:
  ///   - start: What was billed before at the same steps.
  ///   - steps: In ascending order; those beyond the quantity are not asked for.
  package mutating func add(
    _ tier: Tier, _ name: @autoclosure () -> String, _ quantity: Double, _ unit: String,
    after start: Double = 0, steps: @autoclosure () -> some Sequence<Step>
  ) throws(Catalog.Gap) {
    guard quantity > 0 else { return }
    var taken = start
    for step in steps() {
      let end = min(start + quantity, step.upTo ?? .infinity)
      try add(tier, name(), end - taken, unit, at: step.key)
      taken = max(taken, end)
      if taken >= start + quantity { return }
    }
  }
}
