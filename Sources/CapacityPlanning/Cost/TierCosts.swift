package import Quantities

/// A monthly cost by tier.
package struct TierCosts: Hashable, Sendable {
  // In place: a bill is made for every size that is compared.
  private var dollars = InlineArray<12, Double>(repeating: 0)

  package init() {}

  /// The cost of one tier.
  package subscript(tier: Tier) -> USDPerMonth { USDPerMonth(dollars[tier.order]) }

  /// The sum of all tiers in their order.
  package var total: USDPerMonth {
    var total = 0.0
    for place in dollars.indices { total += dollars[place] }
    return USDPerMonth(total)
  }

  /// The sums of some tiers, and nothing of the others.
  package func only(_ tiers: TierSet) -> TierCosts {
    var costs = self
    for place in dollars.indices where !tiers.holds(place) { costs.dollars[place] = 0 }
    return costs
  }

  package mutating func add(_ amount: Double, to tier: Tier) { dollars[tier.order] += amount }

  package static func == (left: TierCosts, right: TierCosts) -> Bool {
    left.dollars.indices.allSatisfy { left.dollars[$0] == right.dollars[$0] }
  }

  package func hash(into hasher: inout Hasher) {
    for place in dollars.indices { hasher.combine(dollars[place]) }
  }
}
