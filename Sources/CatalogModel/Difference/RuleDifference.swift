import OrderedCollections
import Quantities

/// How the options, constraints and criteria of decisions differ.
enum RuleDifference {
  static func changes(
    from old: OrderedDictionary<String, DecisionDefinition>,
    to new: OrderedDictionary<String, DecisionDefinition>
  ) -> [CatalogChange] {
    Set(old.keys).union(new.keys).sorted().flatMap { id -> [CatalogChange] in
      switch (old[id], new[id]) {
      case (let before?, let after?) where before == after: []
      case (let before?, let after?): changes(id, before, after)
      case (let before?, nil): [CatalogChange(.rule, id, from: before.title, to: nil)]
      case (nil, let after?): [CatalogChange(.rule, id, from: nil, to: after.title)]
      case (nil, nil): []
      }
    }
  }

  private static func changes(
    _ id: String, _ old: DecisionDefinition, _ new: DecisionDefinition
  ) -> [CatalogChange] {
    var changes: [CatalogChange] = []
    if old.title != new.title {
      changes.append(CatalogChange(.rule, "\(id).title", from: old.title, to: new.title))
    }
    changes += compare(.option, id, old.options, new.options, \.id) {
      [
        ("service", $0.service ?? "none"), ("title", $0.title), ("summary", $0.summary),
        ("like", $0.like ?? "none"), ("offered", $0.isOffered ? "yes" : "no"),
        ("replaces", $0.substitution?.text ?? "nothing"),
      ]
    }
    changes += compare(.rule, id, old.constraints, new.constraints, \.id) { constraint in
      [
        ("options", constraint.options.joined(separator: ", ")),
        ("when", RuleText.conditions(constraint.when)),
        ("require", RuleText.conditions(constraint.require)), ("text", constraint.text),
        ("reason", constraint.reason.rawValue), ("rule", constraint.rule ?? "none"),
        ("examples", "\(constraint.examples.count) examples"),
      ]
    }
    changes += compare(.rule, id, old.criteria, new.criteria, \.id) { criterion in
      [
        ("weight", DecimalText.exact(criterion.weight)),
        ("when", RuleText.conditions(criterion.when)), ("score", RuleText.score(criterion.score)),
        ("text", criterion.text), ("title", criterion.title), ("rule", criterion.rule ?? "none"),
        ("reason", criterion.reason.rawValue),
        ("examples", "\(criterion.examples.count) examples"),
      ]
    }
    if changes.isEmpty {
      changes.append(CatalogChange(.rule, id, from: old.title, to: "\(new.title) (another order)"))
    }
    return changes
  }

  private static func compare<Element: Hashable>(
    _ subject: CatalogChange.Subject, _ decision: String, _ old: [Element], _ new: [Element],
    _ key: KeyPath<Element, String>, parts: (Element) -> [(name: String, text: String)]
  ) -> [CatalogChange] {
    let before = Dictionary(old.map { ($0[keyPath: key], $0) }, uniquingKeysWith: { $1 })
    let after = Dictionary(new.map { ($0[keyPath: key], $0) }, uniquingKeysWith: { $1 })
    return Set(before.keys).union(after.keys).sorted().flatMap { id -> [CatalogChange] in
      let path = "\(decision)/\(id)"
      switch (before[id], after[id]) {
      case (let one?, let other?):
        if one == other { return [] }
        let changed = zip(parts(one), parts(other)).filter { $0.text != $1.text }
        // What reads alike differs in its examples, or in what an option stands in for.
        if changed.isEmpty {
          return [CatalogChange(subject, path, from: "as it was", to: "other details")]
        }
        return changed.map {
          CatalogChange(subject, "\(path).\($0.name)", from: $0.text, to: $1.text)
        }
      case (let one?, nil):
        return [CatalogChange(subject, path, from: summary(parts(one)), to: nil)]
      case (nil, let other?):
        return [CatalogChange(subject, path, from: nil, to: summary(parts(other)))]
      case (nil, nil): return []
      }
    }
  }

  private static func summary(_ parts: [(name: String, text: String)]) -> String {
    parts.filter { ["title", "text", "weight", "service"].contains($0.name) }
      .map { "\($0.name) \($0.text)" }.joined(separator: "; ")
  }
}

/// Rules in one line.
package enum RuleText {
  /// `always`, or the conditions with `and` between them.
  package static func conditions(_ conditions: [Condition]) -> String {
    conditions.isEmpty ? "always" : conditions.map(text).joined(separator: " and ")
  }

  private static func text(_ condition: Condition) -> String {
    switch condition.comparison {
    case .atLeast(let operand): "\(condition.signal) at least \(text(operand))"
    case .atMost(let operand): "\(condition.signal) at most \(text(operand))"
    case .above(let operand): "\(condition.signal) above \(text(operand))"
    case .below(let operand): "\(condition.signal) below \(text(operand))"
    case .oneOf(let words): "\(condition.signal) one of \(words.joined(separator: ", "))"
    case .noneOf(let words): "\(condition.signal) none of \(words.joined(separator: ", "))"
    case .includes(let word): "\(condition.signal) with \(word)"
    case .excludes(let word): "\(condition.signal) without \(word)"
    case .equals(let flag): "\(condition.signal) \(flag ? "yes" : "no")"
    }
  }

  private static func text(_ operand: Operand) -> String {
    switch operand {
    case .number(let number): DecimalText.exact(number)
    case .fact(let id): "the fact \(id)"
    }
  }

  /// A score rule in one line.
  package static func score(_ rule: ScoreRule) -> String {
    switch rule {
    case .table(let table):
      table.map { "\($0.key) \(DecimalText.exact($0.value))" }.joined(separator: ", ")
    case .curve(let signal, let points):
      "curve of \(signal): "
        + points.map { "\(DecimalText.exact($0.value)) \(DecimalText.exact($0.score))" }
        .joined(separator: ", ")
    case .leastIsBest(let signal): "least \(signal) is best"
    }
  }
}
