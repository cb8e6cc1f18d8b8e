import CapacityPlanning
import CatalogModel
import Quantities

/// A monthly bill for programs: the total, the tiers and the items.
enum CostJSON {
  static func value(_ items: [CostItem]) -> JSONValue {
    let tiers = Tier.allCases.filter { tier in items.contains { $0.tier == tier } }.map { tier in
      JSONValue.object([
        "tier": .string(tier.rawValue), "monthlyCostUSD": .number(items.total(of: tier).value),
      ])
    }
    return .object([
      "monthlyCostUSD": .number(items.total.value), "tiers": .array(tiers),
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
