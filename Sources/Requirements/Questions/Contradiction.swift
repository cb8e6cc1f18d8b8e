package import CatalogModel

/// Answers that cannot all be true, or that can but deserve a second look.
///
/// `Catalog/questions/contradictions.yaml` lists them; contradictions that need arithmetic are code.
package struct Contradiction: Hashable, Sendable {
  package let id: String
  /// A warning for what is possible but unlikely to be meant.
  package let severity: Diagnostic.Severity
  /// All must hold; signals are ids of questions.
  ///
  /// Where one is a table's column, such as `data.content`, the conditions are tried on each row.
  package let when: [Condition]
  /// What is wrong, in a sentence.
  package let text: String
  package let remedy: String
  /// The questions that disagree; at least one of them must have been answered.
  package let questions: [String]
  /// What each condition may be a column of, with whether one is: `data` of `data.content`.
  let tables: [Table]

  struct Table: Hashable, Sendable {
    let id: String
    let hasColumn: Bool
  }

  package init(
    id: String, severity: Diagnostic.Severity, when: [Condition], text: String, remedy: String,
    questions: [String]
  ) {
    self.id = id
    self.severity = severity
    self.when = when
    self.text = text
    self.remedy = remedy
    self.questions = questions
    let signals = when.map(\.signal)
    tables = signals.compactMap { signal in
      signal.split(separator: ".").first.map { first in
        Table(id: String(first), hasColumn: signals.contains { $0.hasPrefix(first + ".") })
      }
    }
  }
}
