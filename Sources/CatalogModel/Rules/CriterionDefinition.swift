/// A weighted wish: its contribution is weight times score, and contributions add up.
///
/// A reference, as options are.
package final class CriterionDefinition: Hashable, Sendable {
  package let id: String
  package let rule: String?
  package let title: String
  /// Points that a score of 1 earns, before the total is scaled to 100.
  package let weight: Double
  /// What a team multiplies the weight by; 1 where it has no other priorities.
  package let factor: Double
  /// All must hold for the criterion to count; empty means always.
  package let when: [Condition]
  package let score: ScoreRule
  /// The reason in a sentence.
  package let text: String
  /// The kind of reason for a change that it gives when it outweighs what stands.
  package let reason: Reason
  /// Cases in which an option earns at least half of the weight (`accept`), and in which it earns
  /// less or the criterion does not count (`reject`).
  package let examples: [RuleExample]

  package init(
    id: String, rule: String?, title: String, weight: Double, factor: Double = 1,
    when: [Condition], score: ScoreRule, text: String, reason: Reason = .functional,
    examples: [RuleExample] = []
  ) {
    self.id = id
    self.rule = rule
    self.title = title
    self.weight = weight
    self.factor = factor
    self.when = when
    self.score = score
    self.text = text
    self.reason = reason
    self.examples = examples
  }

  package static func == (left: CriterionDefinition, right: CriterionDefinition) -> Bool {
    left === right
      || left.id == right.id && left.rule == right.rule && left.title == right.title
        && left.weight == right.weight && left.factor == right.factor && left.when == right.when
        && left.score == right.score && left.text == right.text && left.reason == right.reason
        && left.examples == right.examples
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(effectiveWeight)
  }

  /// The signal that it scores; nil for a fixed score.
  package var scored: String? {
    switch score {
    case .table: nil
    case .curve(let signal, _), .leastIsBest(let signal): signal
    }
  }
}

extension CriterionDefinition {
  /// The weight that counts: that of the catalog times the team's factor.
  package var effectiveWeight: Double { weight * factor }

  /// The same criterion with its weight multiplied once more.
  func weighting(by more: Double) -> CriterionDefinition {
    CriterionDefinition(
      id: id, rule: rule, title: title, weight: weight, factor: factor * more, when: when,
      score: score, text: text, reason: reason, examples: examples)
  }
}
