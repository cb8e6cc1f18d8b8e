import OrderedCollections
import Quantities

/// Where the rules of a catalog use a service, an option or a fact.
package struct RuleUses: Sendable {
  /// A place in the rules, and what it does there.
  package struct Use: Hashable, Sendable {
    /// `constraint`, `criterion`, `option` or `replacement`.
    package let kind: String
    /// `compute/lambda-duration`.
    package let id: String
    package let text: String
  }

  private let decisions: [DecisionDefinition]
  private let services: [Service]

  package init(_ catalog: Catalog) {
    decisions = Array(catalog.decisions.values)
    services = Array(catalog.services.values)
  }

  /// Rules that compare a signal with the fact.
  package func uses(ofFact id: String) -> [Use] {
    decisions.flatMap { decision in
      decision.constraints.filter { names(id, $0.when + $0.require) }
        .map { constraint(decision, $0) }
        + decision.criteria.filter { names(id, $0.when) }.map { criterion(decision, $0) }
        + decision.options.filter { $0.substitution?.reads(id) ?? false }.map {
          Use(kind: "option", id: "\(decision.id)/\($0.id)", text: "reads it for \($0.title)")
        }
    }
  }

  /// Options that offer the service, rules that look at its facts, and what it replaces.
  package func uses(ofService id: String) -> [Use] {
    let options = decisions.flatMap { decision in
      decision.options.filter { $0.service == id }.map {
        Use(kind: "option", id: "\(decision.id)/\($0.id)", text: $0.title)
      }
    }
    let replaced = services.filter { $0.lifecycle.replacement.contains(id) }.map {
      Use(kind: "replacement", id: $0.id, text: "takes the place of \($0.name)")
    }
    let service = services.first { $0.id == id }
    let facts = service?.facts.values.flatMap { uses(ofFact: $0.id) } ?? []
    return options + facts + replaced
  }

  /// Constraints that bind the option, and criteria that score it.
  package func uses(ofOption option: String, in id: String) -> [Use] {
    guard let decision = decisions.first(where: { $0.id == id }) else { return [] }
    let constraints = decision.constraints.filter { $0.binds(option) }
    return constraints.map { constraint(decision, $0) }
      + decision.criteria.map { criterion(decision, $0, of: option) }
  }

  private func constraint(_ decision: DecisionDefinition, _ rule: ConstraintDefinition) -> Use {
    let when = rule.when.isEmpty ? "" : "when \(RuleText.conditions(rule.when)): "
    return Use(
      kind: "constraint", id: "\(decision.id)/\(rule.id)",
      text: "\(when)requires \(RuleText.conditions(rule.require)). \(rule.text)")
  }

  private func criterion(
    _ decision: DecisionDefinition, _ rule: CriterionDefinition, of option: String? = nil
  ) -> Use {
    let when = rule.when.isEmpty ? "" : "when \(RuleText.conditions(rule.when)): "
    var score = RuleText.score(rule.score)
    if let option, case .table(let table) = rule.score {
      score = "scores \(RuleText.score(.table([option: table[option] ?? 0])))"
    }
    return Use(
      kind: "criterion", id: "\(decision.id)/\(rule.id)",
      text: "\(when)weight \(DecimalText.exact(rule.weight)), \(score)")
  }

  private func names(_ fact: String, _ conditions: [Condition]) -> Bool {
    conditions.contains { condition in
      switch condition.comparison {
      case .atLeast(.fact(let id)), .atMost(.fact(let id)), .above(.fact(let id)),
        .below(.fact(let id)):
        id == fact || id.hasPrefix(fact + "#")
      default: false
      }
    }
  }
}

extension Substitution {
  fileprivate func reads(_ fact: String) -> Bool {
    facts.values.contains(fact) || instancePriceRatio == fact
  }
}
