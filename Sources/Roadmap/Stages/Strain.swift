import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// What a load does to the architecture that stands, by which each part that grows names what it grows
/// for.
struct Strain {
  /// The limits of what stands under the load of what comes; empty for the first stage.
  let limits: [Limit]
  /// What tells whether a tier may keep its size; nil where only limits are known.
  let trial: Trial?

  /// No strain: steps are wanted for what they are, not for why.
  static let none = Strain(limits: [], trial: nil)

  init(limits: [Limit], trial: Trial?) {
    self.limits = limits
    self.trial = trial
  }

  /// The strain between two architectures.
  init(
    from before: Architecture, to after: Architecture, under workload: Workload,
    _ model: CapacityModel
  ) throws(Catalog.Gap) {
    self.init(
      limits: try model.limits(of: before, under: workload),
      trial: Trial(before: before, after: after, workload: workload, model: model))
  }

  /// The next architecture with one tier as it was.
  struct Trial {
    let before: Architecture
    let after: Architecture
    let workload: Workload
    let model: CapacityModel

    /// What the next architecture fails at with the former size of a tier; nil where it carries the load
    /// or the tier is none that has a size.
    func failure(keeping tier: Tier) throws(Catalog.Gap) -> BreakingLoad.Cause? {
      guard let kept = after.keeping(tier, of: before), kept != after else { return nil }
      return try model.failure(kept, users: workload.users.value)
    }
  }

  /// Why a part changes its size: the limit of its own tier that is passed most; else what the next
  /// architecture would fail at with the former size; else the policy that asks for more.
  func reason(of component: Component) throws(Catalog.Gap) -> String {
    let own = limits.filter { $0.tier == component.tier && $0.isPassed && !$0.isQuota }
    if let worst = own.max(by: { $0.utilization / $0.safeShare < $1.utilization / $1.safeShare }) {
      return BreakingLoad.Cause.limit(worst).text
    }
    if let cause = try trial?.failure(keeping: component.tier) { return cause.text }
    switch component.tier {
    case .database:
      let isStorageAlone =
        trial.map { $0.before.relational?.instanceClass == $0.after.relational?.instanceClass }
        ?? false
      return isStorageAlone
        ? "room for the data and its growth" : "room for the working set in its memory"
    case .cache: return "room for what it holds and is asked for"
    default: return "sized for the load of this stage"
    }
  }
}
