import CatalogModel
import Quantities
import Requirements

/// Questions of each kind, for tests that need no catalog.
enum QuestionSamples {
  static func question(
    _ id: String, _ kind: QuestionKind, fallback: Fallback? = .value(.flag(false)),
    when: [Condition] = [], reason: String = "a reason"
  ) -> Question {
    Question(
      id: id, ask: "\(id)?", why: "Because.", kind: kind, fallback: fallback, reason: reason,
      when: when, isInShortPath: false)
  }

  static func number(
    _ unit: AnswerUnit, _ limits: ClosedRange<Double> = -1e300...1e300, integer: Bool = false
  ) -> Question {
    question(
      "number",
      .number(
        NumberKind(
          unit: unit, least: limits.lowerBound, greatest: limits.upperBound, isInteger: integer)))
  }

  static let colors = [
    Choice(id: "red", title: "Deep red"), Choice(id: "green", title: "Green"),
    Choice(id: "blue", title: "Blue"),
  ]
}
