package import OrderedCollections

/// A choice among options as the catalog defines it: `Catalog/criteria/<id>.yaml`.
///
/// A reference to what never changes, since whatever is decided holds its definition.
package final class DecisionDefinition: Hashable, Sendable {
  /// `compute`.
  package let id: String
  /// `Where the code runs`.
  package let title: String
  package let options: [OptionDefinition]
  package let constraints: [ConstraintDefinition]
  package let criteria: [CriterionDefinition]
  /// Those of the criteria that count, in their order.
  package let weights: [Double]
  /// The rules by the places of what they look at, which follows from the rest.
  package let index: RuleIndex

  package convenience init(
    id: String, title: String, options: [OptionDefinition], constraints: [ConstraintDefinition],
    criteria: [CriterionDefinition]
  ) {
    self.init(
      id: id, title: title, options: options, constraints: constraints, criteria: criteria,
      index: RuleIndex(options: options, constraints: constraints, criteria: criteria))
  }

  private init(
    id: String, title: String, options: [OptionDefinition], constraints: [ConstraintDefinition],
    criteria: [CriterionDefinition], index: RuleIndex
  ) {
    self.id = id
    self.title = title
    self.options = options
    self.constraints = constraints
    self.criteria = criteria
    weights = criteria.map(\.effectiveWeight)
    self.index = index
  }

  /// The same with the weight of a criterion multiplied, which looks at the same signals.
  fileprivate func weighting(_ place: Int, by factor: Double) -> DecisionDefinition {
    var criteria = criteria
    criteria[place] = criteria[place].weighting(by: factor)
    return DecisionDefinition(
      id: id, title: title, options: options, constraints: constraints, criteria: criteria,
      index: index)
  }

  package static func == (left: DecisionDefinition, right: DecisionDefinition) -> Bool {
    left === right
      || left.id == right.id && left.title == right.title && left.options == right.options
        && left.constraints == right.constraints && left.criteria == right.criteria
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(options)
    hasher.combine(constraints)
    hasher.combine(criteria)
  }

  /// The signals that its rules look at, sorted, and whether the region has a price.
  package var signalNames: [String] { index.names }
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
        guard let decision = copy.decisions[id],
          let place = decision.criteria.firstIndex(where: { $0.id == criterion })
        else { continue }
        copy.decisions[id] = decision.weighting(place, by: factor)
      }
    }
    return copy
  }
}

extension Catalog {
  /// The catalog with one option alone for a decision.
  package func offering(_ option: String, of decision: String) -> Catalog {
    guard let whole = decisions[decision] else { return self }
    var copy = self
    copy.decisions[decision] = DecisionDefinition(
      id: whole.id, title: whole.title, options: whole.options.filter { $0.id == option },
      constraints: whole.constraints, criteria: whole.criteria)
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
