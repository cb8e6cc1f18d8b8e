package import CatalogModel
package import Quantities

/// One line of a monthly bill: a quantity at a list price.
package struct CostItem: Hashable, Sendable {
  package let tier: Tier
  /// What is paid for, such as `load balancer hours`.
  package let name: String
  package let quantity: Double
  /// The unit of the quantity, such as `hours`.
  package let unit: String
  /// US dollars for one unit.
  package let unitPrice: Double
  /// The key of the price fact, or the instance type whose price it is.
  package let priceID: String
  package let citation: Citation
  /// The commitment that made the unit price what it is; nil for what is paid on demand.
  package let commitment: Commitment?

  package init(
    tier: Tier, name: String, quantity: Double, unit: String, unitPrice: Double, priceID: String,
    citation: Citation, commitment: Commitment? = nil
  ) {
    self.tier = tier
    self.name = name
    self.quantity = quantity
    self.unit = unit
    self.unitPrice = unitPrice
    self.priceID = priceID
    self.citation = citation
    self.commitment = commitment
  }

  /// `quantity · unit price`.
  package var monthly: USDPerMonth { USDPerMonth(quantity * unitPrice) }
}

extension Sequence where Element == CostItem {
  /// The sum of all items in order.
  package var total: USDPerMonth { map(\.monthly).sum() }

  /// The sum of one tier's items.
  package func total(of tier: Tier) -> USDPerMonth {
    filter { $0.tier == tier }.map(\.monthly).sum()
  }
}
