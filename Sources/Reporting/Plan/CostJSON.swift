import CapacityPlanning
import CatalogModel
import Quantities

/// A monthly bill for programs: the total, the tiers and the items.
enum CostJSON {
  static func write(_ items: [CostItem], to json: inout JSONWriter) {
    json.object { json in
      if let summary = CommitmentSummary(items) {
        json.member("commitment") { commitment(summary, to: &$0) }
      }
      json.member("items", each: items, item)
      json.member("method", Method.derived.label)
      json.member("monthlyCostUSD", items.total.value)
      json.member("tiers", each: items.totalsByTier) { total, json in
        json.object { json in
          json.member("monthlyCostUSD", total.cost.value)
          json.member("tier", total.tier.rawValue)
        }
      }
    }
  }

  private static func commitment(_ summary: CommitmentSummary, to json: inout JSONWriter) {
    json.object { json in
      json.member("committedUSD", summary.total)
      json.member("monthlyCostUSD", summary.monthly.value)
      json.member("onDemandMonthlyCostUSD", summary.onDemandMonthly.value)
      json.member("option", summary.option)
      json.member("recurringMonthlyUSD", summary.recurringMonthly.value)
      json.member("termYears", summary.years)
      json.member("upfrontUSD", summary.upfront)
    }
  }

  private static func item(_ item: CostItem, to json: inout JSONWriter) {
    json.object { json in
      json.member("asOf", item.citation.asOf)
      if let commitment = item.commitment { json.member("commitment", commitment.option) }
      json.member("confidence", item.citation.confidence.rawValue)
      json.member("monthlyCostUSD", item.monthly.value)
      json.member("name", item.name)
      if let commitment = item.commitment {
        json.member("onDemandUnitPriceUSD", commitment.onDemandUnitPrice)
      }
      json.member("price", item.priceID)
      json.member("quantity", item.quantity)
      json.member("source", item.citation.source)
      json.member("tier", item.tier.rawValue)
      json.member("unit", item.unit)
      json.member("unitPriceUSD", item.unitPrice)
    }
  }
}
