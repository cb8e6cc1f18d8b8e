package import Requirements

/// What the interview needs to know about answers as people write them.
///
/// The functions are passed in, so that the terminal shares one reader and one formatter with the
/// answer file.
package struct AnswerLanguage: Sendable {
  /// What a text means as an answer.
  package enum Reading: Hashable, Sendable {
    case value(AnswerValue)
    /// What is wrong with it, as a sentence.
    case invalid(String)
  }

  /// Reads the text of a number or a slug.
  package let read: @Sendable (_ text: String, _ question: Question) -> Reading
  /// An answer as text that `read` would read back.
  package let write: @Sendable (_ value: AnswerValue, _ question: Question) -> String
  /// Whether the question is asked, given the other answers; for a column, those of its row.
  package let isRelevant:
    @Sendable (_ question: Question, _ sheet: AnswerSheet, _ row: AnswerRow?) -> Bool
  /// What is assumed while there is no answer; nil where nothing is.
  package let assume: @Sendable (_ question: Question, _ sheet: AnswerSheet) -> AnswerValue?

  package init(
    read: @escaping @Sendable (String, Question) -> Reading,
    write: @escaping @Sendable (AnswerValue, Question) -> String,
    isRelevant: @escaping @Sendable (Question, AnswerSheet, AnswerRow?) -> Bool,
    assume: @escaping @Sendable (Question, AnswerSheet) -> AnswerValue?
  ) {
    self.read = read
    self.write = write
    self.isRelevant = isRelevant
    self.assume = assume
  }
}
