package import CatalogModel
import Requirements
import Synchronization
import Uncertainty

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
    let memo = ReplayMemo(findsPresent: true, base: requirements, explains: false)
    let base = try planning.course(requirements, memo)
    let trials = changes(questions)
    // One change that moves something is enough: the others to its question need not be planned.
    let moving = Mutex<Set<String>>([])
    let results = SampleRuns.map(trials.count, most: 1) { index in
      let change = trials[index]
      let question = change.lever.path.question
      return Result { () throws(Catalog.Gap) in
        guard !moving.withLock({ $0.contains(question) }),
          let changed = planning.requirements(of: planning.changing([change])),
          changed != requirements, try !planning.follows(base, changed, memo)
        else { return }
        moving.withLock { _ = $0.insert(question) }
      }
    }
    for result in results { try result.get() }
    let found = moving.withLock { $0 }
    return questions.filter { !found.contains($0) }
  }

  /// The changes of each question, the greatest first, in turns: what moves anything is found early.
  private func changes(_ questions: [String]) -> [ChangedAnswer] {
    let levers = planning.levers.filter { questions.contains($0.path.question) }
    let groups = levers.map { lever in
      (AnswerAlternatives.all(lever)
        + LeverSide.all([lever]).flatMap { side in
          Set(FlipSearch.rings.compactMap(side.last(within:))).sorted().map { stop in
            ChangedAnswer(
              lever, to: side.move(to: stop).value, distance: side.distances[stop])
          }
        }).sorted { $0.distance > $1.distance }
    }
    let most = groups.map(\.count).max() ?? 0
    return (0..<most).flatMap { turn in groups.compactMap { turn < $0.count ? $0[turn] : nil } }
  }
}

extension PlanningCase {
  /// What stands in every stage of the catalog, deployment by deployment.
  fileprivate func course(
    _ requirements: SystemRequirements, _ memo: ReplayMemo
  ) throws(Catalog.Gap) -> [[StandingDesign?]] {
    try SystemReplayer(catalog: catalog, requirements: requirements, memo: memo).course()
  }

  /// Whether with other requirements the same stands in every stage.
  fileprivate func follows(
    _ course: [[StandingDesign?]], _ requirements: SystemRequirements, _ memo: ReplayMemo
  ) throws(Catalog.Gap) -> Bool {
    try SystemReplayer(catalog: catalog, requirements: requirements, memo: memo).follows(course)
  }
}
