import CapacityPlanning
import CatalogModel
import Quantities

/// A monthly bill for programs: the total, the tiers and the items.
enum CostJSON {
  static func value(_ items: [CostItem]) -> JSONValue {
    let tiers = items.totalsByTier.map { tier, cost -> JSONValue in
      .object(["tier": .string(tier.rawValue), "monthlyCostUSD": .number(cost.value)])
    }
    var members: JSONMembers = [
      "monthlyCostUSD": .number(items.total.value), "tiers": .array(tiers),
      "items": .array(items.map(item)),
      "method": .string(Method.derived.label),
    ]
    if let summary = CommitmentSummary(items) { members["commitment"] = commitment(summary) }
    return .object(members)
  }

  private static func commitment(_ summary: CommitmentSummary) -> JSONValue {
    .object([
      "option": .string(summary.option), "termYears": .number(summary.years),
      "monthlyCostUSD": .number(summary.monthly.value),
      "onDemandMonthlyCostUSD": .number(summary.onDemandMonthly.value),
      "upfrontUSD": .number(summary.upfront),
      "recurringMonthlyUSD": .number(summary.recurringMonthly.value),
      "committedUSD": .number(summary.total),
    ])
  }

  private static func item(_ item: CostItem) -> JSONValue {
    var members: JSONMembers = [
      "tier": .string(item.tier.rawValue), "name": .string(item.name),
      "quantity": .number(item.quantity), "unit": .string(item.unit),
      "unitPriceUSD": .number(item.unitPrice), "monthlyCostUSD": .number(item.monthly.value),
      "price": .string(item.priceID), "source": .string(item.citation.source),
      "asOf": .string(item.citation.asOf),
      "confidence": .string(item.citation.confidence.rawValue),
    ]
    if let commitment = item.commitment {
      members["commitment"] = .string(commitment.option)
      members["onDemandUnitPriceUSD"] = .number(commitment.onDemandUnitPrice)
    }
    return .object(members)
  }
}
