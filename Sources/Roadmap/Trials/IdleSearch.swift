package import CatalogModel
import Requirements

/// Tells by planning with other answers which of them influenced nothing.
///
/// An answer influenced nothing if every other answer to its question leaves every choice and every
/// size of every stage, and the present stage, as they are. Of numbers the ends of what the question
/// allows are tried and the stops of the rings in which flips are searched; a table counts by its
/// cells, and by nothing where it has no rows.
package struct IdleSearch {
  private let planning: PlanningCase

  package init(_ planning: PlanningCase) {
    self.planning = planning
  }

  /// Those of some questions whose answers influenced nothing, in their order.
  ///
  /// - Throws: What the catalog lacks.
  package func confirmed(_ questions: [String]) throws(Catalog.Gap) -> [String] {
    guard !questions.isEmpty, let requirements = planning.requirements(of: planning.sheet) else {
      return questions
    }
    let planning = planning
    let memo = ReplayMemo(findsPresent: true, base: requirements)
    let base = try planning.course(requirements, memo)
    let trials = changes(questions)
    var ledger = TrialLedger<ChangedAnswer, Bool>()
    let moved = try ledger.run(trials) { change in
      Result { () throws(Catalog.Gap) in
        guard let changed = planning.requirements(of: planning.changing([change])),
          changed != requirements
        else { return false }
        return try planning.course(changed, memo) != base
      }
    }
    let moving = Set(zip(trials, moved).filter(\.1).map(\.0.lever.path.question))
    return questions.filter { !moving.contains($0) }
  }

  private func changes(_ questions: [String]) -> [ChangedAnswer] {
    planning.levers.filter { questions.contains($0.path.question) }.flatMap { lever in
      AnswerAlternatives.all(lever)
        + LeverSide.all([lever]).flatMap { side in
          Set(FlipSearch.rings.compactMap(side.last(within:))).sorted().map { stop in
            ChangedAnswer(
              lever, to: side.move(to: stop).value, distance: side.distances[stop])
          }
        }
    }
  }
}

extension PlanningCase {
  /// What stands in every stage of the catalog, deployment by deployment.
  fileprivate func course(
    _ requirements: SystemRequirements, _ memo: ReplayMemo
  ) throws(Catalog.Gap) -> [[StandingDesign?]] {
    try SystemReplayer(catalog: catalog, requirements: requirements, memo: memo).course()
  }
}
