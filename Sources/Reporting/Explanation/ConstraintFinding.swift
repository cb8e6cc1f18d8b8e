import CatalogModel
import OptionScoring

/// What one constraint found of one option.
struct ConstraintFinding {
  let option: String
  let constraint: String
  let rule: String?
  let text: String
  let passes: Bool
  let required: String
  let observed: String
  /// The facts that it compares with.
  let facts: [Fact]

  /// All constraints that bind the options of a decision, option by option.
  ///
  /// Those whose condition does not hold bind nothing. A rejection that no constraint makes, such as that of a service
  /// closed to newcomers, comes last.
  static func findings(of decision: Decision, catalog: Catalog) -> [ConstraintFinding] {
    decision.definition.options.flatMap { option -> [ConstraintFinding] in
      guard let own = decision.optionSignals[option.id] else { return [] }
      let check = ConditionCheck(signals: decision.signals, own: own, catalog: catalog)
      let bound = decision.definition.constraints.compactMap { constraint in
        finding(constraint, option.id, check)
      }
      let known = Set(bound.map(\.constraint))
      return bound
        + decision.rejections
        .filter { $0.option == option.id && !known.contains($0.constraint) }.map(Self.init)
    }
  }

  private static func finding(
    _ constraint: ConstraintDefinition, _ option: String, _ check: ConditionCheck
  ) -> ConstraintFinding? {
    guard constraint.binds(option),
      check.holds(constraint.when),
      let decisive = constraint.require.first(where: { !check.holds($0) })
        ?? constraint.require.first
    else { return nil }
    return ConstraintFinding(
      option: option, constraint: constraint.id, rule: constraint.rule, text: constraint.text,
      passes: check.holds(constraint.require), required: check.requirement(decisive),
      observed: check[decisive.signal]?.text ?? "not known",
      facts: check.facts(constraint.require))
  }

  private init(_ rejection: Rejection) {
    self.init(
      option: rejection.option, constraint: rejection.constraint, rule: rejection.rule,
      text: rejection.text, passes: false, required: rejection.required,
      observed: rejection.observed, facts: rejection.facts)
  }

  private init(
    option: String, constraint: String, rule: String?, text: String, passes: Bool,
    required: String, observed: String, facts: [Fact]
  ) {
    self.option = option
    self.constraint = constraint
    self.rule = rule
    self.text = text
    self.passes = passes
    self.required = required
    self.observed = observed
    self.facts = facts
  }
}
