package import CatalogModel
package import Quantities

/// A question of the interview and a key of the answer file, as `Catalog/questions` defines it.
package struct Question: Hashable, Sendable {
  /// The path in the answer file, such as `users.now`; of a table's column, its name alone.
  package let id: String
  /// The question as people read it.
  package let ask: String
  /// Why the answer matters.
  package let why: String
  package let kind: QuestionKind
  /// What is assumed when nobody answers; nil where no answer means that there is none: no limit, no
  /// owner, the same as for the whole system.
  package let fallback: Fallback?
  /// Why that is assumed.
  package let reason: String
  /// All must hold for the question to be asked; signals are the ids of other questions.
  package let when: [Condition]
  /// Whether it belongs to the short path of about ten questions.
  package let isInShortPath: Bool
  /// Whether it is answered by measurements and not asked: it matters only where it has an answer.
  package let isMeasured: Bool
  /// Whether an answer counts even where the question is not asked.
  package let isVolunteered: Bool
  /// Words that people search it by and that its other texts lack; empty where those suffice.
  package let synonyms: String

  package init(
    id: String, ask: String, why: String, kind: QuestionKind, fallback: Fallback?, reason: String,
    when: [Condition], isInShortPath: Bool, isMeasured: Bool = false,
    isVolunteered: Bool = false, synonyms: String = ""
  ) {
    self.id = id
    self.ask = ask
    self.why = why
    self.kind = kind
    self.fallback = fallback
    self.reason = reason
    self.when = when
    self.isInShortPath = isInShortPath
    self.isMeasured = isMeasured
    self.isVolunteered = isVolunteered
    self.synonyms = synonyms
  }
}

/// What an answer to a question looks like.
package indirect enum QuestionKind: Hashable, Sendable {
  case number(NumberKind)
  /// One of several.
  case choice([Choice])
  /// Any of several, or none.
  case choices([Choice])
  case flag
  /// A name of lower-case letters, digits and hyphens that starts with a letter.
  case slug(longest: Int)
  /// Any number of such names.
  case slugs(longest: Int)
  /// A sentence on one line, in any language.
  case line(longest: Int)
  /// A day, `YYYY-MM-DD`.
  case date
  case table(TableKind)
}

/// A numeric answer: its unit and what is possible.
package struct NumberKind: Hashable, Sendable {
  package let unit: AnswerUnit
  package let least: Double
  package let greatest: Double
  package let isInteger: Bool

  package init(unit: AnswerUnit, least: Double, greatest: Double, isInteger: Bool) {
    self.unit = unit
    self.least = least
    self.greatest = greatest
    self.isInteger = isInteger
  }
}

/// One answer of a choice.
package struct Choice: Hashable, Sendable {
  package let id: String
  package let title: String
  /// The service, or the part of one, that the answer names; its lifecycle may draw a warning.
  package let service: String?

  package init(id: String, title: String, service: String? = nil) {
    self.id = id
    self.title = title
    self.service = service
  }
}

/// A question whose answer is a list of rows.
package struct TableKind: Hashable, Sendable {
  /// What one row is, such as `data set`.
  package let rowName: String
  package let leastRows: Int
  package let greatestRows: Int
  package let columns: [Question]

  package init(rowName: String, leastRows: Int, greatestRows: Int, columns: [Question]) {
    self.rowName = rowName
    self.leastRows = leastRows
    self.greatestRows = greatestRows
    self.columns = columns
  }
}

/// What is assumed where there is no answer.
package enum Fallback: Hashable, Sendable {
  case value(AnswerValue)
  /// The entry of a table fact that another answer names.
  case fact(id: String, by: String)
  /// So much for each of another answer, such as for each user.
  case each(Estimate, of: String)
  /// The answer to another question; to a table, the name of its first row.
  case answer(String)
  /// The values of other columns of the row, joined by hyphens.
  case columns([String])
}

extension Question {
  /// The facts that its default is taken from, and those of its columns.
  package var facts: [String] {
    var facts: [String] = []
    if case .fact(let id, _)? = fallback { facts.append(id) }
    if case .table(let table) = kind { facts += table.columns.flatMap(\.facts) }
    return facts
  }
}
