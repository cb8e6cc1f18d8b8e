import CapacityPlanning
import OptionScoring

/// The questions whose answers no decision looked at and no model used.
struct IdleQuestions {
  let stages: [StagePlan]
  let notes: [Note]

  /// Questions that the models use whatever is decided.
  private static let modelled: Set<String> = [
    "system.name", "system.region", "system.runtime", "users.now", "users.monthlyGrowth",
    "users.activeShareAtPeak", "users.actionsPerMinute", "users.peakToAverage",
    "users.flashCrowd", "frontEnd.kind", "frontEnd.callsPerAction", "frontEnd.pageKilobytes",
    "frontEnd.renderMilliseconds", "requests", "data", "objectives.p95Milliseconds",
    "objectives.p99Milliseconds", "objectives.availability", "objectives.dataLossMinutes",
    "budget.monthlyUSD", "budget.horizonMonths", "budget.purchase",
  ]

  /// Ids of questions that may be idle, in the order of the questionnaire.
  private static let weighed = [
    "system.today", "users.distantShare", "api.protocols", "api.staticAddresses",
    "api.inlineAppliance", "api.edgeManagement", "api.longestRequestSeconds", "compute.stateful",
    "compute.control", "jobs", "database.mayPause", "objectives.compliance", "team.people",
    "team.operations",
    "team.skills", "team.kubernetesNeed", "team.teams",
  ]

  /// Questions that influenced nothing at any stage.
  var questions: [String] {
    var used = Self.modelled
    for stage in stages {
      let decisions: [Decision]
      switch stage.outcome {
      case .planned(let planned): decisions = planned.decisions
      case .infeasible(let made): decisions = made
      }
      for decision in decisions {
        for question in decision.questions { used.insert(question) }
      }
    }
    for note in notes { used.formUnion(note.questions) }
    if notes.contains(where: { $0.rule == "P4" }) { used.insert("team.people") }
    if notes.contains(where: \.isLifecycleWarning) { used.insert("system.today") }
    if used.contains(where: { $0.hasPrefix("jobs.") }) { used.insert("jobs") }
    return Self.weighed.filter { !used.contains($0) }
  }
}
