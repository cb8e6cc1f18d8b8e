import CapacityPlanning
import Quantities

extension Collection where Element == CostItem {
  /// The sums of the tiers that have items, in the order of the tiers.
  ///
  /// Each is added up in the order of the items, as `total(of:)` does, which copies every item for every tier.
  var totalsByTier: [(tier: Tier, cost: USDPerMonth)] {
    let costs = map { (tier: $0.tier, monthly: $0.monthly) }
    return Tier.allCases.compactMap { tier in
      let own = costs.filter { $0.tier == tier }
      return own.isEmpty ? nil : (tier, own.map(\.monthly).sum())
    }
  }
}
