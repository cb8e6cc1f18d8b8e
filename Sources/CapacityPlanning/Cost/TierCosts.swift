package import Quantities

/// A monthly cost by tier.
package struct TierCosts: Hashable, Sendable {
  private var dollars = [Double](repeating: 0, count: Tier.allCases.count)

  package init() {}

  /// The cost of one tier.
  package subscript(tier: Tier) -> USDPerMonth { USDPerMonth(dollars[tier.order]) }

  /// The sum of all tiers in their order.
  package var total: USDPerMonth { USDPerMonth(dollars.reduce(0, +)) }

  /// The sums of some tiers, and nothing of the others.
  package func only(_ tiers: TierSet) -> TierCosts {
    var costs = self
    for tier in Tier.allCases where !tiers.holds(tier) { costs.dollars[tier.order] = 0 }
    return costs
  }

  package mutating func add(_ amount: Double, to tier: Tier) { dollars[tier.order] += amount }
}
