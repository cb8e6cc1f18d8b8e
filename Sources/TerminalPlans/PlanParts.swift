import CapacityPlanning
import CatalogModel
import Quantities
import Reporting
import Requirements
import Roadmap
import TerminalUI

/// A unit, or a system of one, under a load: what carries it, and how it stands.
struct UnitLoad {
  let part: ShownPlan
  let stage: PlannedStage
  let workload: Workload
  let assessment: Assessment
}

/// A divided system seen as a whole, or as one of its deployment units.
extension ShownPlan {
  /// The names of the units at the present stage; empty for a system of one unit.
  package var unitNames: [String] { plan.unitNames }

  /// The units and what lies between them; nil where there is one unit, or one is shown.
  var divided: Composition? {
    plan.composition.flatMap { $0.isDivided ? $0 : nil }
  }

  /// The same plan as one unit sees it; the plan itself where it has no unit of this name.
  package func viewing(_ unit: String?) -> ShownPlan {
    guard let unit, let composition = divided, let index = plan.unitIndex(named: unit) else {
      return self
    }
    return ShownPlan(
      plan: composition.units[index].plan, catalog: catalog, questionnaire: questionnaire,
      sheet: sheet, findings: findings, unit: unit, reach: reach)
  }

  /// What a page over all units is made of: each unit, or the plan itself.
  var parts: [ShownPlan] {
    divided == nil ? [self] : unitNames.map { viewing($0) }
  }

  /// The present load of each part; none where nothing carries it.
  var presentLoads: [UnitLoad] {
    parts.compactMap { part in
      guard let stage = part.plan.current, let present = part.plan.present else { return nil }
      return UnitLoad(
        part: part, stage: stage, workload: present.workload, assessment: present.assessment)
    }
  }

  /// The heading of the first column that tells units apart; none where there is nothing to tell.
  var unitColumn: [PlanTable.Column] { divided == nil ? [] : [.init("Unit")] }

  /// The cell of that column in the row of a part.
  func unitCell(of part: ShownPlan) -> [String] { divided == nil ? [] : [part.unit ?? ""] }

  /// The items of the bill of what is shown.
  var shownItems: [CostItem] { unit == nil ? plan.presentItems : plan.present?.costs ?? [] }

  /// The bill of what is shown; nil where nothing carries the present users.
  var shownTotal: USDPerMonth? {
    unit == nil ? plan.presentTotal : plan.present.map { $0.costs.total }
  }

  /// How far what is shown carries, and the unit that gives way first where there are several.
  var shownBreaking: (load: BreakingLoad, unit: String?)? {
    if let divided {
      return divided.current?.breaking.map { ($0.load, $0.unit) }
    }
    return plan.current.map { ($0.breaking, nil) }
  }

  /// What the present users wait for: from end to end over all units, or within the one that is
  /// shown.
  var shownLatency: Latency? {
    divided?.present.map(\.latency) ?? plan.present?.assessment.latency
  }

  /// The same with a zone lost, where there is a second one.
  var shownLatencyZoneLost: Latency? {
    divided?.present.map(\.latencyZoneLost) ?? plan.present?.assessment.latencyZoneLost
  }

  /// How percentiles of what is shown are obtained.
  var latencyMethod: Method {
    divided == nil ? CapacityModel.percentileMethod : shownLatency?.method ?? EndToEnd.method
  }
}
