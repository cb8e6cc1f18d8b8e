import CapacityPlanning

/// The limits of the stage before under the load of the next, by which each part that grows names
/// what it grows for.
struct Strain {
  /// Empty for the first stage.
  let limits: [Limit]
  /// What gives way first; nil where a choice fell instead.
  let cause: BreakingLoad.Cause?

  /// Why a part changes its size: the limit of its own tier that is passed most; else the latency
  /// that gave way; else what the sizing looks at besides.
  func reason(of component: Component) -> String {
    let own = limits.filter { $0.tier == component.tier && $0.isPassed && !$0.isQuota }
    if let worst = own.max(by: { $0.utilization / $0.safeShare < $1.utilization / $1.safeShare }) {
      return BreakingLoad.Cause.limit(worst).text
    }
    if case .latency? = cause { return cause?.text ?? "" }
    switch component.tier {
    case .database: return "the working set outgrows its memory, or the data its storage"
    default: return "sized for the load of this stage"
    }
  }
}
