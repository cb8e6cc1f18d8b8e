import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Synchronization

/// What all choices of a deployment have in common, whatever its users: worked out once for all of its stages.
final class ChoiceGround: Sendable {
  /// With the weights of the answers.
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  let memo: SizingMemo
  let sizing: ArchitectureSizing
  let costs: CostModel
  /// Signals that no workload changes.
  let fixed: Signals
  /// The same as decisions look them up.
  let table: SignalTable
  private let rows = Mutex<[Row]>([])
  private let platforms = Mutex<[PlatformTraits?]?>(nil)

  /// What drafts for some users cost.
  private struct Row {
    let workload: Workload
    let hasStores: Bool
    let drafts: DraftCosts
  }

  init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements,
    memo: SizingMemo
  ) {
    self.catalog = catalog.weighting(
      requirements.policy.priorities.map { ($0.decision, $0.criterion, $0.factor) })
    self.parameters = parameters
    self.requirements = requirements
    self.memo = memo
    sizing = ArchitectureSizing(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo)
    costs = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
    fixed = RequirementSignals.fixed(of: requirements)
    table = SignalTable(fixed)
  }

  /// What drafts cost under the workload of the requirements for some users.
  ///
  /// - Parameters:
  ///   - workload: Of these requirements, without its data sets where the drafts have no stores.
  ///   - hasStores: Whether the drafts have stores of data.
  func drafts(under workload: Workload, hasStores: Bool = true) -> DraftCosts {
    let known = rows.withLock { rows in
      rows.first { $0.workload == workload && $0.hasStores == hasStores }?.drafts
    }
    if let known { return known }
    let drafts = memo.drafts(
      under: CostBasis(requirements, under: workload, hasStores: hasStores))
    rows.withLock { $0.append(Row(workload: workload, hasStores: hasStores, drafts: drafts)) }
    return drafts
  }

  /// What the options for the platform have for themselves that no workload changes, by their places; nil for one
  /// that is modelled like nothing.
  ///
  /// - Throws: What the catalog lacks.
  func platforms(
    _ definition: DecisionDefinition,
    _ make: (OfferedOption<ComputePlatform>) throws(Catalog.Gap) -> PlatformTraits
  ) throws(Catalog.Gap) -> [PlatformTraits?] {
    if let known = platforms.withLock({ $0 }) { return known }
    var traits = [PlatformTraits?](repeating: nil, count: definition.options.count)
    for offered in definition.options(modelledAs: ComputePlatform.self) {
      traits[offered.place] = try make(offered)
    }
    let made = traits
    platforms.withLock { $0 = made }
    return made
  }
}

/// A platform that is offered, with its signals.
struct PlatformTraits: Sendable {
  let offered: OfferedOption<ComputePlatform>
  let signals: Signals
}
