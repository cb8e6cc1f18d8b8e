package import CapacityPlanning
package import Quantities
import Requirements
package import Roadmap

/// Figures of the present users over all deployment units, or of the one there is.
extension Plan {
  private var divided: Composition? {
    composition.flatMap { $0.isDivided ? $0 : nil }
  }

  /// What the present users cost in a month; nil where nothing carries them.
  package var presentTotal: USDPerMonth? {
    guard let divided else { return present?.costs.total }
    return divided.present?.costs.total
  }

  /// The items of that cost: what units share stands there once.
  package var presentItems: [CostItem] {
    guard let divided else { return present?.costs ?? [] }
    guard let index = divided.currentIndex, let costs = divided.present?.costs else { return [] }
    let bills = SharedCosts(divided.units(at: index).compactMap { $0.plan.present?.costs })
    return bills.own.flatMap { $0 } + bills.shared + costs.edges
  }

  /// What the present users wait for, from end to end.
  var presentLatency: Latency? {
    guard let divided else { return present?.assessment.latency }
    return divided.present?.latency
  }

  /// How far the present stage carries; nil where there is none.
  var presentBreaking: BreakingLoad? {
    guard let divided else { return current?.breaking }
    return divided.current?.breaking?.load
  }

  /// The limit that is nearest to its safe share, with the unit it belongs to.
  var presentFullest: String? {
    guard let divided else {
      return present.flatMap { StageStory.fullest($0.assessment.limits) }.map(StageStory.use)
    }
    let units = divided.currentIndex.map { divided.units(at: $0) } ?? []
    let limits = units.compactMap { unit in
      unit.plan.present.flatMap { StageStory.fullest($0.assessment.limits) }.map {
        (unit: unit.unit.name, limit: $0)
      }
    }
    let fullest = limits.max {
      $0.limit.utilization / $0.limit.safeShare < $1.limit.utilization / $1.limit.safeShare
    }
    return fullest.map { "\($0.unit): \(StageStory.use($0.limit))" }
  }

  /// Every item of every stage and of the present, of all units.
  var everyItem: [CostItem] {
    guard let divided else {
      return stages.flatMap { $0.planned?.costs ?? [] } + (present?.costs ?? [])
    }
    return divided.units.flatMap { unit in
      unit.plan.stages.flatMap { $0.planned?.costs ?? [] } + (unit.plan.present?.costs ?? [])
    } + divided.stages.flatMap { $0.costs?.edges ?? [] }
  }
}
