package import CatalogModel
import Quantities
package import Requirements

/// The monthly bill of an architecture under a workload, from the list prices of the region.
///
/// Machines count as they run on average; pay-per-use counts the mean rate over a month of 730
/// hours. On demand, or on the commitment of `budget.purchase` where one covers what runs all the
/// time; without taxes or support plans. A reference, since whatever is priced has a look at it.
package final class CostModel: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  package let requirements: SystemRequirements

  package init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.requirements = requirements
  }

  /// All items, in the order of the tiers; they add up to the cost.
  package func items(
    _ architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> [CostItem] {
    try bill(architecture, under: workload, keepsItems: true).items
  }

  /// The sums of some tiers, with nothing computed of the others.
  ///
  /// - Throws: What the catalog lacks of what is paid in these tiers.
  package func totals(
    of tiers: TierSet, _ architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> TierCosts {
    if architecture.variants != catalog.variants {
      return try reading(architecture.variants).totals(of: tiers, architecture, under: workload)
    }
    return try totals(of: tiers, architecture, at: peak(of: architecture, under: workload))
  }

  /// What bills look at of the peak of a workload.
  ///
  /// - Precondition: The model reads the catalog for the architecture's options, as in `totals(of:_:at:)`.
  func peak(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> BilledPeak {
    try BilledPeak(
      architecture, under: workload, requirements: requirements, parameters: parameters,
      catalog: catalog)
  }

  /// The sums of some tiers at a peak that is known.
  func totals(
    of tiers: TierSet, _ architecture: Architecture, at peak: BilledPeak
  ) throws(Catalog.Gap) -> TierCosts {
    var bill = Bill(catalog: catalog, purchase: try purchase(), keepsItems: false)
    try add(tiers, to: &bill, architecture, peak.volumes)
    return bill.totals.only(tiers)
  }

  /// The sums of the tiers alone, for samples.
  package func totals(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> TierCosts {
    try bill(architecture, under: workload, keepsItems: false).totals
  }

  private func bill(
    _ architecture: Architecture, under workload: Workload, keepsItems: Bool
  ) throws(Catalog.Gap) -> Bill {
    if architecture.variants != catalog.variants {
      return try reading(architecture.variants).bill(
        architecture, under: workload, keepsItems: keepsItems)
    }
    let state = try NetworkState(
      architecture, under: workload, requirements: requirements, parameters: parameters,
      catalog: catalog, zoneLost: false)
    return try bill(state, under: workload, keepsItems: keepsItems)
  }

  /// The sums of the tiers of an architecture whose stations are known, with all zones.
  func totals(of state: NetworkState, in workload: Workload) throws(Catalog.Gap) -> TierCosts {
    if state.architecture.variants != catalog.variants {
      return try reading(state.architecture.variants)
        .bill(state, under: workload, keepsItems: false).totals
    }
    return try bill(state, under: workload, keepsItems: false).totals
  }

  private func bill(
    _ state: NetworkState, under workload: Workload, keepsItems: Bool
  ) throws(Catalog.Gap) -> Bill {
    let architecture = state.architecture
    let volumes = MonthlyVolumes(
      state, workload: workload, requirements: requirements, parameters: parameters)
    var bill = Bill(catalog: catalog, purchase: try purchase(), keepsItems: keepsItems)
    try add(.all, to: &bill, architecture, volumes)
    return bill
  }

  // What is added along with each other.
  private static let transferTiers: TierSet = [.edge, .network]
  private static let workTiers: TierSet = [.compute, .workers]
  private static let tableTiers: TierSet = [.tables, .cache]
  private static let fileTiers: TierSet = [.files, .messaging]

  /// Adds what is paid in some tiers, in their order, and what comes along with it in others.
  private func add(
    _ tiers: TierSet, to bill: inout Bill, _ architecture: Architecture,
    _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    func has(_ some: TierSet) -> Bool { !tiers.isDisjoint(with: some) }
    if has(.frontEnd) { try addFrontEnd(&bill, architecture, volumes) }
    if has(Self.transferTiers) { try addTransfer(&bill, architecture, volumes) }
    if has(.entry) { try addEntry(&bill, architecture, volumes) }
    if has(Self.workTiers) { try addCompute(&bill, architecture, volumes) }
    if has(.database), let relational = architecture.relational {
      try DatabaseCosts(catalog: catalog, parameters: parameters)
        .add(to: &bill, relational, volumes.database)
    }
    if has(Self.tableTiers) { try addTables(&bill, architecture, volumes) }
    if has(.cache) { try addCache(&bill, architecture) }
    if has(Self.fileTiers) { try addFilesAndMessages(&bill, architecture, volumes) }
    if has(.network) { try addNetwork(&bill, architecture, volumes) }
    if has(.observability) { try addObservability(&bill, architecture, volumes) }
  }

  /// The model for a design's options, where some are modelled like others.
  func reading(variantsOf design: Design) throws(Catalog.Gap) -> CostModel {
    design.variants == catalog.variants ? self : try reading(design.variants)
  }

  /// The model for an architecture's options, where some are modelled like others.
  private func reading(_ variants: [String: String]) throws(Catalog.Gap) -> CostModel {
    let catalog = catalog.reading(variants)
    return CostModel(
      catalog: catalog, parameters: try parameters.reading(catalog), requirements: requirements)
  }

  private func purchase() throws(Catalog.Gap) -> PurchaseOption? {
    try Self.purchase(of: requirements, in: catalog)
  }

  /// The option of `budget.purchase`; nil for on demand.
  static func purchase(
    of requirements: SystemRequirements, in catalog: Catalog
  ) throws(Catalog.Gap) -> PurchaseOption? {
    let id = requirements.budget.purchase
    if id == Budget.onDemand { return nil }
    guard let option = catalog.purchaseOption(id) else { throw .purchase(id) }
    return option
  }
}
