/// How much a decision keeps of why it came out as it did; choices and scores are the same in all.
package enum DecisionDetail: Hashable, Sendable {
  /// Choices, scores and which rules rejected what.
  case choices
  /// The values that the rules looked at as well.
  case values
  /// Everything: texts, questions and facts as well.
  case reasons
}
