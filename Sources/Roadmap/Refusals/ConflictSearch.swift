import CatalogModel
package import Requirements

/// Finds a smallest set of answers with which a gate fails while every other question has its
/// default: a minimal unsatisfiable subset.
///
/// QuickXplain (Junker, "QUICKXPLAIN: Preferred Explanations and Relaxations for Over-Constrained
/// Problems", AAAI 2004): O(k · log(n / k) + k) plans for k of n answers. It needs that more answers
/// never resolve a conflict, which a default that is stricter than an answer breaks; so what it finds
/// is thinned out until no single member can go.
struct ConflictSearch {
  let trials: RefusalTrials
  let gate: String

  /// A conflict among some answers, everything else at its default; nil where the gate passes.
  ///
  /// It is minimal: the gate fails with its members, and without any one of them it passes, or the
  /// answers that are left contradict each other. Two orders of preference are tried, what is wanted
  /// before what is given and the other way around; the smaller result is kept.
  func conflict(among levers: [AnswerLever]) throws(Catalog.Gap) -> [AnswerLever]? {
    guard try fails(levers) else { return nil }
    if try fails([]) { return [] }
    let wanted = levers.enumerated().sorted {
      (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset)
    }.map(\.element)
    var best: [AnswerLever]?
    for order in [wanted, wanted.reversed()] {
      let found = try thinned(try explain([], isNew: false, order))
      if best.map({ $0.count > found.count }) ?? true { best = found }
    }
    guard let best else { return nil }
    return levers.filter(best.contains)
  }

  /// What somebody wants comes first, since it is wanting that is refused: objectives and budget,
  /// then choices, then numbers of the load.
  private static func rank(_ lever: AnswerLever) -> Int {
    let isGoal = ["objectives.", "budget."].contains { lever.path.question.hasPrefix($0) }
    if isGoal { return 0 }
    if case .number = lever.question.kind { return 2 }
    return 1
  }

  private func explain(
    _ background: [AnswerLever], isNew: Bool, _ levers: [AnswerLever]
  ) throws(Catalog.Gap) -> [AnswerLever] {
    if isNew, try fails(background) { return [] }
    guard levers.count > 1 else { return levers }
    let half = levers.count / 2
    let first = Array(levers[..<half])
    let second = Array(levers[half...])
    let ofSecond = try explain(background + first, isNew: true, second)
    let ofFirst = try explain(background + ofSecond, isNew: !ofSecond.isEmpty, first)
    return ofFirst + ofSecond
  }

  private func thinned(_ found: [AnswerLever]) throws(Catalog.Gap) -> [AnswerLever] {
    var members = found
    var index = 0
    while index < members.count {
      var rest = members
      rest.remove(at: index)
      if try fails(rest) {
        members = rest
        index = 0
      } else {
        index += 1
      }
    }
    return members
  }

  /// Whether the gate fails when only these answers stand, and every other is assumed.
  private func fails(_ kept: [AnswerLever]) throws(Catalog.Gap) -> Bool {
    let sheet = trials.planning.keeping(kept)
    return try trials.failures(sheet)?.contains(gate) ?? false
  }
}

extension PlanningCase {
  /// The answers that a conflict may consist of: those that say something else than no answer would.
  ///
  /// Rows stay what they are, and so do their shares, which mean nothing one by one.
  package var deviations: [AnswerLever] { levers.filter { !$0.isDefault && !$0.isShare } }

  /// The sheet in which of all deviations only some are left.
  package func keeping(_ kept: [AnswerLever]) -> AnswerSheet {
    let paths = Set(kept.map(\.path))
    return sheet.removing(
      deviations.filter { !paths.contains($0.path) }, in: questionnaire)
  }
}
