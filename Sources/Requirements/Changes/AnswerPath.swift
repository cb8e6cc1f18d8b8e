/// Where an answer stands in the answer file: a question, or a cell of a table question.
package struct AnswerPath: Hashable, Sendable {
  /// The id of the question, such as `users.now` or `requests`.
  package let question: String
  /// Nil for a question that is no table.
  package let cell: Cell?

  /// A column of a row.
  package struct Cell: Hashable, Sendable {
    /// The place of the row in its table.
    package let row: Int
    /// The name of the row, answered or assumed.
    package let name: String
    package let column: String

    package init(row: Int, name: String, column: String) {
      self.row = row
      self.name = name
      self.column = column
    }
  }

  package init(question: String, cell: Cell? = nil) {
    self.question = question
    self.cell = cell
  }

  /// As diagnostics and assumptions write it: `requests[browse].reads`.
  package var text: String {
    cell.map { "\(question)[\($0.name)].\($0.column)" } ?? question
  }

  /// The id by which signals trace their answers: `requests.reads`.
  package var traced: String { cell.map { "\(question).\($0.column)" } ?? question }
}
