package import CatalogModel

/// Why an option cannot be taken: the constraint, what it asks for and what was found.
package struct Rejection: Hashable, Sendable {
  package let option: String
  package let constraint: String
  /// The row of the rule list, such as `C6`.
  package let rule: String?
  package let signal: String
  package let required: String
  package let observed: String
  package let text: String
  package let reason: Reason
  /// The questions behind the observed value.
  package let questions: [String]
  /// The facts behind the required value.
  package let facts: [Fact]

  package init(
    option: String, constraint: String, rule: String?, signal: String, required: String,
    observed: String, text: String, reason: Reason, questions: [String], facts: [Fact]
  ) {
    self.option = option
    self.constraint = constraint
    self.rule = rule
    self.signal = signal
    self.required = required
    self.observed = observed
    self.text = text
    self.reason = reason
    self.questions = questions
    self.facts = facts
  }
}
