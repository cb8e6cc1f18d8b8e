/// Why a text is not an answer to its question, and what to write instead.
///
/// The message does not name the question or its place; whoever reports it does.
package struct AnswerRefusal: Error, Hashable, Sendable {
  /// What is wrong, with what was found and what was expected.
  package let message: String
  package let remedy: String?

  package init(_ message: String, remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }
}
