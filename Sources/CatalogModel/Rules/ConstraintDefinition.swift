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
