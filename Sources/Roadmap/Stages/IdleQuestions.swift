import CapacityPlanning
import OptionScoring
import Requirements

/// The questions whose answers no decision looked at and no model used.
struct IdleQuestions {
  let stages: [StagePlan]
  let notes: [Note]
  let requirements: SystemRequirements

  /// Questions that the models use whatever is decided.
  private static let modelled: Set<String> = [
    "system.name", "system.region", "system.runtime", "users.now", "users.monthlyGrowth",
    "users.activeShareAtPeak", "users.actionsPerMinute", "users.peakToAverage",
    "users.flashCrowd", "frontEnd.kind", "frontEnd.callsPerAction", "frontEnd.pageKilobytes",
    "frontEnd.renderMilliseconds", "requests", "data", "objectives.p95Milliseconds",
    "objectives.p99Milliseconds", "objectives.availability", "objectives.dataLossMinutes",
    "budget.monthlyUSD", "budget.horizonMonths", "budget.purchase", "users.rushMinutes",
    "frontEnd.backgroundCallsPerDay", "objectives.recoveryMinutes", "gates", "waivers",
  ]

  /// Ids of questions that may be idle, in the order of the questionnaire.
  private static let weighed = [
    "system.today", "places", "users.distantShare", "api.protocols", "api.subscriptions",
    "api.staticAddresses",
    "api.inlineAppliance", "api.edgeManagement", "api.clientPlans", "api.longestRequestSeconds",
    "compute.stateful",
    "compute.control", "jobs", "database.mayPause", "objectives.compliance", "team.people",
    "team.operations",
    "team.skills", "team.kubernetesNeed", "team.teams", "weights",
  ]

  /// Questions that the answers make irrelevant, so that nobody could have answered them.
  private var unasked: Set<String> {
    var unasked: Set<String> =
      requirements.users.places.isEmpty ? ["places"] : ["users.distantShare"]
    if !requirements.interface.protocols.contains("graphql") { unasked.insert("api.subscriptions") }
    if !requirements.interface.needsEdgeManagement { unasked.insert("api.clientPlans") }
    if requirements.policy.priorities.isEmpty { unasked.insert("weights") }
    return unasked
  }

  /// Questions that influenced nothing at any stage.
  var questions: [String] {
    var used = Self.modelled
    for stage in stages {
      let decisions: [Decision]
      switch stage.outcome {
      case .planned(let planned): decisions = planned.decisions
      case .infeasible(let made): decisions = made
      }
      for decision in decisions { decision.add(to: &used) }
    }
    for note in notes { used.formUnion(note.questions) }
    if notes.contains(where: { $0.rule == "P4" }) { used.insert("team.people") }
    if notes.contains(where: \.isLifecycleWarning) { used.insert("system.today") }
    if used.contains(where: { $0.hasPrefix("jobs.") }) { used.insert("jobs") }
    used.formUnion(unasked)
    return Self.weighed.filter { !used.contains($0) }
  }
}
