import CapacityPlanning
import Quantities

extension Collection where Element == CostItem {
  /// The sums of the tiers that have items, in the order of the tiers.
  ///
  /// Each is added up in the order of the items, as `total(of:)` does, which copies every item for every tier.
  var totalsByTier: [(tier: Tier, cost: USDPerMonth)] {
    var sums = [USDPerMonth?](repeating: nil, count: Tier.allCases.count)
    for item in self {
      let place = item.tier.order
      sums[place] = (sums[place] ?? .zero) + item.monthly
    }
    return Tier.allCases.compactMap { tier in sums[tier.order].map { (tier, $0) } }
  }
}
