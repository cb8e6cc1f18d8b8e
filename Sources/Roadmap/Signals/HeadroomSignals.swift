import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// What the sizes of the stage to run now cost more than sizes for the users at the end of the horizon would.
///
/// A stage is sized for the users at its end, which a system that grows slowly may never see. Compared is the same
/// design, sized for the users at the end of the horizon by the fastest growth, by the bill of the present users.
struct HeadroomSignals {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  let memo: SizingMemo

  /// By how many times a stage has to carry the users of the horizon before other sizes are looked at.
  private static let leastFactor = 2.0

  /// The signals; none where the sizes are hardly too large, and where no others carry those users or cost less.
  func signals(_ stage: PlannedStage, _ present: PresentState) throws(Catalog.Gap) -> Signals {
    let now = requirements.users.now
    let months = requirements.budget.horizonMonths
    let end = GrowthScenario.all(of: requirements)
      .reduce(now) { max($0, $1.users(months: months)) }
    guard let reach = stage.breaking.users, reach.value >= end.value * Self.leastFactor else {
      return [:]
    }
    let sizing = ArchitectureSizing(
      catalog: catalog, parameters: parameters, requirements: requirements, memo: memo)
    let workload = requirements.workload(users: end)
    let model = CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
    guard let sized = try sizing.size(stage.design, for: workload), sized != stage.architecture,
      try model.carries(sized, under: workload)
    else { return [:] }
    let costs = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
    let bill = try costs.totals(of: sized, under: requirements.workload(users: now)).total
    let saved = present.costs.total.value - bill.value
    guard saved > 0 else { return [:] }
    let rate = RequirementSignals.rateQuestions
    let horizon = rate + ["users.monthlyGrowth", "budget.horizonMonths"]
    return [
      .reachUsers: Signal(
        .number(reach.value), unit: "users", from: rate,
        formula: "the load at which the first limit is passed"),
      .horizonUsers: Signal(
        .number(end.value.rounded()), unit: "users", from: horizon,
        formula: "users · (1 + growth)^months"),
      .horizonSizes: Signal(.text(sizes(sized, stage)), from: horizon),
      .horizonReach: Signal(
        .text(try carried(by: sized, from: end, model)), from: horizon,
        formula: "the load at which the first limit of those sizes is passed"),
      .presentBill: Signal(
        .number(present.costs.total.value), unit: "USD/month", from: rate,
        formula: "the stage under the load of the present users"),
      .horizonBill: Signal(
        .number(bill.value), unit: "USD/month", from: horizon,
        formula: "the same design, sized for the users of the horizon, under that load"),
      .headroomCost: Signal(.number(saved), unit: "USD/month", from: horizon),
      .headroomShare: Signal(
        .number(100 * saved / max(0.01, present.costs.total.value)), unit: "%", from: horizon,
        formula: "what the larger sizes cost more / the bill of the present users"),
    ]
  }

  private func carried(
    by sized: Architecture, from end: Users, _ model: CapacityModel
  ) throws(Catalog.Gap) -> String {
    guard let users = try model.breakingLoad(of: sized, from: end).users else {
      return "any number"
    }
    return DecimalText.significant(users.value, 3) + " users"
  }

  /// The sizes in words that are others than those of the stage.
  private func sizes(_ sized: Architecture, _ stage: PlannedStage) -> String {
    let present = Dictionary(
      stage.components.map { ($0.slot, $0.size) }, uniquingKeysWith: { first, _ in first })
    return ComponentList(architecture: sized, decisions: stage.decisions, incumbent: nil)
      .components()
      .filter { !$0.size.isEmpty && present[$0.slot] != $0.size }
      .map { "\($0.title) with \($0.size)" }.joined(separator: ", ")
  }
}
