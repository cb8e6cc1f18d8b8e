package import CatalogModel
import OrderedCollections
package import Requirements

/// A change of one answer as it is written on a command line: `KEY=VALUE`.
///
/// A key is the id of a question, or a column in a row of a table, `requests[browse].reads`; rows
/// are named by their name or by their number from 1. The value is what an answer file would hold,
/// on one line; `unknown` withdraws the answer.
package struct AnswerAssignment: Hashable, Sendable {
  package let key: String
  package let value: String

  /// Splits at the first equals sign; nil without one, or with nothing before it.
  package init?(_ text: String) {
    guard let mark = text.firstIndex(of: "="), mark != text.startIndex else { return nil }
    key = Self.trimmed(text[..<mark])
    value = Self.trimmed(text[text.index(after: mark)...])
  }

  /// The change as it was written.
  package var text: String { "\(key)=\(value)" }

  /// The sheet with all changes made in order, and what is wrong with any of them.
  package static func apply(
    _ assignments: [AnswerAssignment], to sheet: AnswerSheet, _ questionnaire: Questionnaire
  ) -> (sheet: AnswerSheet, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog()
    var sheet = sheet
    for assignment in assignments {
      AssignmentReader(assignment, questionnaire, log).change(&sheet)
    }
    return (sheet.inOrder(of: questionnaire), log.diagnostics)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
