import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Drafts what each option would amount to, and turns sizes and bills into signals of options.
struct OptionCosts {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  let workload: Workload
  let memo: SizingMemo

  /// The architecture of a design at the planning targets, or nil when nothing is large enough or
  /// the region has no price for a part.
  func draft(_ design: Design) throws(Catalog.Gap) -> Architecture? {
    do throws(Catalog.Gap) {
      return try sized(design)
    } catch {
      guard case .price = error else { throw error }
      return nil
    }
  }

  private func sized(_ design: Design) throws(Catalog.Gap) -> Architecture? {
    try ArchitectureSizing(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo
    ).draft(design, for: workload)
  }

  /// The bill of a draft.
  func items(_ architecture: Architecture) throws(Catalog.Gap) -> [CostItem] {
    try CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
      .items(architecture, under: workload)
  }

  /// The first of some prices that the region lacks, as a signal that rejects an option.
  func missingPrice(_ keys: [String], for variants: [String: String]) -> Signal? {
    let catalog = catalog.reading(variants)
    for key in keys {
      do throws(Catalog.Gap) {
        _ = try catalog.price(key)
      } catch {
        if case .price(let missing) = error { return self.missing(missing) }
      }
    }
    return nil
  }

  private func missing(_ key: String) -> Signal {
    Signal(
      .text(key), from: ["system.region"], formula: "a price of \(catalog.region) for every part")
  }

  /// Signals of an option that some tiers of a draft make: whether it fits, and what they cost; or
  /// the price that the region lacks for it.
  ///
  /// - Parameters:
  ///   - effort: Person-days of the change to it, spread over the planning months; 0 for what
  ///     stands.
  func signals(
    _ design: Design, tiers: Set<Tier>, isIncumbent: Bool, effort: Double = 0
  ) throws(Catalog.Gap) -> Signals {
    var signals: Signals = ["incumbent": Signal(.flag(isIncumbent), from: ["system.today"])]
    let running: [CostItem]?
    do throws(Catalog.Gap) {
      running = try sized(design).map { architecture throws(Catalog.Gap) in
        try items(architecture).filter { tiers.contains($0.tier) }
      }
    } catch {
      guard case .price(let key) = error else { throw error }
      signals["missingPrice"] = missing(key)
      return signals
    }
    signals["fits"] = Signal(
      .flag(running != nil), from: RequirementSignals.rateQuestions,
      formula: "a size of the region that carries the peak")
    guard let running else { return signals }
    let spread =
      isIncumbent ? 0 : effort * parameters.personDayCost / parameters.effortMonths
    signals["monthlyCost"] = Signal(
      .number(running.total.value + spread), unit: "USD/month",
      from: RequirementSignals.rateQuestions + ["users.peakToAverage", "system.region"],
      formula: effort > 0
        ? "bill of the tiers concerned + effort spread over a year"
        : "bill of the tiers concerned",
      parts: Tier.allCases.filter(tiers.contains).map { tier in
        SignalPart(tier.rawValue, running.total(of: tier).value)
      } + (spread > 0 ? [SignalPart("effort", spread)] : []))
    return signals
  }
}
