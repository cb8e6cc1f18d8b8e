/// Where an answer stands: a question, or a column in a row of a table question.
package enum Field: Hashable, Sendable {
  case question(String)
  case column(String, row: Int, table: String)

  /// The id of the question, or of the table that holds the column.
  package var questionID: String {
    switch self {
    case .question(let id): id
    case .column(_, _, let table): table
    }
  }
}
