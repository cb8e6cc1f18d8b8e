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
  /// tells the two apart most does; where nothing was left to compare with, what ruled doing
  /// nothing out.
  init(_ decision: Decision, instead incumbent: String?) {
    if let incumbent,
      let rejected = decision.rejections.first(where: { $0.option == incumbent })
    {
      text = "\(decision.title(incumbent)) is out: \(rejected.measuredText)"
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
      // With nothing to compare, what ruled doing nothing out says more than the sole survivor.
      if let nothing = decision.rejections.first(where: { $0.option == "none" }) {
        text = nothing.text
        reason = nothing.reason
        rule = nothing.rule
        return
      }
      if let rejected = decision.rejections.first {
        text = "\(decision.title(rejected.option)) is out: \(rejected.measuredText)"
        reason = rejected.reason
        rule = rejected.rule
        return
      }
      let strongest = chosen.contributions.max { $0.points < $1.points }
      text = strongest.map { "\($0.title): \($0.text)" } ?? "it is the only option"
      reason = strongest?.reason ?? .functional
      rule = strongest?.rule
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

extension Rejection {
  /// The reason with what was required and found in brackets; without them where it is no
  /// quantity, since the text says it already.
  var measuredText: String {
    let isQuantity = ["at ", "more than ", "less than "].contains { required.hasPrefix($0) }
    guard isQuantity else { return text }
    let open = text.hasSuffix(".") ? String(text.dropLast()) : text
    return "\(open) (required \(required), found \(observed))."
  }
}
