package import OptionScoring
import Requirements
package import Roadmap

/// Flips in words: what becomes of what, and which answer it takes.
package struct FlipText {
  package let flip: Flip
  /// The decision as it stands, for the titles of its options.
  package let decision: Decision

  package init(flip: Flip, decision: Decision) {
    self.flip = flip
    self.decision = decision
  }

  /// `RDS for PostgreSQL -> DynamoDB for sessions when data[sessions].use is hot-table (now general)`.
  package var sentence: String {
    let unit = flip.decision.unit.map { "\($0): " } ?? ""
    let scope = flip.decision.scope.map { " for \($0)" } ?? ""
    return "\(unit)\(decision.title(flip.from)) -> \(target)\(scope) when \(condition)"
  }

  /// What is decided, with the deployment that it is decided for.
  var heading: String {
    (flip.decision.unit.map { "\($0): " } ?? "") + DecisionText.heading(decision)
  }

  /// The option that takes its place.
  package var target: String { flip.to.map(decision.title) ?? "nothing to decide" }

  /// What must be answered for it.
  package var condition: String {
    flip.changes.map { Self.condition($0, holding: flip.holding) }.joined(separator: ", and ")
  }

  /// One change: `users.now reaches 12000 (now 2500; at 11000 it stays)`.
  static func condition(_ change: ChangedAnswer, holding: AnswerValue? = nil) -> String {
    let lever = change.lever
    let stays = holding.map {
      "; at \(AnswerFormatter.text($0, for: lever.question)) it stays"
    }
    let now = " (now \(lever.text)\(stays ?? ""))"
    return "\(lever.path.text) \(verb(change))" + now
  }

  private static func verb(_ change: ChangedAnswer) -> String {
    if let rises = change.isIncrease { return "\(rises ? "reaches" : "falls to") \(change.text)" }
    guard case .choices(let old) = change.lever.value, case .choices(let new) = change.value else {
      return "is \(change.text)"
    }
    let gained = new.filter { !old.contains($0) }.joined(separator: ", ")
    let lost = old.filter { !new.contains($0) }.joined(separator: ", ")
    if lost.isEmpty { return "gains \(gained)" }
    return gained.isEmpty ? "loses \(lost)" : "has \(gained) instead of \(lost)"
  }
}

extension FlipReport {
  /// The flips of a list of decisions, with the decision that each reverses.
  package func texts(of decisions: [Decision]) -> [FlipText] {
    texts(of: decisions.map { (DecisionAddress($0), $0) })
  }

  /// The same for decisions of several deployments.
  package func texts(of decisions: [(address: DecisionAddress, decision: Decision)]) -> [FlipText] {
    decisions.compactMap { address, decision in
      flip(of: address).map { FlipText(flip: $0, decision: decision) }
    }
  }
}
