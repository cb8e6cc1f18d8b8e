import CatalogModel
package import OptionScoring
import Parallelism
import Requirements

/// An option in the place of the one that a plan chooses, with which a gate passes that fails.
package struct RivalChoice: Hashable, Sendable {
  /// The decision's id.
  package let decision: String
  /// The titles of what is chosen and of what would pass.
  package let chosen: String
  package let rival: String
  /// How many points it is behind.
  package let behind: Points
  /// Whether some criterion gives it more points than what is chosen, so that weights can put it ahead.
  package let isAheadSomewhere: Bool

  package init(
    decision: String, chosen: String, rival: String, behind: Points, isAheadSomewhere: Bool
  ) {
    self.isAheadSomewhere = isAheadSomewhere
    self.decision = decision
    self.chosen = chosen
    self.rival = rival
    self.behind = behind
  }
}

/// Looks for options that score less than those chosen, and with which a gate passes.
///
/// A decision is asked with one option alone, the best of the others first, all else as before; of several
/// decisions together none is tried, and none of a divided system.
struct RivalSearch {
  let planning: PlanningCase

  /// What was found, and how many sets of answers were planned for it.
  struct Outcome: Sendable {
    var choices: [RivalChoice] = []
    var trials = 0
  }

  /// For each decision of the present stage the best option with which a gate passes and no other fails
  /// that passed; empty where nothing carries the present users.
  func rivals(
    of gate: String, failing before: Set<String>
  ) throws(Catalog.Gap) -> Outcome {
    guard !before.contains(Refusal.capacity),
      let requirements = planning.requirements(of: planning.sheet), requirements.services.isEmpty,
      let present = try planning.decisions(.present)
    else { return Outcome() }
    let open = present.filter { $0.scope == nil && $0.ranking.count > 1 }
    let found = try open.parallelTries { decision throws(Catalog.Gap) -> Outcome in
      var outcome = Outcome()
      for rival in decision.ranking.dropFirst() {
        let catalog = planning.catalog.offering(rival.option, of: decision.definition.id)
        let trials = RefusalTrials(
          PlanningCase(
            questionnaire: planning.questionnaire, sheet: planning.sheet, catalog: catalog))
        outcome.trials += 1
        guard let failing = try trials.failures(planning.sheet), !failing.contains(gate),
          failing.isSubset(of: before), let best = decision.ranking.first
        else { continue }
        outcome.choices = [
          RivalChoice(
            decision: decision.definition.id, chosen: decision.title(best.option),
            rival: decision.title(rival.option), behind: best.score - rival.score,
            isAheadSomewhere: Self.isAheadSomewhere(rival, of: best))
        ]
        break
      }
      return outcome
    }
    // The plan that ranks them is one as well.
    return Outcome(
      choices: found.flatMap(\.choices), trials: found.reduce(1) { $0 + $1.trials })
  }

  private static func isAheadSomewhere(_ rival: Evaluation, of best: Evaluation) -> Bool {
    rival.contributions.contains { own in
      best.contributions.contains { $0.criterion == own.criterion && $0.score < own.score }
    }
  }
}
