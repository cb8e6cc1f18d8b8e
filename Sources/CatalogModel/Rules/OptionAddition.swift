package import OrderedCollections

/// An option that a file of its own adds to a decision: `Catalog/options/<id>.yaml`.
package struct OptionAddition: Hashable, Sendable {
  /// The decision that it belongs to, such as `compute`.
  package let decision: String
  package let option: OptionDefinition
  /// What rules it out besides the constraints of the option it is like.
  package let constraints: [ConstraintDefinition]
  /// Scores by criterion, in place of those of the option it is like.
  package let scores: OrderedDictionary<String, Double>

  package init(
    decision: String, option: OptionDefinition, constraints: [ConstraintDefinition],
    scores: OrderedDictionary<String, Double>
  ) {
    self.decision = decision
    self.option = option
    self.constraints = constraints
    self.scores = scores
  }
}

extension DecisionDefinition {
  /// The decision with an option more, after those that it has.
  ///
  /// Where the new option is like another one, that one's constraints bind it and that one's scores
  /// are its own, except for those that it brings.
  package func adding(_ addition: OptionAddition) -> DecisionDefinition {
    let id = addition.option.id
    let like = addition.option.like
    let inherited = constraints.map { constraint in
      guard let like, constraint.options.contains(like) else { return constraint }
      return constraint.binding(constraint.options + [id])
    }
    let criteria = criteria.map { criterion in
      guard case .table(var table) = criterion.score,
        let score = addition.scores[criterion.id] ?? like.flatMap({ table[$0] })
      else { return criterion }
      table[id] = score
      return criterion.scoring(.table(table))
    }
    return DecisionDefinition(
      id: self.id, title: title, options: options + [addition.option],
      constraints: inherited + addition.constraints, criteria: criteria)
  }
}

extension ConstraintDefinition {
  /// The same constraint for other options.
  fileprivate func binding(_ options: [String]) -> ConstraintDefinition {
    ConstraintDefinition(
      id: id, rule: rule, options: options, when: when, require: require, text: text,
      reason: reason, examples: examples)
  }
}

extension CriterionDefinition {
  /// The same criterion with another score.
  fileprivate func scoring(_ score: ScoreRule) -> CriterionDefinition {
    CriterionDefinition(
      id: id, rule: rule, title: title, weight: weight, when: when, score: score, text: text,
      reason: reason, examples: examples)
  }
}
