package import CapacityPlanning
package import CatalogModel
import OptionScoring
import Parallelism
import Requirements

/// Tells by planning with other answers which of them influenced nothing.
///
/// An answer influenced nothing if every other answer to its question leaves every choice and every
/// size of every stage, and the present stage, as they are. Of numbers the ends of what the question
/// allows are tried and the stops of the rings in which flips are searched; a table counts by its
/// cells, and by nothing where it has no rows.
///
/// Changes to several questions are tried at once, and apart where they move something together: most
/// of those asked about move nothing, and a plan in which nothing moves is the dearest to try. Of those
/// asked about, what sizes or objectives rest on moves something more often than not, and is tried by itself
/// (`triedAlone`).
///
/// Assumption: two changes to questions, of which neither decides whether the other is asked, do not
/// cancel each other in every choice and size.
package struct IdleSearch {
  private let planning: PlanningCase
  private let sizing: SizingMemo

  /// - Parameter sizing: What was sized for the catalog before.
  package init(_ planning: PlanningCase, sizing: SizingMemo = SizingMemo()) {
    self.planning = planning
    self.sizing = sizing
  }

  /// What a set of changes comes to.
  private enum Effect {
    case nothing
    case something
    /// The answers contradict each other.
    case refused
  }

  /// Those of some questions whose answers influenced nothing, in their order.
  ///
  /// - Throws: What the catalog lacks.
  package func confirmed(_ questions: [String]) throws(Catalog.Gap) -> [String] {
    guard !questions.isEmpty, let requirements = planning.requirements(of: planning.sheet) else {
      return questions
    }
    // A few dozen plans at most, in which rules see the same again and again: what any of them decides is kept.
    let memo = ReplayMemo(
      findsPresent: true, findsDue: false, detail: .choices, sizing: sizing)
    let base = try planning.course(requirements, memo)
    var moving: Set<String> = []
    for turn in turns(questions) {
      var pending = apart(turn.filter { !moving.contains($0.lever.path.question) })
      while !pending.isEmpty {
        let sets = pending
        let planning = planning
        let results = sets.parallelMap(rank: .urgent) { changes in
          Result { () throws(Catalog.Gap) in
            try Self.effect(of: changes, planning, requirements, base, memo)
          }
        }
        pending = []
        for (changes, result) in zip(sets, results) {
          let effect = try result.get()
          if effect == .nothing { continue }
          if changes.count > 1 {
            let half = changes.count / 2
            pending += [Array(changes[..<half]), Array(changes[half...])]
          } else if effect == .something {
            moving.insert(changes[0].lever.path.question)
          }
        }
      }
    }
    return questions.filter { !moving.contains($0) }
  }

  private static func effect(
    of changes: [ChangedAnswer], _ planning: PlanningCase, _ requirements: SystemRequirements,
    _ base: [[StandingDesign?]], _ memo: ReplayMemo
  ) throws(Catalog.Gap) -> Effect {
    guard let changed = planning.requirements(after: changes) else {
      return .refused
    }
    if changed == requirements { return .nothing }
    return try planning.follows(base, changed, memo) ? .nothing : .something
  }

  /// Changes in sets that may be tried at once: one to a question, and to none that decides whether
  /// another of the set is asked, or that is tried by itself.
  private func apart(_ changes: [ChangedAnswer]) -> [[ChangedAnswer]] {
    var sets: [[ChangedAnswer]] = []
    for change in changes {
      let place = sets.firstIndex { set in
        set.allSatisfy { isIndependent($0.lever.path.question, change.lever.path.question) }
      }
      if let place { sets[place].append(change) } else { sets.append([change]) }
    }
    return sets
  }

  /// The questions that may be asked about whose answers sizes or objectives rest on.
  package static let triedAlone: Set = [
    "api.protocols", "database.mayPause", "jobs", "objectives.compliance",
  ]

  private func isIndependent(_ first: String, _ second: String) -> Bool {
    if Self.triedAlone.contains(first) || Self.triedAlone.contains(second) { return false }
    func decides(_ one: String, _ other: String) -> Bool {
      // Conditions look at earlier questions, so that this ends.
      planning.questionnaire.questions.first { $0.id == other }?.when
        .contains { $0.signal == one || decides(one, $0.signal) } ?? false
    }
    return first != second && !decides(first, second) && !decides(second, first)
  }

  /// The changes of each answer, the greatest first, in turns: what moves anything is found early.
  private func turns(_ questions: [String]) -> [[ChangedAnswer]] {
    let levers = planning.levers.filter { questions.contains($0.path.question) }
    let groups = levers.map { lever in
      FlipRings.extremes(of: [lever])
        .map { ChangedAnswer(lever, to: $0.value, distance: $0.distance) }
        .sorted { $0.distance > $1.distance }
    }
    let most = groups.map(\.count).max() ?? 0
    return (0..<most).map { turn in groups.compactMap { turn < $0.count ? $0[turn] : nil } }
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
