import ArgumentParser

/// The columns that rows can be shown in, of which a list shows some.
struct ListTable<Row> {
  /// A column by the name that `--columns` takes.
  struct Column: Sendable {
    let name: String
    let title: String
    let alignment: TextTable.Alignment
    let cell: @Sendable (Row) -> String

    init(
      _ name: String, _ title: String, _ alignment: TextTable.Alignment = .left,
      cell: @escaping @Sendable (Row) -> String
    ) {
      self.name = name
      self.title = title
      self.alignment = alignment
      self.cell = cell
    }
  }

  let columns: [Column]
  /// The names of those that are shown without `--columns`.
  let usual: [String]

  /// The rows as a table.
  ///
  /// - Parameter chosen: Names of columns in their order, separated by commas; nil for the usual.
  /// - Throws: A validation error for a name that is no column.
  func text(_ rows: [Row], chosen: String?) throws -> String {
    let names = chosen.map { $0.split(separator: ",").map(String.init) } ?? usual
    let known = columns.map(\.name)
    let shown = try names.map { name in
      let name = try ListWord.checked(name, "--columns", known: known)
      return columns[known.firstIndex(of: name) ?? 0]
    }
    var table = TextTable(shown.map { ($0.title, $0.alignment) })
    for row in rows { table.add(shown.map { $0.cell(row) }) }
    return table.text
  }
}
