import CapacityPlanning
import CatalogModel
import Quantities

/// A monthly bill for programs: the total, the tiers and the items.
enum CostJSON {
  static func value(_ items: [CostItem]) -> JSONValue {
    var tiers: [String: JSONValue] = [:]
    for tier in Tier.allCases where items.contains(where: { $0.tier == tier }) {
      tiers[tier.rawValue] = .number(items.total(of: tier).value)
    }
    return .object([
      "monthlyCostUSD": .number(items.total.value), "monthlyCostUSDByTier": .object(tiers),
      "items": .array(items.map(item)),
    ])
  }

  private static func item(_ item: CostItem) -> JSONValue {
    .object([
      "tier": .string(item.tier.rawValue), "name": .string(item.name),
      "quantity": .number(item.quantity), "unit": .string(item.unit),
      "unitPriceUSD": .number(item.unitPrice), "monthlyCostUSD": .number(item.monthly.value),
      "price": .string(item.priceID), "source": .string(item.citation.source),
      "asOf": .string(item.citation.asOf),
      "confidence": .string(item.citation.confidence.rawValue),
    ])
  }
}
