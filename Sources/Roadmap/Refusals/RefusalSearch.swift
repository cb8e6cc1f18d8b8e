package import CatalogModel
import Requirements

/// Explains the gates that a plan fails by the answers that conflict.
package struct RefusalSearch {
  private let planning: PlanningCase

  /// How many conflicts of one gate are told apart.
  private static let most = 3

  package init(_ planning: PlanningCase) {
    self.planning = planning
  }

  /// One refusal for each gate that fails; a single one where nothing carries the present users.
  ///
  /// - Throws: What the catalog lacks.
  package func refusals() throws(Catalog.Gap) -> [Refusal] {
    let trials = RefusalTrials(planning)
    guard let failing = try trials.failures(planning.sheet) else { return [] }
    var refusals: [Refusal] = []
    var rivalTrials = 0
    for gate in failing.sorted() {
      let conflicts = try conflicts(gate, trials)
      let together = try together(gate, conflicts, trials)
      let rivals = try RivalSearch(planning: planning).rivals(of: gate, failing: failing)
      rivalTrials += rivals.trials
      refusals.append(
        Refusal(
          gates: [gate], conflicts: conflicts, together: together, rivals: rivals.choices,
          trials: trials.count + rivalTrials))
    }
    return refusals
  }

  /// Changes that resolve several conflicts together: for the first whatever it takes beside the nearest
  /// remedies of the others, and those then moved back as far as the first lets them.
  private func together(
    _ gate: String, _ conflicts: [Conflict], _ trials: RefusalTrials
  ) throws(Catalog.Gap) -> [ChangedAnswer] {
    guard conflicts.count > 1, let first = conflicts.first else { return [] }
    let others = conflicts.dropFirst().compactMap { conflict in
      conflict.members.compactMap(\.remedy).min { $0.distance < $1.distance }
    }
    guard others.count == conflicts.count - 1 else { return [] }
    let search = RemedySearch(trials: trials, gate: gate, sheet: planning.changing(others))
    var best: ChangedAnswer?
    for member in first.members {
      guard let remedy = try search.remedy(member.lever) else { continue }
      if best.map({ $0.distance > remedy.distance }) ?? true { best = remedy }
    }
    guard let best else { return [] }
    var changes = [best] + others
    for place in changes.indices.dropFirst() {
      var rest = changes
      let change = rest.remove(at: place)
      let search = RemedySearch(trials: trials, gate: gate, sheet: planning.changing(rest))
      if let nearer = try search.remedy(change.lever), nearer.distance < change.distance {
        changes[place] = nearer
      }
    }
    return changes
  }

  /// Disjoint conflicts: each is found without the answers of those before it.
  private func conflicts(
    _ gate: String, _ trials: RefusalTrials
  ) throws(Catalog.Gap) -> [Conflict] {
    let search = ConflictSearch(trials: trials, gate: gate)
    var rest = planning.deviations
    var sets: [[AnswerLever]] = []
    while sets.count < Self.most, let found = try search.conflict(among: rest) {
      if found.isEmpty { break }
      sets.append(found)
      rest.removeAll(where: found.contains)
    }
    var conflicts: [Conflict] = []
    for (index, members) in sets.enumerated() {
      // The other conflicts are resolved by leaving out what makes them.
      let others = sets.enumerated().filter { $0.offset != index }.flatMap(\.element)
      let remedies = RemedySearch(
        trials: trials, gate: gate,
        sheet: planning.sheet.removing(others, in: planning.questionnaire))
      var list: [Conflict.Member] = []
      for lever in members {
        list.append(Conflict.Member(lever: lever, remedy: try remedies.remedy(lever)))
      }
      conflicts.append(Conflict(members: list))
    }
    return conflicts
  }
}
