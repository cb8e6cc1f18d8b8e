import CapacityPlanning
import CatalogModel
import Quantities

/// What each stage leaves out on purpose: parts that only later stages hold.
struct DeferralList {
  let catalog: Catalog

  /// The stages with their deferrals.
  func adding(to stages: [StagePlan]) -> [StagePlan] {
    stages.enumerated().map { index, stage in
      guard let planned = stage.planned else { return stage }
      let next = Array(stages[(index + 1)...])
      return StagePlan(
        definition: stage.definition, workload: stage.workload,
        outcome: .planned(planned.deferring(deferrals(of: planned, until: next))),
        unit: stage.unit)
    }
  }

  private func deferrals(of stage: PlannedStage, until later: [StagePlan]) -> [Deferral] {
    var seen = Set(stage.components.map { $0.slot + $0.option })
    var deferrals: [Deferral] = []
    for next in later {
      guard let planned = next.planned, let entry = planned.entry, !entry.isUnchanged else {
        continue
      }
      for component in planned.components
      where seen.insert(component.slot + component.option).inserted {
        deferrals.append(
          Deferral(title: Self.title(component), trigger: Self.trigger(entry, component)))
      }
    }
    return deferrals
  }

  /// A table is deferred by its name.
  private static func title(_ component: Component) -> String {
    guard component.slot.hasPrefix("table:") else { return component.title }
    return "\(component.title) for \(component.slot.dropFirst("table:".count))"
  }

  private static func trigger(_ entry: StageEntry, _ component: Component) -> String {
    let at =
      entry.users.map {
        "about \(DecimalText.significant(DecimalText.rounded($0.value, digits: 3))) users: "
      } ?? ""
    return at + component.trigger
  }
}

extension PlannedStage {
  /// The same stage with what it defers.
  func deferring(_ deferrals: [Deferral]) -> PlannedStage {
    var stage = self
    stage.deferred = deferrals
    return stage
  }
}
