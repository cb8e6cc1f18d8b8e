import CatalogModel
import Quantities
import Requirements

/// Finds for one answer the nearest other value with which a gate passes.
struct RemedySearch {
  let trials: RefusalTrials
  let gate: String
  /// The answers among which the remedy must work.
  let sheet: AnswerSheet

  /// The nearest value on either side of a number, to two significant digits, or the nearest other
  /// choice; nil where none resolves it.
  ///
  /// What it resolves may not break a gate that passed before.
  func remedy(_ lever: AnswerLever) throws(Catalog.Gap) -> ChangedAnswer? {
    let before = try trials.failures(sheet) ?? []
    let choices = AnswerAlternatives.all(lever)
    let passing = zip(choices, try trials.failures(choices.map(applied))).filter {
      Self.resolves($0.1, gate, before)
    }
    var best = passing.map(\.0).min { $0.distance < $1.distance }
    for side in LeverSide.all([lever]) {
      guard let found = try nearest(lever, side, before) else { continue }
      if best.map({ $0.distance > found.distance }) ?? true { best = found }
    }
    return best
  }

  private func nearest(
    _ lever: AnswerLever, _ side: LeverSide, _ before: Set<String>
  ) throws(Catalog.Gap) -> ChangedAnswer? {
    func change(_ stop: Int) -> ChangedAnswer {
      ChangedAnswer(lever, to: side.move(to: stop).value, distance: side.distances[stop])
    }
    var low = -1
    let probes = FlipRings.reaches.compactMap(side.last(within:))
    let results = try trials.failures(probes.map { applied(change($0)) })
    guard let hit = results.firstIndex(where: { Self.resolves($0, gate, before) }) else {
      return nil
    }
    if hit > 0 { low = probes[hit - 1] }
    var high = probes[hit]
    while high - low > 1 {
      let middle = (low + high) / 2
      if Self.resolves(try trials.failures(applied(change(middle))), gate, before) {
        high = middle
      } else {
        low = middle
      }
    }
    return change(high)
  }

  private func applied(_ change: ChangedAnswer) -> AnswerSheet {
    sheet.changing([change], in: trials.planning.questionnaire)
  }

  private static func resolves(
    _ failures: Set<String>?, _ gate: String, _ before: Set<String>
  ) -> Bool {
    guard let failures else { return false }
    // Where nothing carries the users no other gate was looked at, and none can be made worse.
    return !failures.contains(gate)
      && (before.contains(Refusal.capacity) || failures.isSubset(of: before))
  }
}
