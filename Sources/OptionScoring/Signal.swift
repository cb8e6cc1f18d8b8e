/// A named value that rules compare and score: an answer, or something computed from answers.
///
/// Rules copy signals all the time, so it is a reference to what never changes.
package final class Signal: Hashable, Sendable {
  package let value: SignalValue
  /// The unit of a number; empty for everything else.
  package let unit: String
  /// The questions whose answers it rests on, by id.
  package let questions: [String]
  /// How it was computed, in words or as a formula; nil for an answer taken as it is.
  package let formula: String?
  /// What it adds up from, in its unit; empty where it is no sum.
  package let parts: [SignalPart]
  /// The facts that enter it, by id, besides those of bills.
  package let facts: [String]

  package init(
    _ value: SignalValue, unit: String = "", from questions: [String] = [],
    formula: String? = nil, parts: [SignalPart] = [], facts: [String] = []
  ) {
    self.value = value
    self.unit = unit
    self.questions = questions
    self.formula = formula
    self.parts = parts
    self.facts = facts
  }

  package static func == (left: Signal, right: Signal) -> Bool {
    left === right
      || left.value == right.value && left.unit == right.unit
        && left.questions == right.questions && left.formula == right.formula
        && left.parts == right.parts && left.facts == right.facts
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(value)
    hasher.combine(unit)
    hasher.combine(questions)
    hasher.combine(formula)
    hasher.combine(parts)
    hasher.combine(facts)
  }
}

/// A summand of a signal.
package struct SignalPart: Hashable, Sendable {
  package let name: String
  package let value: Double

  package init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// The types of signals.
package enum SignalValue: Hashable, Sendable {
  case number(Double)
  case flag(Bool)
  case text(String)
  case set([String])
}
