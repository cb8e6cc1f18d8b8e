package import CapacityPlanning
package import CatalogModel
package import OptionScoring
import OrderedCollections
import Quantities
package import Requirements

/// Chooses a design for a workload by carrying out the catalog's decisions in order.
///
/// A reference, since every decision has a look at it.
package final class DesignChooser: Sendable {
  let ground: ChoiceGround
  private let detail: DecisionDetail
  private let recall: DecisionRecall?

  var catalog: Catalog { ground.catalog }
  var parameters: PlanningParameters { ground.parameters }
  var requirements: SystemRequirements { ground.requirements }

  /// - Parameter memo: What was sized already, for this system or another of the same catalog.
  package convenience init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements,
    memo: SizingMemo = SizingMemo(), detail: DecisionDetail = .reasons
  ) {
    self.init(
      ChoiceGround(
        catalog: catalog, parameters: parameters, requirements: requirements, memo: memo),
      detail: detail, recall: nil)
  }

  init(_ ground: ChoiceGround, detail: DecisionDetail, recall: DecisionRecall?) {
    self.ground = ground
    self.detail = detail
    self.recall = recall
  }

  /// A design with the decisions that led to it; no design when a decision has no option left.
  package struct Outcome: Sendable {
    package let design: Design?
    package let decisions: [Decision]
  }

  /// Decides for a workload.
  ///
  /// - Parameter incumbent: The design of the stage before; nil for the first.
  package func choose(
    for workload: Workload, incumbent: Design?
  ) throws(Catalog.Gap) -> Outcome {
    var log = DecisionLog(
      ground, RequirementSignals.loaded(requirements, workload), detail: detail, recall: recall)
    let costs = pricing(of: workload, hasStores: true)
    // What is decided before any store is the same for many data sets, and is recalled for all of them.
    let bare =
      recall != nil && detail == .values ? pricing(of: workload, hasStores: false) : costs
    log[.oneZoneRecovers] = Signal(
      .flag(try oneZoneRecovers()),
      from: ["objectives.recoveryMinutes", "objectives.dataLossMinutes", "data.sizeGiB"],
      formula:
        "time to bring the code up in another zone and to restore the data <= objective, and "
        + "what a restored database lacks <= what may be lost")
    let zones = try zonesNeeded()
    var design = Self.blank(zones: zones)

    guard let compute = try chooseCompute(&log, bare, design, incumbent) else {
      return Outcome(design: nil, decisions: log.decisions)
    }
    guard let platform = ComputePlatform(rawValue: compute.model) else {
      return Outcome(design: nil, decisions: log.decisions)
    }
    design.compute = platform
    design.take(compute, of: "compute")
    if platform == .singleInstance { design.zones = 1 }
    guard try chooseEntry(&log, bare, &design, incumbent),
      try chooseStores(&log, costs, &design, incumbent),
      try chooseDatabase(&log, costs, &design, incumbent),
      try chooseCaching(&log, costs, &design, incumbent),
      try chooseWork(&log, costs, &design, incumbent)
    else { return Outcome(design: nil, decisions: log.decisions) }
    return Outcome(design: design, decisions: log.decisions)
  }

  private func pricing(of workload: Workload, hasStores: Bool) -> OptionCosts {
    OptionCosts(ground, workload, isExplained: isExplained, hasStores: hasStores)
  }

  /// How many zones the promised availability, the time to recover and the data that may be lost need.
  package func zonesNeeded() throws(Catalog.Gap) -> Int {
    let availability = requirements.objectives.availability
    if availability <= (try catalog.number("planning.singleZoneAvailability")) {
      return try oneZoneRecovers() ? 1 : 2
    }
    return availability <= (try catalog.number("planning.twoZoneAvailability")) ? 2 : 3
  }

  /// Whether everything may stand in one zone, as far as the time to recover and the data that the
  /// loss of it takes along go.
  private func oneZoneRecovers() throws(Catalog.Gap) -> Bool {
    let hasRecords = requirements.dataSets.contains { $0.content != "files" }
    let lost = try DataLoss(catalog: catalog).pointInTime()
    guard !hasRecords || requirements.strictestDataLoss >= lost else { return false }
    return try RecoveryTime(catalog: catalog).fitsOneZone(requirements)
  }

  private static func blank(zones: Int) -> Design {
    Design(
      frontEnd: .none, edge: .none, compute: .fargate, exposure: .alb, balancing: .alb,
      hasInspection: false, engine: nil, placement: Placement(stores: [:]), caching: .none,
      zones: zones, messaging: [], workers: nil,
      observability: Observability(hasMetrics: true, hasTraces: false))
  }

  /// Whether reasons are wanted in words.
  var isExplained: Bool { detail == .reasons }

  /// The definition of a decision.
  ///
  /// - Throws: Its id, where the catalog lacks it.
  func definition(of decision: String) throws(Catalog.Gap) -> DecisionDefinition {
    guard let definition = catalog.decisions[decision] else { throw .fact("criteria/" + decision) }
    return definition
  }

  func effort(_ kind: String) throws(Catalog.Gap) -> Double {
    try catalog.number("planning.effortPersonDays#" + kind)
  }
}
