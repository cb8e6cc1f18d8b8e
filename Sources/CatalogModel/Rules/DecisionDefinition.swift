package import OrderedCollections

/// A choice among options as the catalog defines it: `Catalog/criteria/<id>.yaml`.
package struct DecisionDefinition: Hashable, Sendable {
  /// `compute`.
  package let id: String
  /// `Where the code runs`.
  package let title: String
  package let options: [OptionDefinition]
  package let constraints: [ConstraintDefinition]
  package internal(set) var criteria: [CriterionDefinition]

  package init(
    id: String, title: String, options: [OptionDefinition], constraints: [ConstraintDefinition],
    criteria: [CriterionDefinition]
  ) {
    self.id = id
    self.title = title
    self.options = options
    self.constraints = constraints
    self.criteria = criteria
  }
}

/// One option of a decision: a reference, since decisions go through options all the time.
package final class OptionDefinition: Hashable, Sendable {
  package let id: String
  /// The catalog service that provides it; nil for the option to do nothing.
  package let service: String?
  package let title: String
  /// One sentence for people who do not know it.
  package let summary: String
  /// The option of the same decision whose model it shares; nil for an option with a model of its
  /// own.
  package let like: String?
  /// What it reads instead of the other option's prices and facts.
  package let substitution: Substitution?
  /// Whether anybody may have it: an option that nobody may stays in the catalog to say why.
  package let isOffered: Bool

  package init(
    id: String, service: String?, title: String, summary: String, like: String? = nil,
    substitution: Substitution? = nil, isOffered: Bool = true
  ) {
    self.id = id
    self.service = service
    self.title = title
    self.summary = summary
    self.like = like
    self.substitution = substitution
    self.isOffered = isOffered
  }

  package static func == (left: OptionDefinition, right: OptionDefinition) -> Bool {
    left === right
      || left.id == right.id && left.service == right.service && left.title == right.title
        && left.summary == right.summary && left.like == right.like
        && left.substitution == right.substitution && left.isOffered == right.isOffered
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(title)
  }

  /// The option whose model it has: its own id, or that of the one it is like.
  package var model: String { like ?? id }
}

/// A hard requirement: where it applies and is not met, the option is rejected.
///
/// A reference, as options are.
package final class ConstraintDefinition: Hashable, Sendable {
  package let id: String
  /// The row of the rule list that it carries out, such as `C6`.
  package let rule: String?
  /// The options it binds; empty means all of the decision.
  package let options: [String]
  /// All must hold for the constraint to apply; empty means always.
  package let when: [Condition]
  /// All must hold, or the option is rejected with the first that does not.
  package let require: [Condition]
  /// The reason in a sentence.
  package let text: String
  /// The kind of reason for a change that it gives when it rejects what stands.
  package let reason: Reason
  package let examples: [RuleExample]

  package init(
    id: String, rule: String?, options: [String], when: [Condition], require: [Condition],
    text: String, reason: Reason = .functional, examples: [RuleExample]
  ) {
    self.id = id
    self.rule = rule
    self.options = options
    self.when = when
    self.require = require
    self.text = text
    self.reason = reason
    self.examples = examples
  }

  package static func == (left: ConstraintDefinition, right: ConstraintDefinition) -> Bool {
    left === right
      || left.id == right.id && left.rule == right.rule && left.options == right.options
        && left.when == right.when && left.require == right.require && left.text == right.text
        && left.reason == right.reason && left.examples == right.examples
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(text)
  }

  /// Whether it is a requirement of an option, by its id.
  package func binds(_ option: String) -> Bool { options.isEmpty || options.contains(option) }
}

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
  fileprivate func weighting(by more: Double) -> CriterionDefinition {
    CriterionDefinition(
      id: id, rule: rule, title: title, weight: weight, factor: factor * more, when: when,
      score: score, text: text, reason: reason, examples: examples)
  }
}

extension Catalog {
  /// The same catalog with the weights of some criteria multiplied; factors of the same criterion
  /// multiply each other.
  ///
  /// - Parameter factors: By decision, or for nil by any decision that has the criterion.
  package func weighting(
    _ factors: [(decision: String?, criterion: String, factor: Double)]
  ) -> Catalog {
    guard !factors.isEmpty else { return self }
    var copy = self
    for (decision, criterion, factor) in factors {
      for id in decisions.keys where decision == nil || decision == id {
        // Of the copy, which may have a factor of an earlier row already.
        guard let criteria = copy.decisions[id]?.criteria,
          let index = criteria.firstIndex(where: { $0.id == criterion })
        else { continue }
        copy.decisions[id]?.criteria[index] = criteria[index].weighting(by: factor)
      }
    }
    return copy
  }
}

/// How a criterion turns into a score from 0 to 1.
package enum ScoreRule: Hashable, Sendable {
  /// A fixed score per option; an option that is not named scores 0.
  case table(OrderedDictionary<String, Double>)
  /// Straight lines between points of (signal value, score), flat outside; points ascend.
  case curve(signal: String, points: [CurvePoint])
  /// The least value among the surviving options scores 1, the others least / own value; of costs,
  /// after adding `planning.costIndifferenceUSD` to both.
  case leastIsBest(signal: String)
}

/// A point of a score curve.
package struct CurvePoint: Hashable, Sendable {
  package let value: Double
  package let score: Double

  package init(value: Double, score: Double) {
    self.value = value
    self.score = score
  }
}

/// A case that a rule carries with it; the suite runs them all.
package struct RuleExample: Hashable, Sendable {
  /// Whether the constraint lets the option pass, the criterion speaks for it, or the advice is
  /// given.
  package let accepts: Bool
  /// Signal values by name, as text of the catalog file.
  package let signals: OrderedDictionary<String, FactValue>
  /// The option that a fixed score is asked for; nil for rules that do not score options.
  package let option: String?
  /// The least value among the options, for a score that compares with it.
  package let least: Double?

  package init(
    accepts: Bool, signals: OrderedDictionary<String, FactValue>, option: String? = nil,
    least: Double? = nil
  ) {
    self.accepts = accepts
    self.signals = signals
    self.option = option
    self.least = least
  }
}
