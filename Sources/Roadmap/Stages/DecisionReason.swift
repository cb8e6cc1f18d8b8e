import CatalogModel
import OptionScoring

/// Why a decision came out as it did, in one sentence with its kind of reason and its rule.
struct DecisionReason {
  let text: String
  let reason: Reason
  let rule: String?

  /// The reason for the chosen option against what stood before, or against the runner-up.
  ///
  /// What stood and was rejected gives the reason of its rejection. Otherwise the criterion that
  /// tells the two apart most does; where nothing was left to compare with, the first rejection
  /// of the others.
  init(_ decision: Decision, instead incumbent: String?) {
    if let incumbent,
      let rejected = decision.rejections.first(where: { $0.option == incumbent })
    {
      text = "\(decision.title(incumbent)) is out: \(rejected.text) "
        + "(required \(rejected.required), found \(rejected.observed))"
      reason = rejected.reason
      rule = rejected.rule
      return
    }
    guard let chosen = decision.ranking.first else {
      text = "no option is left"
      reason = .functional
      rule = nil
      return
    }
    let other = decision.ranking.dropFirst().first { incumbent == nil || $0.option == incumbent }
    guard let other else {
      let first = decision.rejections.first
      text = first.map { "the alternatives are out, \(decision.title($0.option)) first: \($0.text)" }
        ?? "it is the only option"
      reason = first?.reason ?? .functional
      rule = first?.rule
      return
    }
    let differences = zip(chosen.contributions, other.contributions).map {
      (contribution: $0, difference: $0.points - $1.points)
    }
    let strongest = differences.max { $0.difference < $1.difference }
    text = strongest.map { "\($0.contribution.title): \($0.contribution.text)" } ?? "a tie"
    reason = strongest?.contribution.reason ?? .functional
    rule = strongest?.contribution.rule
  }
}
