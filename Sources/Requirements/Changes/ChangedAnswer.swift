import Quantities

/// One answer that is given another value.
package struct ChangedAnswer: Hashable, Sendable {
  package let lever: AnswerLever
  package let value: AnswerValue
  /// How far it is from the present answer, see `AnswerScale`.
  package let distance: Double

  package init(_ lever: AnswerLever, to value: AnswerValue, distance: Double) {
    self.lever = lever
    self.value = value
    self.distance = distance
  }

  /// The new answer as `AnswerParser` reads it.
  package var text: String { AnswerFormatter.text(value, for: lever.question) }

  /// Whether a number grows; nil for what is no number.
  package var isIncrease: Bool? {
    guard case .number(let old) = lever.value, case .number(let new) = value else { return nil }
    return new.likely > old.likely
  }
}
