import CatalogModel
import OptionScoring
import Parallelism
import Requirements

/// Tells whether decisions of a divided system come out from the first stage on as quick trials found.
///
/// What is said to reverse a decision is planned as a whole. What is said not to, only for the deployment that the
/// decision belongs to, to the stage that the quick trial found; where it does not get there, as a whole as well
/// (`FlipTrials`).
struct FlipConfirmation {
  /// How a set of answers is said to decide.
  struct Claim: Sendable {
    let decision: DecisionAddress
    let moves: [Move]
    /// Whether they reverse it.
    let reverses: Bool
  }

  let planning: PlanningCase
  let stage: StageChoice
  let memo: ReplayMemo
  /// Those that found what is claimed.
  let quick: FlipTrials
  /// Those that plan every deployment from the first stage on.
  let whole: FlipTrials
  let isCancelled: @Sendable () -> Bool

  /// A deployment under some answers.
  fileprivate struct Part: Hashable, Sendable {
    let unit: String
    let moves: [Move]
    /// The stage that the quick trial found.
    let index: Int
  }

  /// The decisions among some of which a claim does not hold.
  ///
  /// - Parameter to: The option that each is turned to.
  func doubtful(
    _ claims: [Claim], to options: [DecisionAddress: String]
  ) throws(Catalog.Gap) -> Set<DecisionAddress> {
    let parts = claims.map(part)
    var seen: Set<Part> = []
    let pending = parts.compactMap { $0 }.filter { seen.insert($0).inserted }
    let (planning, stage, memo, levers) = (planning, stage, memo, whole.levers)
    let isCancelled = isCancelled
    let found = pending.parallelMap { part in
      Result { () throws(Catalog.Gap) in
        isCancelled() ? nil : try part.decisions(planning, stage, memo, levers)
      }
    }
    var decided: [Part: [DecisionAddress: String?]] = [:]
    for (part, result) in zip(pending, found) { decided[part] = try result.get() }
    let known = parts.map { part in part.flatMap { decided[$0] } }
    let open = zip(claims, known).filter { $0.1 == nil }.map(\.0)
    var standings = try whole.run(open.map(\.moves))[...]
    var doubtful: Set<DecisionAddress> = []
    for (claim, known) in zip(claims, known) {
      let isCarried: Bool
      let chosen: String?
      if let known {
        isCarried = true
        chosen = known[claim.decision] ?? nil
      } else {
        let standings = standings.removeFirst()
        isCarried = standings != nil
        chosen = standings?[claim.decision]?.chosen
      }
      let holds =
        claim.reverses
        ? isCarried && chosen == options[claim.decision]
        : !isCarried || chosen == whole.presentChoice(claim.decision)
      if !holds { doubtful.insert(claim.decision) }
    }
    return doubtful
  }

  /// The deployment that is enough to plan for a claim; nil where all have to be.
  private func part(of claim: Claim) -> Part? {
    guard !claim.reverses, let unit = claim.decision.unit,
      let stage = quick.stage(of: claim.moves)
    else { return nil }
    return Part(unit: unit, moves: claim.moves, index: stage.index)
  }
}

extension FlipConfirmation.Part {
  /// What the deployment decides when it is planned from the first stage on; nil where that does not lead to the
  /// stage.
  fileprivate func decisions(
    _ planning: PlanningCase, _ stage: StageChoice, _ memo: ReplayMemo, _ levers: [AnswerLever]
  ) throws(Catalog.Gap) -> [DecisionAddress: String?]? {
    let changes = moves.map {
      ChangedAnswer(levers[$0.lever], to: $0.value, distance: $0.distance)
    }
    guard let requirements = planning.requirements(after: changes),
      let deployment = try SystemReplayer(
        catalog: planning.catalog, requirements: requirements, memo: memo
      ).stage(index, ofDeployment: unit, stage)
    else { return nil }
    return Dictionary(
      deployment.step.decisions.map {
        (DecisionAddress($0, unit: unit), $0.chosen)
      }, uniquingKeysWith: { first, _ in first })
  }
}
