package import CatalogModel
package import OrderedCollections
package import Quantities

/// The value of an answer, in the unit of its question.
package indirect enum AnswerValue: Hashable, Sendable {
  case number(Estimate)
  case choice(String)
  case choices([String])
  case flag(Bool)
  case text(String)
  case rows([AnswerRow])
}

/// A row of a table question: answers by column id.
package typealias AnswerRow = OrderedDictionary<String, Answer>

/// An answer, where it stands, and how sure the team is of it.
package struct Answer: Hashable, Sendable {
  package enum Confidence: String, Hashable, Sendable, CaseIterable {
    case measured, assumed
  }

  package let value: AnswerValue
  /// Nil for an answer that does not come from a file.
  package let place: Place?
  package let confidence: Confidence?
  package let note: String?

  package init(
    _ value: AnswerValue, place: Place? = nil, confidence: Confidence? = nil, note: String? = nil
  ) {
    self.value = value
    self.place = place
    self.confidence = confidence
    self.note = note
  }
}

/// What a team has answered so far: by question id, in the order of the questionnaire.
///
/// A question without an entry was not answered, or was answered with `unknown`.
package struct AnswerSheet: Hashable, Sendable {
  /// The version of the answer file's format that this code reads and writes.
  package static let schemaVersion = 1

  package var answers: OrderedDictionary<String, Answer>

  package init(answers: OrderedDictionary<String, Answer> = [:]) {
    self.answers = answers
  }

  package subscript(id: String) -> AnswerValue? { answers[id]?.value }
}
