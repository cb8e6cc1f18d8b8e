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

  /// The architecture of a design at the planning targets, or nil when nothing is large enough.
  func draft(_ design: Design) throws(Catalog.Gap) -> Architecture? {
    try ArchitectureSizing(catalog: catalog, parameters: parameters, requirements: requirements)
      .draft(design, for: workload)
  }

  /// The bill of a draft.
  func items(_ architecture: Architecture) throws(Catalog.Gap) -> [CostItem] {
    try CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
      .items(architecture, under: workload)
  }

  /// Signals of an option that some tiers of a draft make: whether it fits, and what they cost.
  ///
  /// - Parameters:
  ///   - effort: Person-days of the change to it, spread over the planning months; 0 for what
  ///     stands.
  func signals(
    _ design: Design, tiers: Set<Tier>, isIncumbent: Bool, effort: Double = 0
  ) throws(Catalog.Gap) -> Signals {
    var signals: Signals = ["incumbent": Signal(.flag(isIncumbent), from: ["system.today"])]
    guard let architecture = try draft(design) else {
      signals["fits"] = Signal(
        .flag(false), from: RequirementSignals.rateQuestions,
        formula: "a size of the region that carries the peak")
      return signals
    }
    let running = try items(architecture).filter { tiers.contains($0.tier) }.total
    let spread =
      isIncumbent ? 0 : effort * parameters.personDayCost / parameters.effortMonths
    signals["fits"] = Signal(
      .flag(true), from: RequirementSignals.rateQuestions,
      formula: "a size of the region that carries the peak")
    signals["monthlyCost"] = Signal(
      .number(running.value + spread), unit: "USD/month",
      from: RequirementSignals.rateQuestions + ["users.peakToAverage", "system.region"],
      formula: effort > 0
        ? "bill of the tiers concerned + effort spread over a year"
        : "bill of the tiers concerned")
    return signals
  }
}
