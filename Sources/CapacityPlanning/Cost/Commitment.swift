package import Quantities

/// The commitment behind an item's price.
package struct Commitment: Hashable, Sendable {
  /// The id of the purchase option.
  package let option: String
  package let title: String
  package let years: Double
  package let upfrontShare: Double
  /// US dollars for one unit without it.
  package let onDemandUnitPrice: Double

  package init(
    option: String, title: String, years: Double, upfrontShare: Double, onDemandUnitPrice: Double
  ) {
    self.option = option
    self.title = title
    self.years = years
    self.upfrontShare = upfrontShare
    self.onDemandUnitPrice = onDemandUnitPrice
  }
}

/// What the commitments of a bill amount to.
package struct CommitmentSummary: Hashable, Sendable {
  package let option: String
  package let title: String
  package let years: Double
  /// What the committed items cost in a month, the upfront part spread over the term.
  package let monthly: USDPerMonth
  /// What the same items cost on demand.
  package let onDemandMonthly: USDPerMonth
  /// US dollars due when the term begins: `share · monthly · 12 · years`.
  package let upfront: Double
  /// What is paid each month besides.
  package let recurringMonthly: USDPerMonth

  package var saving: USDPerMonth { USDPerMonth(onDemandMonthly.value - monthly.value) }

  /// US dollars owed from the first day, whether or not the capacity is used.
  package var total: Double { monthly.value * 12 * years }

  /// Nil for a bill that is paid on demand; a bill has one purchase option at most.
  package init?(_ items: [CostItem]) {
    let committed = items.filter { $0.commitment != nil }
    guard let commitment = committed.first?.commitment else { return nil }
    option = commitment.option
    title = commitment.title
    years = commitment.years
    monthly = committed.total
    onDemandMonthly = committed.map { item in
      USDPerMonth(item.quantity * (item.commitment?.onDemandUnitPrice ?? item.unitPrice))
    }.sum()
    upfront = commitment.upfrontShare * monthly.value * 12 * commitment.years
    recurringMonthly = USDPerMonth(monthly.value * (1 - commitment.upfrontShare))
  }
}
