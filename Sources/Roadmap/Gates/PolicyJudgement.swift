import CatalogModel
import Requirements

/// The gates of every plan and a team's own, with the waivers on the day that counts.
struct PolicyJudgement {
  let catalog: Catalog
  let requirements: SystemRequirements
  let occasion: PlanningOccasion

  struct Judged {
    let gates: [Gate]
    let waivers: [WaiverState]
    /// Nil where nothing depends on the day.
    let day: CalendarDay?
  }

  /// The judgement on a plan; nothing for a part of a system, whose gates are the system's.
  func judged(_ objectives: [Gate]?, _ team: TeamGates) throws(Catalog.Gap) -> Judged {
    guard let objectives else { return Judged(gates: [], waivers: [], day: nil) }
    let day = occasion.day(catalog)
    let judgement = WaiverJudgement(
      objectives + (try team.gates()), requirements.policy.waivers, on: day,
      isAssumed: occasion.today == nil)
    let needsDay =
      !judgement.states.isEmpty || requirements.policy.gates.contains { $0.measure == .factAge }
    return Judged(
      gates: judgement.gates, waivers: judgement.states, day: needsDay ? day : nil)
  }
}
